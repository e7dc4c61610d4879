using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Public;

/// <summary>GET /public/ratings?year=: the released colours of a year, for anybody while the public page is
/// open.</summary>
internal static class ListPublicRatings
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/public/ratings", Handle)
            .WithName(nameof(ListPublicRatings))
            .WithSummary("A year's released colours in force, by period and target, while the public page is open.")
            .AllowAnonymous();

    private static async Task<Results<Ok<PublicRatingPage>, Problem>> Handle(
        CalendarYear year, string? after, int? limit, HttpContext http, GovernmentDb db, PublicYears years,
        CancellationToken ct)
    {
        if (await PublicPageStore.ReadLastAsync(db, ct) is not { Open: true })
        {
            return new Problem(ProblemCode.PublicPageClosed, new(
                "区府办没有打开公开页。有令牌的人照常登录查阅：GET /ratings。",
                "The district office has not opened the public page. Whoever has a token signs in and reads as ever: "
                    + "GET /ratings."));
        }

        if (Paging.TryRead(after, limit, out var paging) is { } refusal)
        {
            return refusal;
        }

        var (colours, ratings) = await years.ReadAsync(year.Value, ct);
        var page = paging.PageOfAll(ratings, r => $"{r.Period}/{r.TargetId}");
        http.Response.Headers.CacheControl = "public, max-age=10";
        return TypedResults.Ok(new PublicRatingPage(colours, page.Items, page.Next));
    }
}
