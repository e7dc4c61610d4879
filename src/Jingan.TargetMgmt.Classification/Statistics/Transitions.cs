using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>What became of a period's colours in the one released next.</summary>
/// <param name="Cells">Every move that occurs, of the targets that began it there; what has no colour is
/// <c>unrated</c>, or <c>absent</c> in the library.</param>
internal sealed record Transitions(Period From, Period To, int Targets, IReadOnlyList<Transitions.Cell> Cells)
{
    internal sealed record Cell(string From, string To, Proportion Targets);

    public static Transitions Of(FrozenPeriod from, FrozenPeriod to)
    {
        var moves = from.Targets.Union(to.Targets).Select(t => (From: from.ColourOf(t), To: to.ColourOf(t))).ToList();
        var begun = moves.CountBy(m => m.From).ToDictionary();
        return new(from.Period, to.Period, moves.Count, [.. moves.CountBy(m => m)
            .OrderBy(c => Place(from, c.Key.From))
                .ThenBy(c => c.Key.From, StringComparer.Ordinal)
                .ThenBy(c => Place(to, c.Key.To))
                .ThenBy(c => c.Key.To, StringComparer.Ordinal)
            .Select(c => new Cell(c.Key.From, c.Key.To, Proportion.From(c.Value, begun[c.Key.From])))]);
    }

    private static int Place(FrozenPeriod period, string colour) => period.RankOf(colour) ?? int.MaxValue;
}
