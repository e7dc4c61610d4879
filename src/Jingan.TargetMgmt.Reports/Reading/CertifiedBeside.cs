using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>What was certified beside what the lead unit claims: the value that counts for the period, and those that
/// came late.</summary>
/// <param name="Unit">The certifying unit.</param>
/// <param name="Claimed">What the lead unit reported within the window; null where it reported none.</param>
/// <param name="Difference">Certified less claimed; null where nothing is claimed.</param>
internal sealed record CertifiedBeside(
    TargetId TargetId, UnitCode Unit, decimal? Claimed, decimal Certified, decimal? Difference, bool Late,
    LogEntryRef Entry)
{
    public static IEnumerable<CertifiedBeside> Of(TargetFacts facts) => (facts.Certified ?? [])
        .Where(c => c.Late || c == facts.CertifiedInTime)
        .Select(c => new CertifiedBeside(
            facts.Target.Id, c.Unit, facts.Lead?.Value, c.Value, c.Value - facts.Lead?.Value, c.Late, c.Entry));
}
