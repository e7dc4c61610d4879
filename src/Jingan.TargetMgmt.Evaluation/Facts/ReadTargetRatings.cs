using Jingan.TargetMgmt.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Facts;

/// <summary>GET /rating-facts/targets/{id}: <see cref="IRatingFacts.ReadHistoryAsync"/> for the government's process.</summary>
internal static class ReadTargetRatings
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/targets/{id}", Handle)
            .WithName(nameof(ReadTargetRatings))
            .WithSummary("Every released rating of a target, for the other side's process.");

    private static async Task<Ok<TargetRatings>> Handle(TargetId id, IRatingFacts facts, CancellationToken ct) =>
        TypedResults.Ok(new TargetRatings(id, await facts.ReadHistoryAsync(id, ct)));
}
