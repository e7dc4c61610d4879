using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>The answers for targets that are not there, or not the caller's.</summary>
internal static class TargetNotFound
{
    public static Problem For(TargetId id) =>
        new(ProblemCode.NotFound, new($"没有目标 {id}；清单见 GET /targets。", $"There is no target {id}; see GET /targets."));

    /// <summary>A reporter sees the targets only in which its unit has, or had, a part;
    /// null when the caller may see this one.</summary>
    public static async Task<Problem?> HiddenAsync(
        Target target, Caller caller, TargetStore targets, CancellationToken ct) =>
        Hidden(target, caller) is { } hidden
        && !(caller.Unit is { } unit && await targets.HasPartAsync(target.Id, unit, ct)) ? hidden : null;

    /// <summary>The refusal of a target in whose given versions the reporter's unit has no part;
    /// null when the caller may see the target.</summary>
    public static Problem? Hidden(Target target, Caller caller, Target? other = null) =>
        caller.Role == Role.Reporter
        && !(caller.Unit is { } unit && (target.Involves(unit) || other?.Involves(unit) == true))
        ? new(ProblemCode.NotYourTarget, new(
            $"{target.Id} 由 {target.LeadUnit} 牵头；本单位既不牵头也不配合。如有误，请区府办调整目标的单位。",
            $"{target.Id} is led by {target.LeadUnit}; your unit has no part in it. If that is wrong, ask the "
                + "district office to adjust the target."))
        : null;
}
