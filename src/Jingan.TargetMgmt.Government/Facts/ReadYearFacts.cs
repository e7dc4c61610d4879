using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Facts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>GET /progress-facts/years/{year}: <see cref="IProgressFacts.ReadYearAsync"/> for another process.</summary>
internal static class ReadYearFacts
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/years/{year:int}", Handle)
            .WithName(nameof(ReadYearFacts))
            .WithSummary("A year's targets, periods and who has reported, for the other side's process; the ETag is the log's head.")
            .Produces<YearFactsPage>()
            .Produces(StatusCodes.Status304NotModified);

    private static async Task<IResult> Handle(int year, string? after, int? limit, HttpContext http, GovernmentDb db, IProgressFacts facts) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : await db.AnswerFactsAsync(http, async (_, ct) => ToPage(await facts.ReadYearAsync(year, ct), paging), page => page.Log);

    private static YearFactsPage ToPage(YearFacts all, Paging paging)
    {
        var page = paging.PageOfAll(all.Targets, t => t.Id.Value);
        var reported = all.Reported.ToLookup(r => r.Key.Target, r => new ReportedPeriod(r.Key.Period, r.Value));
        return new(all.Log, all.Periods, [.. page.Items.Select(t => new TargetInYear(t, [.. reported[t.Id].OrderBy(r => r.Period.Value, StringComparer.Ordinal)]))], page.Next);
    }
}
