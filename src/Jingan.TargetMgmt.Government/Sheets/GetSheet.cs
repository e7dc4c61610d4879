using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Workbooks;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Sheets;

/// <summary>GET /units/{code}/template.xlsx?period=: a unit's reporting sheet for a period, filled in as far as the
/// service knows; the clerk fills in the rest and sends it to POST /progress/batch.</summary>
internal static class GetSheet
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/units/{code}/template.xlsx", Handle)
            .WithName(nameof(GetSheet))
            .WithSummary("A unit's reporting sheet for a period, one row a target it owes a report on.")
            .Produces<string>(StatusCodes.Status200OK, WorkbookAnswer.MediaType)
            .ReadBy(Role.Reporter, Role.Office);

    private static async Task<IResult> Handle(
        UnitCode code, Period period, HttpContext http, GovernmentDb db, PeriodMarker marker, UnitStore units,
        ProgressStore progress, TargetDocuments documents, IRatingFacts ratings, CancellationToken ct)
    {
        if (Caller.Of(http) is { Role: Role.Reporter, Unit: { } own } && own != code)
        {
            return new Problem(ProblemCode.Forbidden, new(
                $"只能下载本单位 {own} 的填报表。", $"You get your own unit's reporting sheet only ({own})."));
        }

        if (await units.FindAsync(code, ct) is not { Unit: var unit })
        {
            return new Problem(ProblemCode.NotFound, new(
                $"没有单位 {code}；单位见 GET /units。", $"There is no unit {code}; see GET /units."));
        }

        await marker.AppendDueAsync(ct);
        var queries = new QueryBatch();
        var found = PeriodMarkStore.AddFind(queries, period);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var mark])
        {
            return PeriodNotFound.For(period);
        }

        var rows = await new SheetReading(db, progress, documents, ratings).ReadAsync(code, period, ct);
        return SheetWorkbook.Answer(unit, mark.Period, rows);
    }
}
