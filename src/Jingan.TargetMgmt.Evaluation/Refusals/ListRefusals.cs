using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Refusals;

/// <summary>GET /refusals: attempts to write on the evaluator's side by others, and to edit by anybody,
/// in log order.</summary>
internal static class ListRefusals
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/refusals", Handle)
            .WithName(nameof(ListRefusals))
            .WithSummary(
                "Refused attempts to write on the evaluator's side, in log order; several within ten minutes are "
                    + "counted in one entry.")
            .ReadBy(Role.Evaluator, Role.Auditor);

    private static async Task<Results<Ok<Page<Refusal>>, Problem>> Handle(
        string? after, int? limit, RefusalStore refusals, CancellationToken ct) =>
        Paging.TryReadByIndex(after, limit, out var paging, out var index) is { } refusal
            ? refusal
            : TypedResults.Ok(paging.PageOf(await refusals.ListAsync(index, paging.Take, ct), r =>
                r.Index.ToString(CultureInfo.InvariantCulture)));
}
