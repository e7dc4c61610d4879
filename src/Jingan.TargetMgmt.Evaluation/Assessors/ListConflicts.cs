using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>GET /assessors/conflicts: the conflicts of interest, declared and ended, in log order;
/// for all readers.</summary>
internal static class ListConflicts
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/assessors/conflicts", Handle)
            .WithName(nameof(ListConflicts))
            .WithSummary(
                "Conflicts of interest, declared and ended, in log order; the newest entry about a person and unit "
                    + "counts.");

    private static async Task<Results<Ok<Page<Conflict>>, Problem>> Handle(
        string? after, int? limit, ConflictStore conflicts, CancellationToken ct) =>
        Paging.TryReadByIndex(after, limit, out var paging, out var index) is { } refusal
            ? refusal
            : TypedResults.Ok(paging.PageOf(await conflicts.ListAsync(index, paging.Take, ct), c =>
                c.Index.ToString(CultureInfo.InvariantCulture)));
}
