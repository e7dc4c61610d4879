using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

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

    private static Task<IResult> Handle(
        TargetId id, Target request, HttpContext http, GovernmentDb db, PeriodMarker marker, UnitStore units,
        TargetStore targets, IOptions<ReportingOptions> options) => marker.WriteAsync(http, async ct =>
    {
        if (await targets.FindAsync(id, ct) is not { } current)
        {
            return TargetNotFound.For(id);
        }

        var now = db.Clock.GetUtcNow();
        if (ChangeWindow.Of(options.Value).Refusal(request.Change, ShanghaiDate.Of(now)) is { } closed)
        {
            return closed;
        }

        var faults = Disagreements(current.Target, request, ShanghaiDate.Of(now))
            .Concat(ChangeRule.Faults(current.Target, request, await targets.ExistingAsync(ct)))
            .Concat((await TargetReferences.ReadAsync(units, targets, ct)).Faults(request)).ToList();
        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        var (version, at, caller) = (current.Version + 1, UtcText.Format(now), Caller.Of(http));
        return PreparedWrite.Write(
            StatusCodes.Status201Created, TargetResource.Of(request, version, at, null, caller),
            $"/api/v1/targets/{id}",
            TargetCommit.Of(request, version, at, caller.Name, ShanghaiDate.Of(now)));
    });

    private static IEnumerable<(string Pointer, string Message)> Disagreements(
        Target current, Target request, DateOnly today)
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

        if (request.Level != current.Level)
        {
            yield return ("/level", new Text("层级不能调整；请新建目标", "cannot change; add another target").Current);
        }

        // Backdated, by its beginning or its end, it would turn silence that everybody has seen into a suspension,
        // or the other way round.
        if (SuspensionRule.Backdated(current.Suspension, request.Suspension, request.Year,
            today) is var (member, ended))
        {
            yield return ($"/suspension{member}",
                new Text($"暂停不得追溯：{ended} 已结束", $"must not change for a period that has ended ({ended})").Current);
        }

        // A version that says nothing new would only take the ground from under the evaluator's worklist.
        if (PromiseOf(request) == PromiseOf(current))
        {
            yield return ("",
                new Text("与现行版本相同，没有需要调整的内容", "equals the current version; there is nothing to adjust").Current);
        }

        // Reports of one kind cannot be read as another's: the history would lose its meaning.
        if (request.Kind != current.Kind)
        {
            yield return ("/kind", new Text("类型不能调整；请新建目标", "cannot change; add another target").Current);
        }
    }

    // Records compare lists by reference; their JSON compares them by content.
    private static string PromiseOf(Target target) => JsonSerializer.Serialize(
        target with { Reason = null, Change = null, Related = null }, WireJson.Options);
}
