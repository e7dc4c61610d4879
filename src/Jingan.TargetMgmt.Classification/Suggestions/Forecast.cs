using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Suggestions;

/// <summary>Whether the yearly promise will be missed if nothing changes: by the unit's own forecast,
/// or by its pace.</summary>
internal static class Forecast
{
    private const int MonthsOfYear = 12;

    public static bool IsBehind(Target target, Period period, ReportedProgress progress) => target.Kind switch
    {
        TargetKind.Milestone => (target.Nodes ?? [])
            .Any(n => IsBehind(n, period.EndsOn, progress.Nodes?.FirstOrDefault(s => s.Code == n.Code))),
        TargetKind.Quantitative => target.Aggregation == Aggregation.Cumulative && progress.Value is { } actual
            && IsBehind(target, period.LastMonth, actual),
        _ => false,
    };

    // A node still open at the end of its day is missed, whatever is forecast for it;
    // one still to come is as late as the unit says.
    private static bool IsBehind(TargetNode node, DateOnly cutOff, NodeState? state) =>
        !(state?.DoneOn <= cutOff) && (node.Due <= cutOff || state?.ForecastOn > node.Due);

    // b + (a − b)·12/m misses t, multiplied by m. A level has no pace, and a ceiling or floor no way to go.
    private static bool IsBehind(Target target, int month, decimal actual)
    {
        if (target.TargetValue is not { } end || target.Direction is not (Direction.Increase or Direction.Decrease))
        {
            return false;
        }

        var baseline = (Int128)Measure.ToMillionths(target.Baseline ?? 0);
        var done = (Measure.ToMillionths(actual) - baseline) * MonthsOfYear;
        var way = (Measure.ToMillionths(end) - baseline) * month;
        var isReached = target.Direction == Direction.Increase ? actual >= end : actual <= end;
        return !isReached && (target.Direction == Direction.Increase ? done < way : done > way);
    }
}
