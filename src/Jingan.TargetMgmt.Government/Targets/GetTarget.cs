using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>GET /targets/{id}: the target in its current version; who certifies it sees it too.</summary>
internal static class GetTarget
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/targets/{id}", Handle)
            .WithName(nameof(GetTarget))
            .WithSummary("A target in its current version.");

    private static async Task<Results<Ok<TargetResource>, Problem>> Handle(
        TargetId id, HttpContext http, TargetStore targets, CancellationToken ct)
    {
        var caller = Caller.Of(http);
        return await targets.FindAsync(id, ct) is not { } target ? TargetNotFound.For(id)
            : !(caller.Unit is { } unit && target.Target.IsCertifiedBy(unit))
                && await TargetNotFound.HiddenAsync(target.Target, caller, targets, ct) is { } hidden ? hidden
            : TypedResults.Ok(TargetResource.Of(target, caller));
    }
}
