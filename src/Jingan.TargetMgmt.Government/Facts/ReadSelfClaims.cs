using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>GET /progress-facts/periods/{code}/as-of/{size}/self-claims: <see cref="IProgressFacts.ReadSelfClaimsAsync"/> for the evaluator's process.</summary>
internal static class ReadSelfClaims
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/periods/{code}/as-of/{size:long}/self-claims", Handle)
            .WithName(nameof(ReadSelfClaims))
            .WithSummary("The self-claims that a log of a given size holds for a period, for the other side's process.")
            .Produces<SelfClaimsPage>();

    private static async Task<IResult> Handle(Period code, long size, string? after, int? limit, IProgressFacts facts, CancellationToken ct) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : TypedResults.Ok(await facts.ReadSelfClaimsAsync(code, size, paging.After, paging.Limit, ct));
}
