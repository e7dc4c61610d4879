using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>What a colour was worth: of the targets that had it in a period,
/// how many reached their yearly value.</summary>
/// <param name="Reached">Of those whose outcome is known; the next two are the others.</param>
internal sealed record Calibration(Period Period, string Colour, Proportion Reached, int Unknown, int NotMeasured)
{
    public static IReadOnlyList<Calibration> Of(
        IEnumerable<FrozenPeriod> periods, IReadOnlyDictionary<TargetId, Outcome> outcomes) =>
        [.. periods.SelectMany(p => p.Targets.GroupBy(p.ColourOf).OrderBy(g => p.RankOf(g.Key) ?? int.MaxValue)
            .Select(g => Of(p.Period, g.Key, [.. g.Select(t => outcomes.GetValueOrDefault(t, Outcome.Unknown))])))];

    private static Calibration Of(Period period, string colour, IReadOnlyList<Outcome> outcomes)
    {
        var reached = outcomes.Count(o => o == Outcome.Reached);
        return new(
            period, colour, Proportion.From(reached, reached + outcomes.Count(o => o == Outcome.NotReached)),
            outcomes.Count(o => o == Outcome.Unknown), outcomes.Count(o => o == Outcome.NotMeasured));
    }
}

/// <summary>绿到十一月: of the targets that failed in the year's last period,
/// how many had looked well in the one before.</summary>
/// <param name="Failed">Rated in the worst colour in the last period, or known not to have reached their value.</param>
/// <param name="GoodColours">Colours are data, so "green or better" is the better half of the earlier period's colours,
/// by rank.</param>
/// <param name="Late">Those that had one of them, of the failed.</param>
/// <param name="ColoursBefore">The colours that the failed had before, whatever they were.</param>
/// <param name="Targets">Who was late.</param>
internal sealed record LateRed(
    Period Before, Period Last, int Failed, IReadOnlyList<string> GoodColours, Proportion Late,
    IReadOnlyList<LateRed.ColourBefore> ColoursBefore, IReadOnlyList<TargetId> Targets)
{
    internal sealed record ColourBefore(string Colour, Proportion Failed);

    public static LateRed Of(FrozenPeriod before, FrozenPeriod last, IReadOnlyDictionary<TargetId, Outcome> outcomes)
    {
        var worst = last.Colours.MaxBy(c => c.Rank)?.Code;
        var failed = last.Targets.Where(t =>
            last.ColourOf(t) == worst || outcomes.GetValueOrDefault(t, Outcome.Unknown) == Outcome.NotReached)
            .OrderBy(t => t.Value, StringComparer.Ordinal).ToList();
        var good = before.Colours.OrderBy(c => c.Rank).Take(before.Colours.Count / 2).Select(c => c.Code).ToList();
        var late = failed.Where(t => good.Contains(before.ColourOf(t))).ToList();
        return new(
            before.Period, last.Period, failed.Count, good, Proportion.From(late.Count, failed.Count),
            [.. failed.CountBy(before.ColourOf)
                .OrderBy(c => before.RankOf(c.Key) ?? int.MaxValue)
                .ThenBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => new ColourBefore(c.Key, Proportion.From(c.Value, failed.Count)))],
            late);
    }
}
