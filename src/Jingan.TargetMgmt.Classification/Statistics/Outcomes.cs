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

/// <summary>The outcomes of a year, from the facts of its last period: what was reported, not how it was rated.</summary>
internal static class Outcomes
{
    public static IReadOnlyDictionary<TargetId, Outcome> Of(PeriodFacts last) => last.Targets.ToDictionary(t => t.Target.Id, t => Of(last.Period.Code, t));

    private static Outcome Of(Period period, TargetFacts facts) => facts.Target.Kind switch
    {
        TargetKind.Quantitative => From(QuantitativeProgress.Measure(facts.Target, period.LastMonth, facts.Lead?.Value)),
        TargetKind.Milestone when facts.Lead is null => Outcome.Unknown,
        TargetKind.Milestone => From(MilestoneProgress.Measure(facts.Target, period.EndsOn, facts.Lead.Nodes)),
        _ => Outcome.NotMeasured,
    };

    private static Outcome From(Measurements measured) => measured.Reached switch { true => Outcome.Reached, false => Outcome.NotReached, null => Outcome.Unknown };
}
