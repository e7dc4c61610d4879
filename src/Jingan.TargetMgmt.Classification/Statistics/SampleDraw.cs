using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>Draws the targets that are to be marked a second time. Anybody who has the seed draws the same.</summary>
internal static class SampleDraw
{
    /// <summary>The share of each class, rounded up, drawn in the order of SHA-256 over <c>seed|period|target</c>,
    /// a line of hexadecimal digits and two codes.</summary>
    /// <param name="seed">The root of the government log when the sample is drawn:
    /// nobody on the evaluator's side chooses it.</param>
    /// <param name="period">The period.</param>
    /// <param name="population">The targets to draw from, each with its class.</param>
    /// <param name="shareOf">A class's share, 0 to 1.</param>
    public static IReadOnlyList<TargetId> Draw(
        string seed, Period period, IEnumerable<(TargetId Target, string Class)> population,
        Func<string, decimal> shareOf) =>
    [
        .. population.GroupBy(p => p.Class)
            .SelectMany(g => g.OrderBy(p => OrderOf(seed, period, p.Target), StringComparer.Ordinal)
                .Take((int)decimal.Ceiling(g.Count() * shareOf(g.Key))))
            .Select(p => p.Target).OrderBy(t => t.Value, StringComparer.Ordinal),
    ];

    private static string OrderOf(string seed, Period period, TargetId target) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{period}|{target}")));
}
