namespace Jingan.TargetMgmt.Contracts;

/// <summary>The plan 序时进度: what a quantitative target should have reached by the end of a month. It ends in the
/// promise: the target value in the last month.</summary>
internal static class PlannedValue
{
    private const int MonthsOfYear = 12;

    /// <summary>The planned value at a period's end for people, rounded half to even to six places: what a suggestion
    /// shows among its inputs, and a report beside the value. Null where there is no quantity or no plan.</summary>
    public static decimal? Of(Target target, Period period) =>
        target.Kind == TargetKind.Quantitative ? InMillionths(target, period.LastMonth)?.FromMillionths() : null;

    /// <summary>The planned value in millionths, exactly; null where there is neither a plan nor a target value to draw
    /// one to.</summary>
    public static Ratio? InMillionths(Target target, int month)
    {
        (int Month, Int128 Value) from = (0, Measure.ToMillionths(target.Baseline ?? 0));
        if (target is { TargetValue: null, Plan: null or [] })
        {
            return null;
        }

        foreach (var to in PointsOf(target))
        {
            if (to.Month > month)
            {
                return target is { PlanShape: PlanShape.Step, Plan.Count: > 0 }
                    ? Ratio.Of(from.Value, 1)
                    : Between(from, to, month);
            }

            from = to;
        }

        return Ratio.Of(from.Value, 1);
    }

    // Points that stop short of the year's end go on to the target value; without any, the whole plan is that way.
    private static List<(int Month, Int128 Value)> PointsOf(Target target)
    {
        List<(int Month, Int128 Value)> points =
            [.. (target.Plan ?? []).Select(p => (p.Period.LastMonth, (Int128)Measure.ToMillionths(p.Value)))
                .OrderBy(p => p.LastMonth)];
        if (target.TargetValue is { } end && points is [] or [.., ( < MonthsOfYear, _)])
        {
            points.Add((MonthsOfYear, Measure.ToMillionths(end)));
        }

        return points;
    }

    private static Ratio Between((int Month, Int128 Value) from, (int Month, Int128 Value) to, int month)
    {
        var span = to.Month - from.Month;
        return Ratio.Of((from.Value * span) + ((to.Value - from.Value) * (month - from.Month)), span);
    }
}
