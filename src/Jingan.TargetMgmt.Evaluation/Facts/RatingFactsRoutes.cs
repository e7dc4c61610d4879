using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Facts;

/// <summary>GET /rating-facts/periods/{code}: <see cref="IRatingFacts.ReadPeriodAsync"/> for the government's process; released ratings only, as the port shows them.</summary>
internal static class ReadPeriodRatings
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/periods/{code}", Handle)
            .WithName(nameof(ReadPeriodRatings))
            .WithSummary("A period's released ratings in force, for the other side's process; the ETag is the log's head.")
            .Produces<PeriodRatingsPage>()
            .Produces(StatusCodes.Status304NotModified);

    private static async Task<IResult> Handle(Period code, string? after, int? limit, HttpContext http, EvaluationDb db, IRatingFacts facts) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : await db.AnswerFactsAsync(http, async (_, ct) => ToPage(await facts.ReadPeriodAsync(code, ct), paging), page => page.Log);

    private static PeriodRatingsPage ToPage(PeriodRatings all, Paging paging)
    {
        var page = paging.PageOfAll(all.Ratings, r => r.TargetId.Value);
        return new(all.Log, all.Scheme, all.Colours, all.ReleasedAt, page.Items, page.Next);
    }
}
