using Jingan.TargetMgmt.Government.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Public;

/// <summary>GET /public-page: whether the public page is open, for anybody.</summary>
internal static class GetPublicPage
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/public-page", Handle)
            .WithName(nameof(GetPublicPage))
            .WithSummary("Whether the public page is open, and since when.")
            .AllowAnonymous();

    private static async Task<Ok<PublicPage>> Handle(HttpContext http, GovernmentDb db, CancellationToken ct)
    {
        var last = await PublicPageStore.ReadLastAsync(db, ct);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new PublicPage(last?.Open ?? false, last?.At));
    }
}
