using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Suggestions;

/// <summary>What a scheme suggests for a target in a period: pure, exact and total,
/// so that anybody can replay it for ever.</summary>
internal static class SuggestionRule
{
    public static Suggestion Suggest(ColourScheme scheme, Period period, TargetFacts facts)
    {
        var target = facts.Target;
        var progress = facts.Lead is { } lead ? new ReportedProgress(lead.Value, lead.Nodes, lead.NoChange) : null;
        var decision = ClassDecision.Of(scheme, period, target, progress);
        var (colour, layer) = ApplyLayers(scheme, EarlierColours(scheme, period, facts), decision.Colour);
        var measured = decision.Measured;
        var isQuantitative = target.Kind == TargetKind.Quantitative;
        return new(decision.Class?.Name, decision.State, colour, new(
            Month: period.LastMonth,
            CutOff: period.EndsOn,
            LastPeriod: period.IsLastOfYear,
            NoChange: progress?.NoChange,
            Direction: target.Direction,
            Actual: isQuantitative ? Normalise(progress?.Value) : null,
            Baseline: isQuantitative ? Normalise(target.Baseline ?? 0) : null,
            Target: Normalise(target.TargetValue),
            Planned: measured.Planned?.FromMillionths(),
            K: ShownValue.Of(decision, SchemeMeasure.K),
            GapPoints: ShownValue.Of(decision, SchemeMeasure.GapPoints),
            Distance: ShownValue.Of(decision, SchemeMeasure.Distance),
            Exact: measured.NumberOf(decision.Class?.Measure)?.ToString(),
            OverdueDays: measured.OverdueDays,
            WorstNode: measured.WorstNode,
            Reached: measured.Reached,
            BaseColour: decision.Colour,
            Layer: layer,
            Flags: FlagsUp(scheme, period, target, progress, decision.State)));
    }

    // Judged or not, a flag needs a report and a promise in force:
    // without a value to reach or in a suspension there is none.
    private static List<string>? FlagsUp(
        ColourScheme scheme, Period period, Target target, ReportedProgress? progress, TargetState state)
    {
        if (scheme.Flags.Count == 0 || progress is null
            || state is TargetState.NotOwed or TargetState.Suspended or TargetState.NotReported
                or TargetState.Provisional)
        {
            return null;
        }

        var isBehind = Forecast.IsBehind(target, period, progress);
        return scheme.Flags.Where(f => f.Forecast == SchemeForecast.Behind && isBehind).Select(f => f.Name)
            .ToList() is { Count: > 0 } up ? up : null;
    }

    // Every period is classified anew from the facts, first to last,
    // because a layer looks at what was suggested before, layers included.
    private static List<string?> EarlierColours(ColourScheme scheme, Period period, TargetFacts facts)
    {
        var colours = new List<string?>();
        if (scheme.Layers.Count == 0)
        {
            return colours;
        }

        // What was not owed is no silence: it stands between no two colours.
        foreach (var earlier in period.EarlierInYear().Where(p => facts.Target.ReportedIn(p) is not null))
        {
            var report = facts.Earlier.LastOrDefault(e => e.Period == earlier);
            var progress = report is null ? null : new ReportedProgress(report.Value, report.Nodes, NoChange: false);
            colours.Add(
                ApplyLayers(scheme, colours, ClassDecision.Of(scheme, earlier, facts.Target, progress).Colour).Colour);
        }

        return colours;
    }

    private static (string? Colour, string? Layer) ApplyLayers(
        ColourScheme scheme, List<string?> before, string? colour)
    {
        string? applied = null;
        foreach (var layer in scheme.Layers)
        {
            if (colour is not null && layer.Holds(before, colour))
            {
                (colour, applied) = (layer.Colour, layer.Name);
            }
        }

        return (colour, applied);
    }

    private static decimal? Normalise(decimal? value) => value is { } v ? Measure.Normalise(v) : null;
}
