using Jingan.TargetMgmt.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>GET /logs/{side}/key: the verifier keys, one a line. For a first look:
/// who relies on the log gets its key by another way and pins it.</summary>
internal static class GetLogKey
{
    internal static void Map(IEndpointRouteBuilder log, string side, Func<HttpContext, SideLog> database) => log
        .MapGet("/key", (HttpContext http) => Handle(database(http)))
        .WithName($"{side}-{nameof(GetLogKey)}")
        .WithSummary("The log's verifier key (C2SP signed-note); a second line is its SM2 key, when it has one.")
        .Produces<string>(StatusCodes.Status200OK, "text/plain")
        .AllowAnonymous();

    private static ContentHttpResult Handle(SideLog db) => TypedResults.Text(
        string.Concat(new[]
        {
            db.Identity.VerifierKey, db.Identity.Sm2Signer?.VerifierKey,
        }.Where(k => k is not null).Select(k => k + "\n")), "text/plain; charset=utf-8");
}
