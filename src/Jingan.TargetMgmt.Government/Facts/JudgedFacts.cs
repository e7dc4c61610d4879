using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>The facts with what an assessor names in the place of what counts: a newer version of the target,
/// a report filed since the close.</summary>
internal static class JudgedFacts
{
    /// <param name="version">The version named, where there is such a one.</param>
    /// <param name="basis">The report named, where there is such a one. Filed after the unit's last one that counts,
    /// it was filed since the close.</param>
    public static TargetFacts Of(TargetFacts facts, StoredTarget? version, ProgressReport? basis)
    {
        var judged = version is { } newer && newer.Version > facts.TargetVersion ? Under(facts, newer) : facts;
        return basis is not null && basis.Unit == judged.Target.LeadUnit
            && basis.Entry.Index > (judged.Lead?.Entry.Index ?? -1) ? judged with { Lead = basis } : judged;
    }

    private static TargetFacts Under(TargetFacts facts, StoredTarget newer)
    {
        List<ProgressReport> all = [.. facts.CoUnits, .. facts.Lead is { } lead ? (ProgressReport[])[lead] : []];
        return facts with
        {
            Target = newer.Target,
            Original = facts.FirstPromise,
            TargetVersion = newer.Version,
            Lead = all.Find(r => r.Unit == newer.Target.LeadUnit),
            CoUnits = [.. all.Where(r => r.Unit != newer.Target.LeadUnit)],
            IsNewer = true,
        };
    }
}
