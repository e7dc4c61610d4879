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

namespace Jingan.TargetMgmt.Government.Remarks;

/// <summary>GET /remarks: the office's remarks and how the units answered, in log order; a reporter sees those on
/// targets in which its unit has, or had, a part.</summary>
internal static class ListRemarks
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/remarks", Handle)
            .WithName(nameof(ListRemarks))
            .WithSummary("The office's remarks on reports, each with the revision that answers it, in log order.");

    private static async Task<Results<Ok<Page<Remark>>, Problem>> Handle(
        Period? period, UnitCode? unit, TargetId? target, string? state, string? after, int? limit, HttpContext http,
        GovernmentDb db, CancellationToken ct)
    {
        if (Paging.TryReadByIndex(after, limit, out var paging, out var index) is { } refusal)
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
        var remarks = RemarkStore.AddList(
            queries, new(period?.Value ?? "", unit?.Value ?? "", target?.Value ?? "", state ?? "", own), index,
            paging.Take);
        await db.ReadAsync(queries, ct);
        return TypedResults.Ok(paging.PageOf(
            remarks.Rows, r => r.Index!.Value.ToString(CultureInfo.InvariantCulture)));
    }
}
