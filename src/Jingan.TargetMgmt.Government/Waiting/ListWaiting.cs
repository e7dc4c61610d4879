using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Waiting;

/// <summary>GET /waiting: who waits for whom, as every report said it, in log order; a reporter sees what waits for its
/// unit, and what is said of targets in which it has, or had, a part.</summary>
internal static class ListWaiting
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/waiting", Handle)
            .WithName(nameof(ListWaiting))
            .WithSummary("Who waits for whom, since when and for what, with the newest answer, in log order.");

    private static async Task<Results<Ok<Page<WaitingMatter>>, Problem>> Handle(
        Period? period, UnitCode? unit, UnitCode? onUnit, TargetId? target, string? state, string? after, int? limit,
        HttpContext http, GovernmentDb db, CancellationToken ct)
    {
        if (Paging.TryReadByIndex(after, limit, out var paging, out var cursor) is { } refusal)
        {
            return refusal;
        }

        if (state is not (null or "" or "open" or "answered"))
        {
            return Problem.Invalid(
                "/state", new($"收到“{state}”；须为 open 或 answered", $"is \"{state}\"; write open or answered"));
        }

        var caller = Caller.Of(http);
        var own = caller.Role == Role.Reporter ? caller.Unit?.Value ?? "-" : "";
        var queries = new QueryBatch();
        var waiting = WaitingStore.AddList(
            queries,
            new(
                period?.Value ?? "", unit?.Value ?? "", onUnit?.Value ?? "", target?.Value ?? "", state ?? "", own),
            cursor, paging.Take);
        await db.ReadAsync(queries, ct);
        return TypedResults.Ok(paging.PageOf(
            waiting.Rows, w => w.Cursor.ToString(CultureInfo.InvariantCulture)));
    }
}
