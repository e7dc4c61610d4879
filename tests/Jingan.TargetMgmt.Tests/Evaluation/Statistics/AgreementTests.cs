using CsCheck;
using Jingan.TargetMgmt.Classification.Statistics;

namespace Jingan.TargetMgmt.Tests.Evaluation.Statistics;

/// <summary>Measures of agreement against published worked examples, to the digits that were published.</summary>
public sealed class AgreementTests
{
    // Hout, Duncan and Sobel 1987, "Association and heterogeneity"; in Agresti, Categorical Data Analysis (1990), and in the R package vcd as SexualFun,
    // whose Kappa() gives 0.1293 without weights and 0.2374 with linear ones.
    private static readonly int[][] Couples = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]];

    // Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C and D: four observers, twelve units, marks missing.
    private static readonly string[] Observers = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."];

    [Theory]
    [InlineData(KappaWeight.None, "0.1293")]
    [InlineData(KappaWeight.Linear, "0.2374")]
    public void Kappa_is_what_was_published(object weight, string published)
    {
        List<(int, int)> pairs = [.. Couples.SelectMany((row, i) => row.SelectMany((count, j) => Enumerable.Repeat((i, j), count)))];
        Assert.Equal(91, pairs.Count);
        Assert.Equal(decimal.Parse(published, System.Globalization.CultureInfo.InvariantCulture), Math.Round(WeightedKappa.Of(pairs, (KappaWeight)weight)!.Value, 4));
    }

    [Theory]
    [InlineData(AlphaLevel.Nominal, "0.743")]
    [InlineData(AlphaLevel.Ordinal, "0.815")]
    [InlineData(AlphaLevel.Interval, "0.849")]
    public void Alpha_with_missing_marks_is_what_was_published(object level, string published)
    {
        var rows = Observers.Select(o => o.Split(' ')).ToList();
        var units = Enumerable.Range(0, 12).Select(u => (IReadOnlyList<int>)[.. rows.Select(r => r[u]).Where(v => v != ".").Select(int.Parse)]);
        Assert.Equal(decimal.Parse(published, System.Globalization.CultureInfo.InvariantCulture), Math.Round(KrippendorffAlpha.Of(units, (AlphaLevel)level)!.Value, 3));
    }

    // The same paper, sections A (binary) and B (nominal), two observers each.
    [Theory]
    [InlineData("0100000010", "1110010000", "0.095")]
    [InlineData("aabbdcccedda", "babbbccceddd", "0.692")]
    public void Alpha_of_two_observers_is_what_was_published(string one, string other, string published) => Assert.Equal(
        decimal.Parse(published, System.Globalization.CultureInfo.InvariantCulture),
        Math.Round(KrippendorffAlpha.Of(one.Zip(other, (a, b) => (IReadOnlyList<int>)[a, b]), AlphaLevel.Nominal)!.Value, 3));

    [Fact]
    public void What_is_not_defined_is_not_a_number()
    {
        Assert.Equal(new(0, 0, null, null, null, null, null, null, null), Agreement.Of([]));
        Assert.Equal(new(2, 2, "1", null, null, null, null, null, null), Agreement.Of([(1, 1), (1, 1)])); // nothing could differ
        Assert.Equal("1", Agreement.Of([(0, 0), (3, 3)]).KappaQuadratic);
    }

    [Fact]
    public void Agreement_is_at_most_one_and_does_not_depend_on_who_was_first() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).List[0, 40].Sample(pairs =>
        {
            var (one, other) = (Agreement.Of(pairs), Agreement.Of([.. pairs.Select(p => (p.Item2, p.Item1))]));
            return one == other && new[] { one.Kappa, one.KappaLinear, one.KappaQuadratic, one.AlphaNominal, one.AlphaOrdinal, one.AlphaInterval }.All(x => x is null || decimal.Parse(x, System.Globalization.CultureInfo.InvariantCulture) <= 1);
        }, iter: 2_000);
}
