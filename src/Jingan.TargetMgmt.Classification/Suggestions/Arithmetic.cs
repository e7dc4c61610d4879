using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Suggestions;

/// <summary>The formulas by which a scheme measures, by number. A change of their meaning is a new number beside the
/// old one: what was rated under it is replayed under it.</summary>
internal static class Arithmetic
{
    /// <summary>The numbers that a scheme may name; their formulas stand in docs/scheme.md.</summary>
    public static IReadOnlyList<int> Known { get; } = [1];

    /// <summary>What can be measured on a target at the end of a period.</summary>
    /// <param name="number">The number that the scheme names.</param>
    /// <param name="period">The period.</param>
    /// <param name="target">The target, in the version that counts.</param>
    /// <param name="progress">What its lead unit told; null when it was silent.</param>
    public static Measurements Measure(
        int number, Period period, Target target, ReportedProgress? progress) => number switch
        {
            1 => First(period, target, progress),
            _ => throw new ArgumentOutOfRangeException(nameof(number), number, "There is no such arithmetic."),
        };

    private static Measurements First(Period period, Target target, ReportedProgress? progress) => target.Kind switch
    {
        TargetKind.Quantitative => QuantitativeProgress.Measure(target, period.LastMonth, progress?.Value),
        TargetKind.Milestone when progress is not null =>
            MilestoneProgress.Measure(target, period.EndsOn, progress.Nodes),
        _ => Measurements.None,
    };
}
