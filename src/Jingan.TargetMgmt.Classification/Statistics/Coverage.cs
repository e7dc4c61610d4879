using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>How much of a period's targets its evaluation report covers.</summary>
/// <param name="Targets">Those that owed a report, or are rated.</param>
/// <param name="Reported">Those the lead unit had reported on; of suspended targets the report does not say it,
/// they are not among these.</param>
/// <param name="Unrated">The others, by why.</param>
internal sealed record Coverage(
    Period Period, int Targets, Proportion Reported, Proportion Rated, IReadOnlyList<Coverage.StateCount> Unrated)
{
    internal sealed record StateCount(TargetState State, int Count);

    public static Coverage Of(FrozenPeriod period)
    {
        var targets = period.Targets.Count - period.Unrated.Count(u => u.State == TargetState.NotOwed);
        var reported = period.Ratings.Count(r => r.Basis is not null)
            + period.Unrated.Count(u =>
                u.State is not (TargetState.NotReported or TargetState.Suspended or TargetState.NotOwed));
        return new(
            period.Period, targets, Proportion.From(reported, targets), Proportion.From(period.Ratings.Count, targets),
            [.. period.Unrated.CountBy(u => u.State).OrderBy(c => c.Key).Select(c => new StateCount(c.Key, c.Value))]);
    }
}
