using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>GET /progress-facts/periods/{code}: <see cref="IProgressFacts.ReadPageAsync"/> for the evaluator's process.</summary>
internal static class ReadPeriodFacts
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/periods/{code}", Handle)
            .WithName(nameof(ReadPeriodFacts))
            .WithSummary("A period with its targets and reports, for the other side's process; the ETag is the log's head.")
            .Produces<PeriodFactsPage>()
            .Produces(StatusCodes.Status304NotModified);

    private static async Task<IResult> Handle(Period code, string? after, int? limit, HttpContext http, GovernmentDb db, PeriodMarker marker, IProgressFacts facts)
    {
        if (Paging.TryRead(after, limit, out var paging, Paging.MostOfWorklist) is { } refusal)
        {
            return refusal;
        }

        await marker.AppendDueAsync(http.RequestAborted); // before the head that the caller may know is compared
        return await db.AnswerFactsAsync(http, (_, ct) => facts.ReadPageAsync(code, paging.After, paging.Limit, ct), page => page.Log);
    }
}
