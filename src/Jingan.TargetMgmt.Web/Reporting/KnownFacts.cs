using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Reporting;

/// <summary>What is known before a report is written.</summary>
/// <param name="Target">The target, newest version.</param>
/// <param name="Filed">What the unit has filed for it, of all periods.</param>
/// <param name="Remarks">What the office remarked and nobody answered yet.</param>
/// <param name="Window">The period's days; null where there is no such period.</param>
/// <param name="IsLead">Whether the unit leads the target; else it has a part in it.</param>
public sealed record KnownFacts(
    TargetView Target, IReadOnlyList<Filed> Filed, IReadOnlyList<Remark> Remarks, PeriodRow? Window, bool IsLead)
{
    /// <summary>The last report for the period; null where there is none.</summary>
    public Filed? InPeriod(string period) => Filed.LastOrDefault(f => f.Period == period);

    /// <summary>The last report of before the period; null where there is none.</summary>
    public Filed? Before(string period) => Filed
        .Where(f => f.Period.Contains('Q', StringComparison.Ordinal) == period.Contains('Q', StringComparison.Ordinal)
            && string.CompareOrdinal(f.Period, period) < 0)
        .MaxBy(f => (f.Period, f.Revision));
}
