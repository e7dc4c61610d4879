using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>Whether a target reached what it promised for the year.</summary>
internal enum Outcome
{
    Reached,
    NotReached,

    /// <summary>The lead unit did not report it, or there is no value to reach.</summary>
    Unknown,

    /// <summary>Told by narrative alone.</summary>
    NotMeasured,
}

/// <summary>The outcomes of a year, from what was reported for its last period, not from how that was rated.</summary>
internal static class Outcomes
{
    public static IReadOnlyDictionary<TargetId, Outcome> Of(Period last, IEnumerable<TargetAsOf> targets) =>
        targets.ToDictionary(t => t.Target.Id, t => Of(last, t.Target, t.Lead));

    private static Outcome Of(Period period, Target target, ReportedState? reported) => target.Kind switch
    {
        TargetKind.Quantitative => From(QuantitativeProgress.Measure(target, period.LastMonth, reported?.Value)),
        TargetKind.Milestone when reported is null => Outcome.Unknown,
        TargetKind.Milestone => From(MilestoneProgress.Measure(target, period.EndsOn, reported.Nodes)),
        _ => Outcome.NotMeasured,
    };

    private static Outcome From(Measurements measured) => measured.Reached switch
    {
        true => Outcome.Reached,
        false => Outcome.NotReached,
        null => Outcome.Unknown,
    };
}
