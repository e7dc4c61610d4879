using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>GET /drafts: what the unit has not submitted yet, by period and target.</summary>
internal static class ListDrafts
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/drafts", Handle)
            .WithName(nameof(ListDrafts))
            .WithSummary("Your unit's drafts, by period and target.")
            .ReadBy(Role.Reporter);

    private static async Task<Results<Ok<Page<Draft>>, Problem>> Handle(
        Period? period, string? after, int? limit, HttpContext http, GovernmentDb db, CancellationToken ct)
    {
        if (Paging.TryRead(after, limit, out var paging) is { } refusal)
        {
            return refusal;
        }

        var cursor = paging.After.Split('/');
        var queries = new QueryBatch();
        var drafts = DraftStore.AddList(
            queries, Caller.Of(http).Unit!.Value, period?.Value ?? "",
            (cursor[0], cursor.Length > 1 ? cursor[1] : ""), paging.Take);
        await db.ReadAsync(queries, ct);
        return TypedResults.Ok(paging.PageOf<Draft>(
            [.. drafts.Rows.Select(d => d.ToDraft()!)], d => $"{d.Period}/{d.TargetId}"));
    }
}
