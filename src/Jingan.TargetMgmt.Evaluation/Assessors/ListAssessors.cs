using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>GET /assessors: the registered public keys, so that anybody can check a rating's signature.</summary>
internal static class ListAssessors
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/assessors", Handle)
            .WithName(nameof(ListAssessors))
            .WithSummary("The assessors' public keys with their person, state and log positions, by key id.");

    private static async Task<Results<Ok<Page<Assessor>>, Problem>> Handle(
        string? after, int? limit, AssessorStore assessors, CancellationToken ct) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : TypedResults.Ok(paging.PageOf(await assessors.ListAsync(paging.After, paging.Take, ct), a => a.Kid));
}
