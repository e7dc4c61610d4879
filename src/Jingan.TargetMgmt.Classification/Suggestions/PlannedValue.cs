using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Suggestions;

/// <summary>The plan 序时进度: what a quantitative target should have reached by the end of a month.</summary>
internal static class PlannedValue
{
    private const int MonthsOfYear = 12;

    /// <summary>The planned value in millionths, exactly; null where there is neither a plan nor a target value to draw one to.</summary>
    public static Ratio? InMillionths(Target target, int month)
    {
        (int Month, Int128 Value) from = (0, Measure.ToMillionths(target.Baseline ?? 0));
        if (target.Plan is not { Count: > 0 } plan)
        {
            return target.TargetValue is { } end ? Between(from, (MonthsOfYear, Measure.ToMillionths(end)), month) : null;
        }

        foreach (var point in plan.OrderBy(p => p.Period.LastMonth))
        {
            (int Month, Int128 Value) to = (point.Period.LastMonth, Measure.ToMillionths(point.Value));
            if (to.Month > month)
            {
                return target.PlanShape == PlanShape.Step ? Ratio.Of(from.Value, 1) : Between(from, to, month);
            }

            from = to;
        }

        return Ratio.Of(from.Value, 1);
    }

    private static Ratio Between((int Month, Int128 Value) from, (int Month, Int128 Value) to, int month)
    {
        var span = to.Month - from.Month;
        return Ratio.Of((from.Value * span) + ((to.Value - from.Value) * (month - from.Month)), span);
    }
}
