using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>How far two assessors who did not know each other's mark agree. Null where a figure is not defined,
/// for want of marks or of differences; decimals as text, because a report's bytes are canonical JSON, whose numbers
/// are binary ones (RFC 8785, section 3.2.2.3).</summary>
/// <param name="Pairs">How many targets were marked twice: the denominator of everything else.</param>
/// <param name="Same">How many of them got the same colour both times.</param>
/// <param name="Observed">That share.</param>
/// <param name="Kappa">Cohen's kappa.</param>
/// <param name="KappaLinear">Weighted by the distance of the colours' ranks.</param>
/// <param name="KappaQuadratic">Weighted by its square.</param>
/// <param name="AlphaNominal">Krippendorff's alpha of the colours as names.</param>
/// <param name="AlphaOrdinal">Of their order.</param>
/// <param name="AlphaInterval">Of their ranks as equal steps.</param>
internal sealed record Agreement(
    int Pairs, int Same, string? Observed, string? Kappa, string? KappaLinear, string? KappaQuadratic,
    string? AlphaNominal, string? AlphaOrdinal, string? AlphaInterval)
{
    /// <param name="pairs">The two marks' places among the colours, best first.</param>
    public static Agreement Of(IReadOnlyList<(int First, int Second)> pairs)
    {
        var same = pairs.Count(p => p.First == p.Second);
        IReadOnlyList<int>[] units = [.. pairs.Select(p => (IReadOnlyList<int>)[p.First, p.Second])];
        return new(
            pairs.Count, same, Quotient.Of(same, pairs.Count),
            WeightedKappa.Of(pairs, KappaWeight.None), WeightedKappa.Of(pairs, KappaWeight.Linear),
            WeightedKappa.Of(pairs, KappaWeight.Quadratic),
            KrippendorffAlpha.Of(units, AlphaLevel.Nominal), KrippendorffAlpha.Of(units, AlphaLevel.Ordinal),
            KrippendorffAlpha.Of(units, AlphaLevel.Interval));
    }

    /// <summary>The agreement of marks that come as counted pairs of colours.</summary>
    /// <param name="scale">The colours, best first; every mark has one of them.</param>
    /// <param name="marks">The pairs.</param>
    public static Agreement Of(IReadOnlyList<string> scale, IEnumerable<MarkPair> marks)
    {
        var places = scale.Index().ToDictionary(c => c.Item, c => c.Index);
        return Of([.. marks.SelectMany(m => Enumerable.Repeat((places[m.First], places[m.Second]), m.Count))]);
    }
}
