using System.Globalization;

namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>The values a measure can take, as whole quarters of a millionth: thresholds have six places,
/// so every point between two of them is exact too.</summary>
internal static class MeasureRange
{
    /// <summary>One, in quarters of a millionth.</summary>
    public const long One = 4_000_000;

    /// <summary>A missed target of 0: larger than every threshold.</summary>
    public const long Infinity = long.MaxValue;

    private const long Limit = 1_000_000_000_000 * One;

    // No two dates are further apart.
    private static readonly long MaxDays = DateOnly.MaxValue.DayNumber * One;

    public static long Of(decimal threshold) => Contracts.Measure.ToMillionths(threshold) * (One / 1_000_000);

    public static bool IsBetterLarger(SchemeMeasure measure) => measure is SchemeMeasure.K or SchemeMeasure.Reached;

    /// <summary>Whether a target that is reached, or is not, can have the value. For <c>k</c> and <c>gapPoints</c>
    /// being reached says nothing: that hangs on the plan.</summary>
    public static bool Holds(SchemeMeasure measure, bool reached, long value) => measure switch
    {
        SchemeMeasure.Distance => reached == (value <= 0),
        SchemeMeasure.OverdueDays => !reached || value == 0,
        SchemeMeasure.Reached => value == (reached ? One : 0),
        _ => value != Infinity,
    };

    /// <summary>Every edge, a value between each two neighbours (or two of them), one beyond each end, 0 and infinity:
    /// what holds there holds everywhere. Ascending.</summary>
    public static IReadOnlyList<long> Points(SchemeMeasure measure, IEnumerable<long> edges, bool twoBetween = false)
    {
        var sorted = new SortedSet<long>(edges) { 0 };
        return measure switch
        {
            SchemeMeasure.Reached => [0, One],
            SchemeMeasure.OverdueDays =>
                [.. sorted.SelectMany(WholeDays).Where(v => v >= 0 && v <= MaxDays).Distinct().Order()],
            SchemeMeasure.Distance => [.. Dense(sorted, twoBetween), Infinity],
            _ => [.. Dense(sorted, twoBetween)],
        };
    }

    public static string Text(SchemeMeasure measure, long value) =>
        measure == SchemeMeasure.Reached ? (value == 0 ? "false" : "true")
        : value == Infinity ? "infinity"
        : Contracts.Measure.Normalise(value / (decimal)One).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<long> Dense(SortedSet<long> edges, bool twoBetween)
    {
        long? before = null;
        foreach (var edge in edges)
        {
            var (from, to) = (before ?? -Limit, edge);
            var between = before is null ? Math.Max(edge - One, from + ((to - from) / 2)) : from + ((to - from) / 2);
            yield return between;
            if (twoBetween)
            {
                yield return between + ((to - between) / 2);
            }

            yield return edge;
            before = edge;
        }

        var last = edges.Max;
        var beyond = Math.Min(last + One, last + ((Limit - last) / 2));
        if (twoBetween)
        {
            yield return last + ((beyond - last) / 2);
        }

        yield return beyond;
    }

    private static IEnumerable<long> WholeDays(long edge)
    {
        var days = edge / One * One;
        return days == edge ? [days, days + One] : [edge < 0 ? days : days + One];
    }
}
