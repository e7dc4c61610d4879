using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Schemes;

/// <summary>GET /schemes/{version}: the document as published, for everybody.</summary>
internal static class GetScheme
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/schemes/{version}", Handle)
            .WithName(nameof(GetScheme))
            .WithSummary("A colour scheme as published.");

    private static async Task<Results<Ok<JsonElement>, Problem>> Handle(
        string version, HttpContext http, SchemeStore schemes, CancellationToken ct)
    {
        if (await schemes.FindAsync(version, ct) is not { } published)
        {
            return new Problem(ProblemCode.NotFound, new($"没有版本为 {version} 的办法。", $"There is no scheme {version}."));
        }

        http.Response.Headers.ETag = $"\"{published.Entry.LeafHash}\"";
        return TypedResults.Ok(published.Document);
    }
}
