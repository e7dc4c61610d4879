using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Facts;

/// <summary>GET /rating-facts/years/{year}: <see cref="IRatingFacts.ReadYearAsync"/> for the government's process.</summary>
internal static class ReadYearRatings
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/years/{year:int}", Handle)
            .WithName(nameof(ReadYearRatings))
            .WithSummary("A year's released ratings in force, for the other side's process; the ETag is the log's head.")
            .Produces<YearRatingsPage>()
            .Produces(StatusCodes.Status304NotModified);

    private static async Task<IResult> Handle(int year, string? after, int? limit, HttpContext http, EvaluationDb db, IRatingFacts facts) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : await db.AnswerFactsAsync(http, async (_, ct) => ToPage(await facts.ReadYearAsync(year, ct), paging), page => page.Log);

    private static YearRatingsPage ToPage((LogHead Log, IReadOnlyList<SchemeColour> Colours, IReadOnlyList<RatingFact> Ratings) all, Paging paging)
    {
        var page = paging.PageOfAll(all.Ratings, r => $"{r.Period}/{r.TargetId}");
        return new(all.Log, all.Colours, page.Items, page.Next);
    }
}
