using Jingan.TargetMgmt.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>GET /progress-facts/periods/{code}/targets/{id}: <see cref="IProgressFacts.ReadTargetAsync"/> for the evaluator's process.</summary>
internal static class ReadTargetFacts
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/periods/{code}/targets/{id}", Handle)
            .WithName(nameof(ReadTargetFacts))
            .WithSummary("One target in one period, as it counts or under the version and report named, for the other side's process.");

    private static async Task<Ok<TargetInPeriod>> Handle(Period code, TargetId id, long? version, long? basis, IProgressFacts facts, CancellationToken ct) =>
        TypedResults.Ok(await facts.ReadTargetAsync(code, id, new(version, basis), ct) is var (log, period, marks, target)
            ? new TargetInPeriod(log, period, marks, target)
            : new(null, null, null, null));
}
