namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>How often an assessor said another colour than the scheme, and why.</summary>
/// <param name="Assessor">Key id.</param>
/// <param name="Rated">All ratings signed with the key.</param>
/// <param name="Diverging">Those that differ, of those where the scheme suggested a colour.</param>
/// <param name="Reasons">Each reason code, of the diverging ones.</param>
internal sealed record Divergences(
    string? Assessor, int Rated, Proportion Diverging, IReadOnlyList<Divergences.Reason> Reasons)
{
    internal sealed record Reason(string Code, Proportion Of);

    public static (Divergences All, IReadOnlyList<Divergences> Assessors) Of(IReadOnlyList<FrozenPeriod> periods)
    {
        var ratings = periods.SelectMany(p => p.Ratings).ToList();
        return (Count(null, ratings),
            [.. ratings.GroupBy(r => r.Assessor).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Count(g.Key, [.. g]))]);
    }

    private static Divergences Count(string? assessor, List<FrozenPeriod.Rating> ratings)
    {
        var diverging = ratings.Where(r => r.Suggested is not null && r.Suggested != r.Colour).ToList();
        return new(
            assessor, ratings.Count, Proportion.From(diverging.Count, ratings.Count(r => r.Suggested is not null)),
            [.. diverging.CountBy(r => r.Divergence?.Code ?? "").OrderBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => new Reason(c.Key, Proportion.From(c.Value, diverging.Count)))]);
    }
}
