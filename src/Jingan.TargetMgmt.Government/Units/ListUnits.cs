using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Units;

/// <summary>GET /units: all units, by code.</summary>
internal static class ListUnits
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/units", Handle)
            .WithName(nameof(ListUnits))
            .WithSummary("The units, by code.");

    private static async Task<Results<Ok<Page<Unit>>, Problem>> Handle(
        string? after, int? limit, UnitStore units, CancellationToken ct) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : TypedResults.Ok(paging.PageOf(await units.ListAsync(paging.After, paging.Take, ct), u => u.Code.Value));
}
