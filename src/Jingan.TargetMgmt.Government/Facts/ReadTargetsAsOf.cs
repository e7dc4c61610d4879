using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>GET /progress-facts/periods/{code}/as-of/{size}/targets: <see cref="IProgressFacts.ReadAsOfAsync"/> for the evaluator's process.</summary>
internal static class ReadTargetsAsOf
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/periods/{code}/as-of/{size:long}/targets", Handle)
            .WithName(nameof(ReadTargetsAsOf))
            .WithSummary("A period's targets and how far they were, as a log of a given size holds them, for the other side's process.")
            .Produces<TargetsAsOfPage>();

    private static async Task<IResult> Handle(Period code, long size, string? after, int? limit, IProgressFacts facts, CancellationToken ct) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : TypedResults.Ok(await facts.ReadAsOfAsync(code, size, paging.After, paging.Limit, ct));
}
