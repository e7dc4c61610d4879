using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>GET /progress?period=: who had to report for a period, and who did; a reporter sees its own unit.</summary>
internal static class ListProgress
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/progress", Handle)
            .WithName(nameof(ListProgress))
            .WithSummary("The expected reports of a period: on time, late or not reported.");

    private static async Task<Results<Ok<Page<ExpectedReport>>, Problem>> Handle(
        Period period, UnitCode? unit, string? state, string? after, int? limit, HttpContext http, GovernmentDb db,
        PeriodMarker marker,
        ProgressStore progress, CancellationToken ct)
    {
        if (Paging.TryRead(after, limit, out var paging) is { } refusal)
        {
            return refusal;
        }

        state = state == "missing" ? "notReported" : state; // its word before there was one for all
        if (state is not (null or "" or "onTime" or "late" or "notReported"))
        {
            return Problem.Invalid("/state",
                new($"收到“{state}”；须为 onTime、late 或 notReported", $"is \"{state}\"; write onTime, late or notReported"));
        }

        var caller = Caller.Of(http);
        if (caller is { Role: Role.Reporter, Unit: { } own } && (unit ?? own) != own)
        {
            return new Problem(
                ProblemCode.Forbidden, new($"只能查看本单位 {own} 的填报。", $"You see your own unit's reports only ({own})."));
        }

        await marker.AppendDueAsync(ct);
        var queries = new QueryBatch();
        var found = PeriodMarkStore.AddFind(queries, period);
        await db.ReadAsync(queries, ct);
        if (found.Rows.Count == 0)
        {
            return PeriodNotFound.For(period);
        }

        var cursor = paging.After.Split('/');
        var rows = await progress.ExpectedAsync(
            period, (unit ?? caller.Unit)?.Value ?? "", state ?? "", (cursor[0], cursor.Length > 1 ? cursor[1] : ""),
            paging.Take, ct);
        return TypedResults.Ok(paging.PageOf(rows, r => $"{r.TargetId}/{r.Unit}"));
    }
}
