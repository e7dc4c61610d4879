using System.Net;
using Jingan.TargetMgmt.Log;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api;

/// <summary>GET /demo/roles: the demonstration's tokens, for the first page to sign in with one click. It exists in
/// Development only, and answers only the machine it runs on.</summary>
internal static class DemoRoles
{
    public static void MapDemoRoles(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapGet("/demo/roles", Handle).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static Results<FileContentHttpResult, NotFound> Handle(HttpContext http, IOptions<StorageOptions> storage)
    {
        var file = DemoAccess.TokenFile(storage.Value.Directory);
        if (!IsHere(http) || !File.Exists(file))
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(File.ReadAllBytes(file), "application/json");
    }

    // The name counts as well: another site's page may have its name lead here.
    private static bool IsHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && (http.Request.Host.Host == "localhost"
            || (IPAddress.TryParse(http.Request.Host.Host, out var named) && IPAddress.IsLoopback(named)));
}
