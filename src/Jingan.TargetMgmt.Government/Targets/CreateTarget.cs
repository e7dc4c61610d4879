using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>POST /targets: the office adds a target to the library.</summary>
internal static class CreateTarget
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/targets", Handle)
            .WithName(nameof(CreateTarget))
            .WithSummary("Add a target to the library, as version 1.")
            .Produces<TargetResource>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office)
            .Validate<Target>();

    private static Task<IResult> Handle(
        Target request, HttpContext http, GovernmentDb db, PeriodMarker marker, UnitStore units, TargetStore targets) =>
            marker.WriteAsync(http, async ct =>
    {
        if (request.Reason is not null)
        {
            return Problem.Invalid("/reason", new("首个版本没有调整理由", "a first version has no reason"));
        }

        if (ChangeRule.InFirst(request) is { } pointer)
        {
            return Problem.Invalid(pointer, new("首个版本没有调整", "a first version changes nothing"));
        }

        var faults = (await TargetReferences.ReadAsync(units, targets, ct)).Faults(request).ToList();
        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        if (await targets.FindAsync(request.Id, ct) is not null)
        {
            return new Problem(ProblemCode.AlreadyExists, new(
                $"{request.Id} 已存在；调整目标请用 POST /targets/{request.Id}/versions。",
                $"{request.Id} exists; adjust it with POST /targets/{request.Id}/versions."));
        }

        var (now, caller) = (db.Clock.GetUtcNow(), Caller.Of(http));
        var at = UtcText.Format(now);
        return PreparedWrite.Write(
            StatusCodes.Status201Created, TargetResource.Of(request, 1, at, null, caller),
            $"/api/v1/targets/{request.Id}",
            TargetCommit.Of(request, 1, at, caller.Name, ShanghaiDate.Of(now)));
    });
}
