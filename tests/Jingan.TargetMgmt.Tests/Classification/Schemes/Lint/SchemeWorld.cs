using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Tests.Classification.Suggestions;

namespace Jingan.TargetMgmt.Tests.Classification.Schemes.Lint;

/// <summary>One reported target with a known value of each measure it has, as the suggestion itself sees it. Built
/// without the lint, to be compared with it.</summary>
internal sealed record Sample(
    Target Target, Period Period, bool Reached, SchemeMeasure? Measure, decimal? Value, TargetFacts Facts)
{
    public Suggestion Suggest(ColourScheme scheme) => SuggestionRule.Suggest(scheme, Period, Facts);

    /// <summary>Null stands for infinity.</summary>
    public Ratio Ratio =>
        Value is { } value ? Ratio.Of((Int128)(value * 100_000_000), 100_000_000) : Ratio.PositiveInfinity;
}

/// <summary>Every kind of target in every situation, with values on a grid.</summary>
internal static class SchemeWorld
{
    public const string NamedField = "经济";
    public const string NamedTarget = "JA2018-001";

    /// <summary>Thresholds of the schemes tried are halves,
    /// so that eighths lie twice between each two of them. They end at 3, and days are whole: 4 lies above.</summary>
    public static readonly IReadOnlyList<decimal> Grid = [.. Enumerable.Range(-24, 57).Select(n => n / 8m)];

    public static IEnumerable<Sample> All(IReadOnlyList<decimal> grid) =>
        from target in Targets()
        from period in (Period[])[new("2018-06"), new("2018-12")]
        from sample in Samples(target, period, grid)
        select sample;

    public static IEnumerable<Target> Targets() =>
        from shape in (Target[])[
            .. Enum.GetValues<Direction>().Select(d => Facts.Quantitative(d, 0, 100)), Facts.Milestone(),
            Facts.Promise(TargetKind.Qualitative)]
        from nature in Enum.GetValues<TargetNature>()
        from field in (string[])[NamedField, "其他"]
        from id in (string[])[NamedTarget, "JA2018-999"]
        select shape with { Id = new(id), Nature = nature, Field = field };

    private static IEnumerable<Sample> Samples(Target target, Period period, IReadOnlyList<decimal> grid)
    {
        foreach (var reached in (bool[])[false, true])
        {
            switch (target)
            {
                case { Kind: TargetKind.Qualitative }:
                    if (!reached)
                    {
                        yield return new(target, period, false, null, null, target.Reports((decimal?)null));
                    }

                    break;
                case { Kind: TargetKind.Milestone }:
                    foreach (var days in grid.Where(v => v >= 0 && v == decimal.Truncate(v) && (!reached || v == 0)))
                    {
                        yield return Milestone(target, period, reached, (int)days);
                    }

                    break;
                case { Direction: Direction.Increase or Direction.Decrease }:
                    foreach (var value in grid)
                    {
                        yield return K(target, period, reached, value);
                        yield return Gap(target, period, reached, value);
                    }

                    break;
                default:
                    foreach (var value in grid.Where(v => reached == v <= 0).Select(v => (decimal?)v).Concat(reached
                        ? []
                        : [null]))
                    {
                        yield return Distance(target, period, reached, value);
                    }

                    break;
            }
        }
    }

    // Eight are planned, so that a thousandth of k is a value of its own;
    // the target lies where the value has just reached it, or not.
    private static Sample K(Target target, Period period, bool reached, decimal k)
    {
        var sign = target.Direction == Direction.Increase ? 1 : -1;
        var planned = target with { Plan = [new(period, 8 * sign)], TargetValue = sign * (8 * k + (reached ? 0 : 1)) };
        return new(planned, period, reached, SchemeMeasure.K, k, planned.Reports(8 * k * sign));
    }

    private static Sample Gap(Target target, Period period, bool reached, decimal points)
    {
        var sign = target.Direction == Direction.Increase ? 1 : -1;
        var actual = reached ? 100 : 0;
        var planned = target with { TargetValue = 100 * sign, Plan = [new(period, (actual + points) * sign)] };
        return new(planned, period, reached, SchemeMeasure.GapPoints, points, planned.Reports(actual * sign));
    }

    private static Sample Distance(Target target, Period period, bool reached, decimal? distance)
    {
        var sign = target.Direction == Direction.NotExceed ? 1 : -1;
        return distance is { } d
            ? new(target, period, reached, SchemeMeasure.Distance, d, target.Reports(100 + (100 * d * sign)))
            : new(target with { TargetValue = 0 }, period, reached, SchemeMeasure.Distance, null,
                (target with { TargetValue = 0 }).Reports(sign));
    }

    // A node done long ago keeps "nothing due yet" out.
    private static Sample Milestone(Target target, Period period, bool reached, int days)
    {
        var late = new TargetNode("late", "节点", days == 0 ? new DateOnly(2019, 1, 1) : period.EndsOn.AddDays(1 - days));
        var withNodes = target with { Nodes = [new("done", "节点", new(2018, 1, 31)), late] };
        return new(withNodes, period, reached, SchemeMeasure.OverdueDays, days,
            withNodes.ReportsNodes(reached
                ? [("done", "2018-01-31"), ("late", "2018-01-31")]
                : [("done", "2018-01-31")]));
    }
}
