using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>How one target stands in one period: by its released rating, else by exactly one state.</summary>
/// <param name="IsExpected">Whether reports are owed: neither for a suspended target nor for a period that it is not
/// reported for.</param>
/// <param name="Earlier">The last released colour before the period.</param>
internal sealed record TargetStatus(
    Period Period, TargetFacts Facts, RatingFact? Rating, TargetState? State, bool IsExpected, EarlierColour? Earlier)
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

    /// <summary>The figures of its quantity; null where it has none.</summary>
    public TargetFigures? Figures => TargetFigures.Of(
        Promise, Period, Facts.Lead?.Value, Facts.CertifiedInTime?.Value, Rating?.Judged);

    /// <summary>What it promised at first; null where title, value to reach and unit of measure are those that are
    /// shown.</summary>
    public PromisedFigure? Original =>
        Facts.FirstPromise is var first && (first.Title != Title || (Figures is { } shown
            && (first.TargetValue != shown.TargetValue || first.UnitOfMeasure != shown.UnitOfMeasure)))
            ? first
            : null;

    // The evaluator may have judged by a newer version than the one that counts.
    private Target? Promise =>
        Rating is null || Rating.TargetVersion == Facts.TargetVersion ? Facts.Target
        : Rating.TargetVersion == Facts.Newer?.TargetVersion ? Facts.Newer.Target
        : null;

    public ProgressReport? ReportOf(UnitCode unit) =>
        Facts.Lead?.Unit == unit ? Facts.Lead : Facts.CoUnits.FirstOrDefault(r => r.Unit == unit);

    public static TargetStatus Of(
        TargetFacts facts, ReportingPeriod period, RatingFact? rating, EarlierColour? earlier = null)
    {
        var state = StateOf(facts, period);
        return new(
            period.Code, facts, rating, rating is null ? state : null,
            state is not (TargetState.Suspended or TargetState.NotOwed), earlier);
    }

    /// <summary>A rated target of which the government side tells nothing:
    /// the evaluator's log alone says what was judged.</summary>
    public static TargetStatus OfOmitted(RatingFact rating, EarlierColour? earlier) => new(
        rating.Period,
        new(
            new(
                rating.TargetId, rating.Period.Year, TargetLevel.Departmental, "",
                rating.Judged?.Title ?? rating.TargetId.Value, TargetNature.Binding,
                TargetKind.Qualitative, rating.LeadUnit, ""),
            rating.TargetVersion, null, [], []),
        rating, null, IsExpected: true, earlier);

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
