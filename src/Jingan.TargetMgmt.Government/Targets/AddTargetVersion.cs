using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>POST /targets/{id}/versions: the office adjusts a target; the earlier versions stay.</summary>
internal static class AddTargetVersion
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/targets/{id}/versions", Handle)
            .WithName(nameof(AddTargetVersion))
            .WithSummary("Adjust a target by a new version, with the reason; nothing is overwritten.")
            .Produces<TargetResource>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office)
            .Validate<Target>();

    private static Task<IResult> Handle(TargetId id, Target request, HttpContext http, GovernmentDb db, UnitStore units, TargetStore targets) => db.WriteAsync(http, async ct =>
    {
        if (await targets.FindAsync(id, ct) is not { } current)
        {
            return TargetNotFound.For(id);
        }

        var faults = Disagreements(current.Target, request)
            .Concat((await TargetReferences.ReadAsync(units, targets, ct)).Faults(request)).ToList();
        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        var (version, at, caller) = (current.Version + 1, UtcText.Format(db.Clock.GetUtcNow()), Caller.Of(http));
        return Prepared.Write(
            StatusCodes.Status201Created, TargetResource.Of(request, version, at, null, caller), $"/api/v1/targets/{id}",
            TargetCommit.Of(request, version, at, caller.Name));
    });

    private static IEnumerable<(string Pointer, string Message)> Disagreements(Target current, Target request)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            yield return ("/reason", new Text("调整目标须说明理由", "an adjustment needs a reason").Current);
        }

        if (request.Id != current.Id)
        {
            yield return ("/id", new Text("须与地址中的编号一致", "must equal the id in the path").Current);
        }

        if (request.Year != current.Year)
        {
            yield return ("/year", new Text("年度不能调整；请新建目标", "cannot change; add another target").Current);
        }

        // Reports of one kind cannot be read as another's: the history would lose its meaning.
        if (request.Kind != current.Kind)
        {
            yield return ("/kind", new Text("类型不能调整；请新建目标", "cannot change; add another target").Current);
        }
    }
}
