using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Tests.Reports;

public sealed class WaitingCyclesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("A>B", "")]
    [InlineData("A>A", "")]
    [InlineData("A>B B>C", "")]
    [InlineData("A>B B>A", "A B")]
    [InlineData("B>A A>B B>A", "A B")]
    [InlineData("C>A A>B B>C", "A B C")]
    [InlineData("A>B B>A C>A D>E", "A B")]
    [InlineData("A>B B>A B>C C>B", "A B|B C")]
    [InlineData("A>B B>C C>A A>C", "A C|A B C")]
    public void Every_ring_is_named_once_from_its_first_unit_the_shortest_first(string waits, string rings) =>
        Assert.Equal(rings, string.Join('|', Of(waits).Select(r => string.Join(' ', r))));

    // All ways in which three units can wait for each other, against the definition.
    [Fact]
    public void A_pair_lies_on_a_named_ring_exactly_when_there_is_a_way_back()
    {
        (string, string)[] pairs = [("A", "B"), ("A", "C"), ("B", "A"), ("B", "C"), ("C", "A"), ("C", "B")];
        for (var set = 0; set < 1 << pairs.Length; set++)
        {
            var chosen = pairs.Where((_, i) => (set & (1 << i)) != 0).ToList();
            var named = Of(string.Join(' ', chosen.Select(p => $"{p.Item1}>{p.Item2}")))
                .SelectMany(r => r.Select((u, i) => (u.Value, r[(i + 1) % r.Count].Value))).ToHashSet();
            Assert.Equal(chosen.Where(p => Reaches(chosen, p.Item2, p.Item1)).ToHashSet(), named);
        }
    }

    private static bool Reaches(List<(string From, string To)> edges, string from, string to)
    {
        var known = new HashSet<string> { from };
        while (edges.Any(e => known.Contains(e.From) && known.Add(e.To)))
        {
        }

        return known.Contains(to);
    }

    private static IReadOnlyList<IReadOnlyList<UnitCode>> Of(string waits) => WaitingCycles.Of(
        waits.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('>'))
            .Select(w => (new UnitCode(w[0]), new UnitCode(w[1]))));
}
