using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Workbooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Worklist;

/// <summary>GET /worklist.xlsx?period=: the whole worklist as a workbook with columns for the judgements, which
/// <c>jtm rate file</c> signs row by row on the assessor's machine. The service takes no judgement from it.</summary>
internal static class GetWorklistWorkbook
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/worklist.xlsx", Handle)
            .WithName(nameof(GetWorklistWorkbook))
            .WithSummary("The worklist of a period as a workbook, with columns for the judgements.")
            .Produces<string>(StatusCodes.Status200OK, WorkbookAnswer.MediaType)
            .ReadBy(Role.Evaluator);

    private static async Task<IResult> Handle(
        Period period, HttpContext http, EvaluationDb db, IProgressFacts progress, SchemeStore schemes,
        EarlierColours earlier, AccessNotes notes, CancellationToken ct)
    {
        List<GetWorklist.Item> items = [];
        ColourScheme? scheme;
        var after = "";
        do
        {
            (var page, scheme, var refusal) = await GetWorklist.ReadAsync(
                period, null, new(after, Paging.MostOfWorklist), http, db, progress, schemes, earlier, notes, ct);
            if (page is null)
            {
                return refusal!;
            }

            items.AddRange(page.Items);
            after = page.Next ?? "";
        }
        while (after.Length > 0);

        return new WorkbookAnswer(
            new($"worklist-{period}.xlsx", $"{period}评定工作清单.xlsx"), $"{period} 评定工作清单",
            (book, styles, ct) => new WorklistSheet(book, styles, scheme!, period).WriteAsync(items, ct));
    }
}
