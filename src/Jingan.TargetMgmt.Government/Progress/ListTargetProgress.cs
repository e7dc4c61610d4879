using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>GET /targets/{id}/progress: every revision of every report on a target,
/// in the order they were filed.</summary>
internal static class ListTargetProgress
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/targets/{id}/progress", Handle)
            .WithName(nameof(ListTargetProgress))
            .WithSummary("Every revision of every report on a target.");

    private static async Task<Results<Ok<Page<ProgressRevision>>, Problem>> Handle(
        TargetId id, HttpContext http, TargetStore targets, ProgressStore progress, CancellationToken ct) =>
        await targets.FindAsync(id, ct) is not { } target ? TargetNotFound.For(id)
        : await TargetNotFound.HiddenAsync(target.Target, Caller.Of(http), targets, ct) is { } hidden ? hidden
        : TypedResults.Ok(new Page<ProgressRevision>(await progress.RevisionsAsync(id, ct), null));
}
