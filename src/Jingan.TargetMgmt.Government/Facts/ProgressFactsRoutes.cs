using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>The routes below /progress-facts: <see cref="IProgressFacts"/> for the evaluator's process.</summary>
internal static class ProgressFactsRoutes
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("", HeadAsync).WithName("ReadGovernmentHead")
            .WithSummary("The government log's head, for the other side's process.");
        routes.MapGet("/periods/{code}", PeriodAsync)
            .WithName("ReadPeriodFacts")
            .WithSummary(
                "A period with its targets and reports, for the other side's process; the ETag is the log's head.")
            .Produces<PeriodFactsPage>()
            .Produces(StatusCodes.Status304NotModified);
        routes.MapGet("/periods/{code}/targets/{id}", TargetAsync)
            .WithName("ReadTargetFacts")
            .WithSummary(
                "One target in one period, as it counts or under the version and report named, for the other side's "
                    + "process.");
        routes.MapGet("/years/{year:int}", YearAsync)
            .WithName("ReadYearFacts")
            .WithSummary(
                "A year's targets, periods and who has reported, for the other side's process; the ETag is the log's "
                    + "head.")
            .Produces<YearFactsPage>()
            .Produces(StatusCodes.Status304NotModified);
        routes.MapGet("/periods/{code}/as-of/{size:long}/self-claims", SelfClaimsAsync)
            .WithName("ReadSelfClaims")
            .WithSummary("The self-claims that a log of a given size holds for a period, for the other side's process.")
            .Produces<SelfClaimsPage>();
        routes.MapGet("/periods/{code}/closed", ClosedAsync)
            .WithName("ReadClosedPeriod")
            .WithSummary(
                "The close of a period whose report is being issued, for the other side's process; an overdue period "
                    + "is closed by then.");
    }

    private static async Task<Ok<LogHead>> HeadAsync(GovernmentDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.ReadLogHeadAsync(ct));

    private static async Task<IResult> PeriodAsync(
        Period code, string? after, int? limit, HttpContext http, GovernmentDb db, PeriodMarker marker,
        IProgressFacts facts)
    {
        if (Paging.TryRead(after, limit, out var paging, Paging.MostOfWorklist) is { } refusal)
        {
            return refusal;
        }

        await marker.AppendDueAsync(http.RequestAborted); // before the head that the caller may know is compared
        return await db.AnswerFactsAsync(http, (_, ct) => facts.ReadPageAsync(code, paging.After, paging.Limit, ct),
            page => page.Log);
    }

    private static async Task<Ok<TargetInPeriod>> TargetAsync(
        Period code, TargetId id, long? version, long? basis, IProgressFacts facts, CancellationToken ct) =>
        TypedResults.Ok(
            await facts.ReadTargetAsync(code, id, new(version, basis), ct) is var (log, period, marks, target)
            ? new TargetInPeriod(log, period, marks, target)
            : new(null, null, null, null));

    private static async Task<IResult> YearAsync(
        CalendarYear year, string? after, int? limit, HttpContext http, GovernmentDb db, PeriodMarker marker,
        IProgressFacts facts)
    {
        if (Paging.TryRead(after, limit, out var paging) is { } refusal)
        {
            return refusal;
        }

        await marker.AppendDueAsync(http.RequestAborted); // before the head that the caller may know is compared
        return await db.AnswerFactsAsync(http,
            async (_, ct) => ToPage(await facts.ReadYearAsync(year.Value, ct), paging), page => page.Log);
    }

    private static YearFactsPage ToPage(YearFacts all, Paging paging)
    {
        var page = paging.PageOfAll(all.Targets, t => t.Target.Id.Value);
        return new(all.Log, all.Periods, page.Items, page.Next);
    }

    private static async Task<IResult> SelfClaimsAsync(
        Period code, long size, string? after, int? limit, IProgressFacts facts, CancellationToken ct) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : TypedResults.Ok(await facts.ReadSelfClaimsAsync(code, size, paging.After, paging.Limit, ct));

    // Whether its day has come, this side decides by its own log and clock.
    private static async Task<Ok<PeriodMarks>> ClosedAsync(Period code, IProgressFacts facts, CancellationToken ct) =>
        TypedResults.Ok(new PeriodMarks(Closed: await facts.ReadClosedAsync(code, ct)));
}
