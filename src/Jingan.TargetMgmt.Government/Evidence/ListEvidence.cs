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

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>GET /evidence: what was uploaded, by whom, which reports name it, and what was removed by law.</summary>
internal static class ListEvidence
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/evidence", Handle)
            .WithName(nameof(ListEvidence))
            .WithSummary(
                "The evidence that units uploaded, the reports that name it, and what was removed by law, in log "
                    + "order.");

    private static async Task<Results<Ok<Page<UploadedEvidence>>, Problem>> Handle(
        TargetId? target, Period? period, UnitCode? unit, string? after, int? limit, HttpContext http, GovernmentDb db,
        CancellationToken ct)
    {
        if (Paging.TryReadByIndex(after, limit, out var paging, out var index) is { } refusal)
        {
            return refusal;
        }

        var caller = Caller.Of(http);
        var reader = caller.Role == Role.Reporter ? caller.Unit?.Value ?? "-" : "";
        var queries = new QueryBatch();
        var rows = EvidenceList.Add(
            queries, target?.Value ?? "", period?.Value ?? "", unit?.Value ?? "", reader, index, paging.Take);
        await db.ReadAsync(queries, ct);
        var page = paging.PageOf(rows.Rows, e => e.Index!.Value.ToString(CultureInfo.InvariantCulture));

        if (page.Items.Count == 0)
        {
            return TypedResults.Ok(page);
        }

        var ofEach = new QueryBatch();
        var uses = page.Items.Select(e => EvidenceList.AddUses(ofEach, e.Sha256, reader)).ToList();
        await db.ReadAsync(ofEach, ct);
        return TypedResults.Ok(page with { Items = [.. page.Items.Zip(uses, (e, u) => e with { Uses = u.Rows })] });
    }
}
