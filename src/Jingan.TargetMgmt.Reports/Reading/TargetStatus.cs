using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>How one target stands in one period: by its released rating, else by exactly one state.</summary>
/// <param name="IsExpected">Whether reports are owed: neither for a suspended target nor for a period that it is not
/// reported for.</param>
internal sealed record TargetStatus(TargetFacts Facts, RatingFact? Rating, TargetState? State, bool IsExpected)
{
    /// <summary>What is said of targets without a released rating, the gravest first.</summary>
    public static readonly IReadOnlyList<TargetState> States =
        [TargetState.NotReported, TargetState.Unrated, TargetState.NotDue, TargetState.Suspended, TargetState.NotOwed];

    public Target Target => Facts.Target;

    /// <summary>Beside a colour stands what was judged; a target without one is shown as it counts for the
    /// period.</summary>
    public string Title => Rating?.Judged?.Title ?? Target.Title;

    /// <summary>Who answers for it in this period: a released rating stays with the unit that was rated,
    /// whoever leads the target now.</summary>
    public UnitCode LeadUnit => Rating?.LeadUnit ?? Target.LeadUnit;

    public ProgressReport? ReportOf(UnitCode unit) =>
        Facts.Lead?.Unit == unit ? Facts.Lead : Facts.CoUnits.FirstOrDefault(r => r.Unit == unit);

    public static TargetStatus Of(TargetFacts facts, ReportingPeriod period, RatingFact? rating)
    {
        var state = StateOf(facts, period);
        return new(
            facts, rating, rating is null ? state : null, state is not (TargetState.Suspended or TargetState.NotOwed));
    }

    /// <summary>A rated target of which the government side tells nothing:
    /// the evaluator's log alone says what was judged.</summary>
    public static TargetStatus OfOmitted(RatingFact rating) => new(
        new(
            new(
                rating.TargetId, rating.Period.Year, TargetLevel.Departmental, "",
                rating.Judged?.Title ?? rating.TargetId.Value, TargetNature.Binding,
                TargetKind.Qualitative, rating.LeadUnit, ""),
            rating.TargetVersion, null, [], []),
        rating, null, IsExpected: true);

    private static TargetState StateOf(TargetFacts facts, ReportingPeriod period) => facts switch
    {
        _ when facts.Target.ReportedIn(period.Code) is null => TargetState.NotOwed,
        { Target.Suspension: { } suspension } when suspension.Covers(period.Code) => TargetState.Suspended,
        { Lead: null } => TargetState.NotReported,
        { Target: { Kind: TargetKind.Milestone } target } when !HasNodeDue(target, period.EndsOn) => TargetState.NotDue,
        _ => TargetState.Unrated,
    };

    private static bool HasNodeDue(Target target, DateOnly cutOff) =>
        target.Nodes?.Any(node => node.Due <= cutOff) ?? false;
}
