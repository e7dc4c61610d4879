using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>A released period as its evaluation report shows it:
/// corrections that came later change nothing in it.</summary>
internal sealed record FrozenPeriod(
    Period Period, IReadOnlyList<SchemeColour> Colours, IReadOnlyList<FrozenPeriod.Rating> Ratings,
    IReadOnlyList<FrozenPeriod.UnratedTarget> Unrated,
    SecondMarkSummary? SecondMarks = null, IReadOnlyList<LogHead>? Logs = null)
{
    /// <summary>What a matrix shows for a target of the period without a rating.</summary>
    public const string NotRated = "unrated";

    /// <summary>What a matrix shows for a target that the period did not have.</summary>
    public const string Absent = "absent";

    private readonly Dictionary<TargetId, string> _colourOf = Ratings.Select(r => (r.TargetId, r.Colour))
        .Concat(Unrated.Select(u => (u.TargetId, NotRated))).ToDictionary();
    private readonly Dictionary<string, int> _rankOf = Colours.ToDictionary(c => c.Code, c => c.Rank);

    internal sealed record Rating(
        TargetId TargetId, UnitCode LeadUnit, string Colour, string? Suggested, Divergence? Divergence,
        LogEntryRef? Basis, string Assessor);

    internal sealed record UnratedTarget(TargetId TargetId, TargetState State);

    /// <summary>The government log's head that the report was issued from;
    /// null in a document that names none.</summary>
    public LogHead? GovernmentLog => Logs?.FirstOrDefault(l => l.Log == "government");

    /// <summary>How many of its entries count: what was filed later is none of the period's figures.</summary>
    public long GovernmentSize => GovernmentLog?.Size ?? long.MaxValue;

    /// <summary>The colours' codes, best first.</summary>
    public IReadOnlyList<string> Scale => [.. Colours.OrderBy(c => c.Rank).Select(c => c.Code)];

    public IReadOnlyCollection<TargetId> Targets => _colourOf.Keys;

    /// <summary>The target's colour, <see cref="NotRated"/> or <see cref="Absent"/>.</summary>
    public string ColourOf(TargetId target) => _colourOf.GetValueOrDefault(target, Absent);

    /// <summary>0 is best; null for what is no colour of the period's scheme.</summary>
    public int? RankOf(string? colour) => colour is not null && _rankOf.TryGetValue(colour, out var rank) ? rank : null;

    /// <summary>Released periods of one length, each with the one released next: months follow months,
    /// quarters quarters.</summary>
    public static IEnumerable<(FrozenPeriod From, FrozenPeriod To)> Pairs(IEnumerable<FrozenPeriod> periods) =>
        periods.GroupBy(p => p.Period.IsQuarter)
            .OrderBy(g => g.Key)
            .Select(g => g.OrderBy(p => p.Period.LastMonth).ToList())
            .SelectMany(g => g.Zip(g.Skip(1)));
}
