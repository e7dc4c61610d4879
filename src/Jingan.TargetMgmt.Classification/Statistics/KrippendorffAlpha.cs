using System.Numerics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>What the marks are: names, an order, or places at equal distances.</summary>
internal enum AlphaLevel
{
    Nominal,
    Ordinal,
    Interval,
}

/// <summary>Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"):
/// for any number of markers, with marks missing.</summary>
internal static class KrippendorffAlpha
{
    /// <summary>Alpha of the marks; null where nothing is expected to disagree: nothing was marked twice,
    /// or everything the same.</summary>
    /// <param name="units">For each thing marked, the marks it got.</param>
    /// <param name="level">What the marks are.</param>
    public static string? Of(IEnumerable<IReadOnlyList<int>> units, AlphaLevel level)
    {
        var marked = units.Where(u => u.Count >= 2).ToList();
        var counts = marked.SelectMany(u => u).CountBy(v => v).OrderBy(c => c.Key).ToList();
        var all = counts.Sum(c => c.Value);
        var distance = Distances(counts, level);

        // Observed disagreement has the marks of each unit, less one, as denominators:
        // all are brought to their product.
        var common = marked.Select(u => u.Count - 1).Distinct().Aggregate(BigInteger.One, (product, m) => product * m);
        var observed = marked.Aggregate(BigInteger.Zero, (sum, u) =>
            sum + (u.SelectMany(_ => u, (a, b) => distance(a, b))
                .Aggregate(BigInteger.Zero, (s, d) => s + d) * (common / (u.Count - 1))));
        var expected = counts.SelectMany(_ => counts, (a, b) => (BigInteger)a.Value * b.Value * distance(a.Key, b.Key))
            .Aggregate(BigInteger.Zero, (s, d) => s + d);

        // 1 − (observed ÷ common ÷ n) ÷ (expected ÷ (n · (n − 1))).
        return Quotient.Of((expected * common) - (observed * (all - 1)), expected * common);
    }

    private static Func<int, int, BigInteger> Distances(
        List<KeyValuePair<int, int>> counts, AlphaLevel level) => level switch
        {
            AlphaLevel.Nominal => (a, b) => a == b ? 0 : 1,
            AlphaLevel.Interval => (a, b) => (BigInteger)(a - b) * (a - b),

            // Half of the marks at each end and all between them; doubled, which cancels out, to stay whole.
            _ => (a, b) =>
            {
                var (low, high) = (Math.Min(a, b), Math.Max(a, b));
                var twice = (BigInteger)counts.Where(c => c.Key >= low && c.Key <= high)
                    .Sum(c => c.Value * (c.Key == low || c.Key == high ? 1 : 2));
                return a == b ? 0 : twice * twice;
            }
            ,
        };
}
