using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>Nobody rates a target in which a unit has a part with which he has a conflict of interest.</summary>
internal static class ConflictRule
{
    /// <summary>Why the person may not rate the target; null when nothing speaks against it.</summary>
    /// <param name="newest">The newest entry about the person and each unit.</param>
    /// <param name="units">The target's lead unit and co-units.</param>
    /// <param name="target">The target.</param>
    public static Problem? Refusal(IReadOnlyList<Conflict> newest, IReadOnlyList<UnitCode> units, TargetId target) =>
        newest.FirstOrDefault(c => !c.Ended && units.Contains(c.Unit)) is { } conflict
            ? new(ProblemCode.ConflictOfInterest, new(
                $"{conflict.Unit} 牵头或配合 {target}，第 {conflict.Index} 条登记了该评估员与其的利益冲突；请由其他评估员评定。",
                $"{conflict.Unit} has a part in {target}, and entry {conflict.Index} declares the assessor's "
                    + "conflict of interest with it; let another assessor rate the target."))
            {
                Extensions = new Dictionary<string, object?>
                {
                    ["targetId"] = target,
                    ["unit"] = conflict.Unit,
                    ["index"] = conflict.Index,
                }
            }
            : null;
}
