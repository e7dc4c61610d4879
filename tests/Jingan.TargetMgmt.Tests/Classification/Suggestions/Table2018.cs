using System.Numerics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Suggestions;

/// <summary>The 2018.1 table of the domain, written a second time from its words and with other arithmetic:
/// what the rule is compared with.</summary>
internal static class Table2018
{
    public static string Colour(Target target, Period period, decimal actual)
    {
        var up = target.Direction is Direction.Increase or Direction.Maintain;
        var (a, b, t) = (Big(actual), Big(target.Baseline ?? 0), Big(target.TargetValue!.Value));
        var met = up ? a >= t : a <= t;
        if (target.Direction is Direction.NotExceed or Direction.Maintain)
        {
            var excess = up ? t - a : a - t;
            return met ? "green" : t != 0 && excess * 100 <= 5 * BigInteger.Abs(t) ? "yellow" : "red";
        }

        if (met)
        {
            return "blue";
        }

        if (target.Nature == TargetNature.Binding && period.LastMonth == 12)
        {
            return "red";
        }

        // Twelve factorial is divisible by every distance between two months, so the plan times 12! is a whole number.
        const long Scale = 479_001_600;
        var ahead = PlanTimes(Scale, target, period.LastMonth) - (b * Scale);
        var done = (a - b) * Scale;
        if (ahead == 0)
        {
            return (up ? done >= 0 : done <= 0) ? "green" : "red";
        }

        (done, ahead) = ahead < 0 ? (-done, -ahead) : (done, ahead);
        return done * 100 >= ahead * 110 ? "blue" : done * 100 >= ahead * 95 ? "green"
            : done * 100 >= ahead * 80 ? "yellow" : "red";
    }

    private static BigInteger PlanTimes(long scale, Target target, int month)
    {
        var points = new SortedDictionary<int, BigInteger> { [0] = Big(target.Baseline ?? 0) };
        foreach (var point in target.Plan ?? [])
        {
            points[point.Period.LastMonth] = Big(point.Value);
        }

        var isDrawn = points.Count == 1;
        points.TryAdd(12, Big(target.TargetValue!.Value));
        return !isDrawn && target.PlanShape == PlanShape.Step
            ? points.Last(p => p.Key <= month).Value * scale
            : Line(scale, points, month);
    }

    private static BigInteger Line(long scale, SortedDictionary<int, BigInteger> points, int month)
    {
        var before = points.Last(p => p.Key <= month);
        var after = points.FirstOrDefault(p => p.Key > month, before);
        return after.Key == before.Key
            ? before.Value * scale
            : (before.Value * scale)
                + ((after.Value - before.Value) * (month - before.Key) * (scale / (after.Key - before.Key)));
    }

    private static BigInteger Big(decimal value) => new(value * 1_000_000);
}
