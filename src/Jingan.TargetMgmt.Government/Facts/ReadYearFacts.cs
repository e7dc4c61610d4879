using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Http.Requests;
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

    private static async Task<IResult> Handle(int year, string? after, int? limit, HttpContext http, GovernmentDb db, PeriodMarker marker, IProgressFacts facts)
    {
        if (Paging.TryRead(after, limit, out var paging) is { } refusal)
        {
            return refusal;
        }

        await marker.AppendDueAsync(http.RequestAborted); // before the head that the caller may know is compared
        return await db.AnswerFactsAsync(http, async (_, ct) => ToPage(await facts.ReadYearAsync(year, ct), paging), page => page.Log);
    }

    private static YearFactsPage ToPage(YearFacts all, Paging paging)
    {
        var page = paging.PageOfAll(all.Targets, t => t.Target.Id.Value);
        return new(all.Log, all.Periods, page.Items, page.Next);
    }
}
