using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Certification;

/// <summary>GET /targets/{id}/certified-values: every revision of what was certified on a target, in log
/// order.</summary>
internal static class ListCertifiedValues
{
    internal sealed record Item(Period Period, CertifiedValue Certified);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/targets/{id}/certified-values", Handle)
            .WithName(nameof(ListCertifiedValues))
            .WithSummary("Every revision of what the certifying unit said of a target, in log order.");

    private static async Task<Results<Ok<Page<Item>>, Problem>> Handle(
        TargetId id, HttpContext http, GovernmentDb db, TargetStore targets, CancellationToken ct)
    {
        if (await targets.FindAsync(id, ct) is not { } target)
        {
            return TargetNotFound.For(id);
        }

        var queries = new QueryBatch();
        var certified = CertifiedStore.AddOnTarget(queries, id);
        await db.ReadAsync(queries, ct);
        var caller = Caller.Of(http);
        var isCertifier = caller.Unit is { } unit
            && (target.Target.IsCertifiedBy(unit) || certified.Rows.Any(r => r.Value.Unit == unit));
        return !isCertifier && await TargetNotFound.HiddenAsync(target.Target, caller, targets, ct) is { } hidden
            ? hidden
            : TypedResults.Ok(new Page<Item>([.. certified.Rows.Select(r => new Item(r.Period, r.Value))], null));
    }
}
