using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Facts;

/// <summary>The routes below /rating-facts: <see cref="IRatingFacts"/> for the government's process;
/// released ratings only, as the port shows them.</summary>
internal static class RatingFactsRoutes
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("", HeadAsync).WithName("ReadEvaluationHead")
            .WithSummary("The evaluation log's head, for the other side's process.");
        routes.MapGet("/periods/{code}", PeriodAsync)
            .WithName("ReadPeriodRatings")
            .WithSummary(
                "A period's released ratings in force, for the other side's process; the ETag is the log's head.")
            .Produces<PeriodRatingsPage>()
            .Produces(StatusCodes.Status304NotModified);
        routes.MapGet("/years/{year:int}", YearAsync)
            .WithName("ReadYearRatings")
            .WithSummary(
                "A year's released colours in force, for the other side's process; the ETag is the log's head.")
            .Produces<YearRatingsPage>()
            .Produces(StatusCodes.Status304NotModified);
        routes.MapGet("/issued/{code}", IssuedAsync)
            .WithName("ReadIssuedReport")
            .WithSummary("What a period's issued evaluation report says, for the other side's process.");
        routes.MapGet("/releases/{since:int}", ReleasesAsync)
            .WithName("ReadReleases")
            .WithSummary("The released periods of a year and of later ones, for the other side's process.");
        routes.MapGet("/targets/{id}", TargetAsync)
            .WithName("ReadTargetRatings")
            .WithSummary("Every released rating of a target, for the other side's process.");
    }

    private static async Task<Ok<LogHead>> HeadAsync(EvaluationDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.ReadLogHeadAsync(ct));

    private static async Task<IResult> PeriodAsync(
        Period code, string? after, int? limit, HttpContext http, EvaluationDb db, IRatingFacts facts) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : await db.AnswerFactsAsync(http, async (_, ct) => ToPage(await facts.ReadPeriodAsync(code, ct), paging),
                page => page.Log);

    // A page is of targets: most have a rating and an earlier colour, some only one of them.
    private static PeriodRatingsPage ToPage(PeriodRatings all, Paging paging)
    {
        var page = paging.PageOfAll(
            [.. all.Ratings.Select(r => r.TargetId.Value).Union(all.Earlier.Select(e => e.TargetId.Value))
                .Order(StringComparer.Ordinal)],
            id => id);
        var targets = page.Items.ToHashSet();
        return new(
            all.Log, all.Scheme, all.Colours, all.ReleasedAt,
            [.. all.Ratings.Where(r => targets.Contains(r.TargetId.Value))], page.Next,
            [.. all.Earlier.Where(e => targets.Contains(e.TargetId.Value))], all.Report);
    }

    private static async Task<IResult> YearAsync(
        CalendarYear year, string? after, int? limit, HttpContext http, EvaluationDb db, IRatingFacts facts) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : await db.AnswerFactsAsync(http,
                async (_, ct) => ToPage(await facts.ReadYearAsync(year.Value, ct), paging), page => page.Log);

    private static YearRatingsPage ToPage(YearColours all, Paging paging)
    {
        var page = paging.PageOfAll(all.Ratings, r => $"{r.Period}/{r.TargetId}");
        return new(all.Log, all.Colours, page.Items, page.Next);
    }

    private static async Task<Ok<IssuedPeriod>> IssuedAsync(Period code, IRatingFacts facts, CancellationToken ct) =>
        TypedResults.Ok(new IssuedPeriod(await facts.ReadIssuedAsync(code, ct)));

    private static async Task<Ok<PeriodReleases>> ReleasesAsync(
        int since, IRatingFacts facts, CancellationToken ct) =>
        TypedResults.Ok(new PeriodReleases(await facts.ReadReleasesAsync(since, ct)));

    private static async Task<Ok<TargetRatings>> TargetAsync(TargetId id, IRatingFacts facts, CancellationToken ct) =>
        TypedResults.Ok(new TargetRatings(id, await facts.ReadHistoryAsync(id, ct)));
}
