using System.Numerics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>How a pair of marks counts as disagreement, by the distance of their places on the scale.</summary>
internal enum KappaWeight
{
    /// <summary>Every difference counts the same: Cohen's kappa (1960).</summary>
    None,

    /// <summary>A difference counts by the distance.</summary>
    Linear,

    /// <summary>A difference counts by the square of the distance (Fleiss and Cohen 1973).</summary>
    Quadratic,
}

/// <summary>Cohen's kappa and weighted kappa (Cohen 1968) of two markers:
/// 1 − observed ÷ expected disagreement.</summary>
internal static class WeightedKappa
{
    /// <summary>Kappa of the pairs; null where nothing is expected to disagree: no pairs,
    /// or both marked everything the same.</summary>
    /// <param name="pairs">For each thing marked, the two marks' places on the scale.</param>
    /// <param name="weight">How differences count.</param>
    public static string? Of(IReadOnlyCollection<(int First, int Second)> pairs, KappaWeight weight)
    {
        var firsts = pairs.CountBy(p => p.First).ToList();
        var seconds = pairs.CountBy(p => p.Second).ToList();
        var observed =
            pairs.Aggregate(BigInteger.Zero, (sum, p) => sum + Disagreement(p.First, p.Second, weight)) * pairs.Count;
        var expected = firsts.Aggregate(BigInteger.Zero, (sum, f) => sum + seconds.Aggregate(
            BigInteger.Zero,
            (inner, s) => inner + ((BigInteger)f.Value * s.Value * Disagreement(f.Key, s.Key, weight))));
        return Quotient.Of(expected - observed, expected);
    }

    private static BigInteger Disagreement(int a, int b, KappaWeight weight) => weight switch
    {
        KappaWeight.None => a == b ? 0 : 1,
        KappaWeight.Linear => Math.Abs(a - b),
        _ => (BigInteger)(a - b) * (a - b),
    };
}
