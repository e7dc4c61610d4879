using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables.Reading;
using Jingan.TargetMgmt.Http.Workbooks;
using Jingan.TargetMgmt.Http.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>POST /progress/batch: a unit's reports or drafts on many targets at once, from its reporting sheet, any
/// other table or NDJSON; all or none, or row by row.</summary>
internal static class SubmitBatch
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/progress/batch", Handle)
            .WithName(nameof(SubmitBatch))
            .WithSummary(
                "Report on many targets at once, or save drafts of it: the unit's reporting sheet, a table or NDJSON. "
                    + "As a workbook, the answer is the same sheet with what is to be corrected marked in it.")
            .TakesRows<BatchReport>(AcceptedMedia.Lines, TableReader.MediaTypes)
            .Produces<BatchResponse>(StatusCodes.Status201Created, "application/json", WorkbookAnswer.MediaType)
            .Produces<BatchResponse>(StatusCodes.Status207MultiStatus, "application/json", WorkbookAnswer.MediaType)
            .Produces<string>(StatusCodes.Status409Conflict, WorkbookAnswer.MediaType)
            .WrittenBy(Role.Reporter);

    private static async Task<IResult> Handle(
        Period? period, string? into, string? mode, string? signatory, HttpContext http, GovernmentDb db,
        PeriodMarker marker, TargetDocuments documents, IRatingFacts ratings)
    {
        var (options, refusal) = BatchOptions.Read(period, into, mode, signatory);
        if (options is null)
        {
            return refusal!;
        }

        var batch = new BatchWriting(http, db, documents, ratings, options);
        var answer = options.IsDrafts
            ? await db.KeepAsync(http, async ct =>
            {
                await marker.AppendDueAsync(ct);
                return await batch.PrepareDraftsAsync(ct);
            })
            : await marker.WriteAsync(http, batch.PrepareReportsAsync);
        return PreferredMedia.Is(http.Request, WorkbookAnswer.MediaType) ? batch.ToWorkbook(answer) : answer;
    }
}
