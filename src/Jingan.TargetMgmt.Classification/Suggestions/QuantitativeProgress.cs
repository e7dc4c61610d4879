using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Suggestions;

/// <summary>Measures a quantitative target. Values are millionths as 128-bit integers,
/// which also takes their differences.</summary>
internal static class QuantitativeProgress
{
    public static Measurements Measure(Target target, int month, decimal? actual)
    {
        var planned = PlannedValue.InMillionths(target, month);
        if (actual is not { } value || target.Direction is not { } direction)
        {
            return new() { Planned = planned };
        }

        var a = Millionths(value);
        var b = Millionths(target.Baseline ?? 0);
        var t = target.TargetValue is { } end ? Millionths(end) : (Int128?)null;
        var isTowards = direction is Direction.Increase or Direction.Decrease;
        return new()
        {
            Planned = planned,
            K = isTowards && planned is { } p ? Completion(direction, a, b, p) : null,
            GapPoints = isTowards && planned is { } q && t is { } way ? Gap(direction, a, b, q, way) : null,
            Distance = !isTowards && t is { } limit ? Beyond(direction, a, limit) : null,
            Reached = t is { } goal ? IsAtOrBeyond(direction, a, goal) : null,
        };
    }

    private static Int128 Millionths(decimal value) => Contracts.Measure.ToMillionths(value);

    private static bool IsAtOrBeyond(Direction direction, Int128 value, Int128 goal) =>
        direction is Direction.Increase or Direction.Maintain ? value >= goal : value <= goal;

    private static Ratio Completion(Direction direction, Int128 a, Int128 b, Ratio planned)
    {
        // p may be a fraction of a millionth, so both sides of (a − b) / (p − b) are multiplied by its denominator.
        var step = planned.Numerator - (b * planned.Denominator);
        return step != 0 ? Ratio.Of((a - b) * planned.Denominator, step)
            : IsAtOrBeyond(direction, a, b) ? Ratio.One
            : Ratio.Zero;
    }

    private static Ratio Gap(Direction direction, Int128 a, Int128 b, Ratio planned, Int128 t)
    {
        // Planned and actual share of the way have one denominator:
        // 100·(p − b)/(t − b) − 100·(a − b)/(t − b) = 100·(p − a)/(t − b).
        return t != b ? Ratio.Of(100 * (planned.Numerator - (a * planned.Denominator)), (t - b) * planned.Denominator)
            : IsAtOrBeyond(direction, a, t) ? Ratio.Zero
            : Ratio.Of(100, 1);
    }

    private static Ratio Beyond(Direction direction, Int128 a, Int128 t)
    {
        // There is no share of 0, so any excess over it is infinitely large.
        return t != 0 ? Ratio.Of(direction == Direction.NotExceed ? a - t : t - a, Int128.Abs(t))
            : IsAtOrBeyond(direction, a, t) ? Ratio.Zero
            : Ratio.PositiveInfinity;
    }
}
