using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>How a unit's own colour claims 自评 compare with the ratings.
/// A rank difference above 0 means that it claimed better than it was rated.</summary>
/// <param name="Unit">The unit that led when it was rated; null for all together.</param>
/// <param name="Better">Claims better than the rating, of those compared.</param>
/// <param name="Compared">Ratings with a claim in a colour of the period's scheme.</param>
/// <param name="WithoutReport">Ratings of silence: there is nothing that could hold a claim.</param>
/// <param name="WithoutClaim">Ratings of a report without a claim,
/// or with one in a colour that the scheme does not have.</param>
/// <param name="NotFound">Ratings of a report that the government's log, as it was read, does not hold:
/// it was restored from an older copy.</param>
/// <param name="RankDifference">Sum over those compared.</param>
/// <param name="MeanRankDifference">That sum ÷ compared; null without any.</param>
/// <param name="Worst">The claim furthest above its rating; null when none is.</param>
internal sealed record SelfClaims(
    string? Unit, int Rated, int Compared, Proportion Better, Proportion Equal, Proportion Worse, int WithoutReport,
    int WithoutClaim, int NotFound,
    int RankDifference, string? MeanRankDifference, SelfClaims.Gap? Worst)
{
    internal sealed record Gap(Period Period, TargetId TargetId, string Claimed, string Colour, int RankDifference);

    private enum Lack { None, Report, Claim, Facts }

    private sealed record Comparison(string Unit, Lack Lack, Gap? Gap);

    /// <param name="claims">The claim in each report, by period and index of the report's government-log entry.</param>
    public static (SelfClaims All, IReadOnlyList<SelfClaims> Units) Of(
        IReadOnlyList<FrozenPeriod> periods, IReadOnlyDictionary<Period, IReadOnlyDictionary<long, string?>> claims)
    {
        var all = periods.SelectMany(p => p.Ratings.Select(r => Compare(p, r, claims[p.Period]))).ToList();
        return (Count(null, all),
            [.. all.GroupBy(c => c.Unit).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Count(g.Key, [.. g]))]);
    }

    private static Comparison Compare(
        FrozenPeriod period, FrozenPeriod.Rating rating, IReadOnlyDictionary<long, string?> claims)
    {
        var unit = rating.LeadUnit.Value;
        if (rating.Basis is not { } basis)
        {
            return new(unit, Lack.Report, null);
        }

        if (!claims.TryGetValue(basis.Index, out var claimed))
        {
            return new(unit, Lack.Facts, null);
        }

        return period.RankOf(claimed) is { } own && period.RankOf(rating.Colour) is { } rated
            ? new(unit, Lack.None, new(period.Period, rating.TargetId, claimed!, rating.Colour, rated - own))
            : new(unit, Lack.Claim, null);
    }

    private static SelfClaims Count(string? unit, IReadOnlyList<Comparison> comparisons)
    {
        var gaps = comparisons.Select(c => c.Gap).OfType<Gap>().ToList();
        var sum = gaps.Sum(g => g.RankDifference);
        return new(
            unit, comparisons.Count, gaps.Count, Share(g => g > 0), Share(g => g == 0), Share(g => g < 0),
            Lacking(Lack.Report), Lacking(Lack.Claim), Lacking(Lack.Facts),
            sum, Quotient.Of(sum, gaps.Count), gaps.Where(g => g.RankDifference > 0).MaxBy(g => g.RankDifference));

        Proportion Share(Func<int, bool> holds) =>
            Proportion.From(gaps.Count(g => holds(g.RankDifference)), gaps.Count);
        int Lacking(Lack lack) => comparisons.Count(c => c.Lack == lack);
    }
}
