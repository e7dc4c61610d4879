using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Suggestions;

/// <summary>What the lead unit told by the end of a period: its value counts as the target's,
/// co-units' values do not.</summary>
internal sealed record ReportedProgress(decimal? Value, IReadOnlyList<NodeState>? Nodes, bool NoChange);

/// <summary>What a scheme's classes say about a target in one period,
/// before any layer looks at the periods before it.</summary>
internal sealed record ClassDecision(SchemeClass? Class, TargetState State, string? Colour, Measurements Measured)
{
    public static ClassDecision Of(ColourScheme scheme, Period period, Target target, ReportedProgress? progress)
    {
        var measured = Arithmetic.Measure(scheme.Arithmetic, period, target, progress);
        var @class = scheme.Classes.FirstOrDefault(c =>
            c.Applies.Holds(target, measured.Reached ?? false, period.IsLastOfYear));
        var state = StateWithoutColour(period, target, progress, @class, measured);
        var colour = state is null && @class is not null ? measured.ColourIn(@class) : null;

        // No band for the value: the scheme has a hole there, or measures what such a target does not have.
        // The lint at publication is to exclude it; until then, and for schemes published before it,
        // the evaluator judges rather than a guess.
        return new(@class, state ?? (colour is null ? TargetState.Judgement : TargetState.Reported), colour, measured);
    }

    private static TargetState? StateWithoutColour(
        Period period, Target target, ReportedProgress? progress, SchemeClass? @class, Measurements measured) =>
        target switch
        {
            _ when target.ReportedIn(period) is null => TargetState.NotOwed,
            { Suspension: { } suspension } when suspension.Covers(period) => TargetState.Suspended,
            _ when progress is null => TargetState.NotReported,
            { Kind: TargetKind.Quantitative } when progress.Value is null => TargetState.NotReported,
            { Kind: TargetKind.Quantitative, TargetValue: null } => TargetState.Provisional,
            _ when @class is null or { Measure: SchemeMeasure.Judgement } => TargetState.Judgement,
            { Kind: TargetKind.Milestone } when measured.Reached == false
                && MilestoneProgress.IsNothingDue(target, period.EndsOn) => TargetState.NotDue,
            _ => null,
        };
}
