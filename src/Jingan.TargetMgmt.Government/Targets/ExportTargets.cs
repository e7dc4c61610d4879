using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Workbooks;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SpreadCheetah.Worksheets;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>GET /targets.xlsx and /targets.csv: a year's library as the table that POST /targets/import takes.
/// </summary>
internal static class ExportTargets
{
    private const double Narrow = 12, Wide = 40;

    private static readonly string[] WideColumns = ["目标", "要求", "序时进度", "节点", "配合单位", "来源"];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/targets.xlsx", Handle)
            .WithName(nameof(ExportTargets))
            .WithSummary("A year's targets as a workbook in the office's words, which can be imported again.")
            .Produces<string>(StatusCodes.Status200OK, WorkbookAnswer.MediaType)
            .ReadBy(Role.Office, Role.Evaluator, Role.Auditor);
        routes.MapGet("/targets.csv", HandleCsv)
            .WithName($"{nameof(ExportTargets)}Csv")
            .WithSummary("The same as CSV.")
            .Produces<string>(StatusCodes.Status200OK, Csv.MediaType)
            .ReadBy(Role.Office, Role.Evaluator, Role.Auditor);
    }

    private static async Task<IResult> HandleCsv(
        CalendarYear year, GovernmentDb db, UnitStore units, TargetDocuments documents, CancellationToken ct) =>
        Csv.ToResult($"targets-{year}.csv", TargetColumns.Headings,
            await ReadAsync(year.Value, db, units, documents, ct));

    private static async Task<IResult> Handle(
        CalendarYear year, GovernmentDb db, UnitStore units, TargetDocuments documents, CancellationToken ct) =>
        ToWorkbook(year.Value, await ReadAsync(year.Value, db, units, documents, ct));

    /// <summary>The rows as a workbook.</summary>
    public static WorkbookAnswer ToWorkbook(int year, IReadOnlyList<IEnumerable<object?>> rows) => new(
            new($"targets-{year}.xlsx", $"{year}年目标库.xlsx"), $"{year}年目标库", async (book, styles, ct) =>
            {
                var sheet = new WorksheetOptions { FrozenRows = 1, FrozenColumns = 1 };
                foreach (var (index, heading) in TargetColumns.Headings.Index())
                {
                    sheet.Column(index + 1).Width = WideColumns.Contains(heading) ? Wide : Narrow;
                }

                await book.StartWorksheetAsync("目标库", sheet, ct);
                await book.AddRowAsync([.. TargetColumns.Headings.Select(h => Cells.Of(h, styles.Heading))], ct);
                foreach (var row in rows)
                {
                    await book.AddRowAsync(
                    [
                        .. row.Select(cell => cell switch
                        {
                            decimal number => Cells.Of(number, styles.Number),
                            int number => Cells.Of(number, styles.Number),
                            string text => Cells.Of(FormulaMark.PutOn(text), styles.Text),
                            _ => Cells.Of((string?)null, styles.Text),
                        }),
                    ], ct);
                }
            });

    private static async Task<IReadOnlyList<IEnumerable<object?>>> ReadAsync(
        int year, GovernmentDb db, UnitStore units, TargetDocuments documents, CancellationToken ct)
    {
        var names = new UnitNames([.. (await units.AllAsync(ct)).Select(u => u.Unit)]);
        var queries = new QueryBatch();
        var targets = TargetStore.AddNewest(queries, year, documents);
        await db.ReadReplicaAsync(queries, ct);
        return [.. targets.Rows.Select(t => t.Target).OrderBy(t => t.Id.Value, StringComparer.Ordinal)
            .Select(t => TargetColumns.CellsOf(t, names))];
    }
}
