using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>The end of a month of a target with a number, in millionths as everywhere.</summary>
/// <param name="Value">What is there.</param>
/// <param name="Standing">How it really stands.</param>
/// <param name="IsLumpy">Whether it stands better than the number says: three of a thing come one at a time,
/// a linear plan wants a quarter in January.</param>
internal sealed record QuantitativeMonth(long Value, int Standing, bool IsLumpy);

/// <summary>Twelve made-up months of a target with a number.</summary>
internal static class QuantitativeYear
{
    private const int Whole = 1_000_000;

    private const int Tenth = 100_000;

    private const int Hundredth = 10_000;

    // 以市下达为准: no value is known, and some number has to be reported.
    private const int Nominal = 600;

    public static IReadOnlyList<QuantitativeMonth> Of(ulong seed, Target target, YearRules rules)
    {
        var course = Courses.Draw(SplitMix64.For(seed, "course", target.Id.Value));
        var isLevel = target.Direction is Direction.NotExceed or Direction.Maintain;
        List<QuantitativeMonth> months = [];
        for (var month = 1; month <= 12; month++)
        {
            var random = SplitMix64.For(seed, "month", target.Id.Value, $"{month}");
            var made = isLevel
                ? AtLevel(target, Courses.LevelOf(course, month, random))
                : OnTheWay(target, rules, month, Courses.PaceOf(course, month, random));

            // A total to date does not shrink.
            var last = months.LastOrDefault()?.Value;
            months.Add(target.Direction == Direction.Increase && target.Aggregation == Aggregation.Cumulative
                && made.Value < last ? made with { Value = last.Value } : made);
        }

        return months;
    }

    private static QuantitativeMonth AtLevel(Target target, int level)
    {
        var t = Measure.ToMillionths(target.TargetValue ?? Nominal);
        var value = Truncated((Int128)t * (target.Direction == Direction.Maintain ? level : 2000 - level) / 1000,
            StepOf(target));
        var isMet = target.Direction == Direction.Maintain ? value >= t : value <= t;
        return new(value, isMet ? DemoProgress.OnPlan : Math.Max(DemoProgress.OfPace(level), DemoProgress.Behind),
            IsLumpy: false);
    }

    private static QuantitativeMonth OnTheWay(Target target, YearRules rules, int month, int pace)
    {
        var start = Measure.ToMillionths(target.Baseline ?? 0);
        var (planned, parts) = rules.Planned(target, month) ?? (start + ((Int128)Nominal * Whole * month / 12), 1);
        var way = planned - (start * parts);
        var value = start + Truncated(way * pace / (1000 * parts), StepOf(target));
        var counted = way == 0 ? 1000 : (Int128)(value - start) * 1000 * parts / way;
        var standing = month == 12 && pace >= 1000 ? DemoProgress.Done : DemoProgress.OfPace(pace);
        return new(value, standing, IsLumpy: month < 12 && DemoProgress.OfPace(counted) > standing);
    }

    // Most things are counted whole, works in progress in tenths of one; areas, money and shares have two places.
    // Or as many as the promise has.
    private static int StepOf(Target target)
    {
        var unit = target.UnitOfMeasure ?? "";
        int[] steps = unit.Contains('万') || unit.Contains('亿') || unit.Contains('%') ? [Hundredth]
            : unit.Contains('条') || unit.Contains('处')
                || unit.Contains("站点", StringComparison.Ordinal) ? [Tenth, Hundredth]
            : [Whole, Hundredth];
        return steps.FirstOrDefault(
            s => Measure.ToMillionths(target.TargetValue ?? 0) % s == 0
                && Measure.ToMillionths(target.Baseline ?? 0) % s == 0, 1);
    }

    // Towards 0: nothing counts before it is done.
    private static long Truncated(Int128 value, int step) => (long)(value - (value % step));
}
