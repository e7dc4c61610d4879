using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>Nobody rates a target in which a unit has a part with which he has a conflict of interest.</summary>
internal static class ConflictRule
{
    /// <summary>Why the person may not rate the target; null when nothing speaks against it.</summary>
    /// <param name="newest">The newest entry about the person and each unit.</param>
    /// <param name="units">The target's lead unit and co-units.</param>
    public static Problem? Refusal(IReadOnlyList<Conflict> newest, IReadOnlyList<UnitCode> units) =>
        newest.FirstOrDefault(c => !c.Ended && units.Contains(c.Unit)) is { } conflict
            ? new(ProblemCode.ConflictOfInterest, new(
                $"第 {conflict.Index} 条登记了该评估员与 {conflict.Unit} 的利益冲突；请由其他评估员评定。",
                $"Entry {conflict.Index} declares the assessor's conflict of interest with {conflict.Unit}; let another assessor rate the target."))
            { Extensions = new Dictionary<string, object?> { ["unit"] = conflict.Unit, ["index"] = conflict.Index } }
            : null;
}
