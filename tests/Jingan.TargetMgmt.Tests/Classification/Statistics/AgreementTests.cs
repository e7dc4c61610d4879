using System.Globalization;
using System.Numerics;
using CsCheck;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Statistics;

/// <summary>Measures of agreement against published worked examples, to the digits that were published.</summary>
public sealed class AgreementTests
{
    // Hout, Duncan and Sobel 1987, "Association and heterogeneity"; in Agresti, Categorical Data Analysis (1990),
    // and in the R package vcd as SexualFun, whose Kappa() gives 0.1293 without weights and 0.2374 with linear ones.
    private static readonly int[][] Couples = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]];

    // Data set "anxiety" of the R package irr, raters 2 and 3 of three, twenty subjects;
    // the levels are those that occur, as irr takes them: nobody gave a 5.
    // kappa2() prints -0.00629, 0.146 ("equal") and 0.252 ("squared"); to seven places they stand in statsmodels,
    // test_inter_rater.py, test_cohens_kappa_irr.
    private const string Rater2 = "36462424332333221334", Rater3 = "21443216111233113322";

    // The example of SAS PROC FREQ's simple and weighted kappa (0.4842, 0.4701), quoted in the same file.
    private static readonly int[][] Procedure = [[0, 4, 1], [0, 8, 0], [0, 1, 5]];

    // Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C and D: four observers, twelve units,
    // marks missing.
    private static readonly string[] Observers =
    [
        "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .",
    ];

    [Theory]
    [InlineData(KappaWeight.None, "0.1293")]
    [InlineData(KappaWeight.Linear, "0.2374")]
    public void Kappa_is_what_was_published(object weight, string published)
    {
        List<(int, int)> pairs =
            [.. Couples.SelectMany((row, i) => row.SelectMany((count, j) => Enumerable.Repeat((i, j), count)))];
        Assert.Equal(91, pairs.Count);
        Assert.Equal(Number(published), Math.Round(Number(WeightedKappa.Of(pairs, (KappaWeight)weight)), 4));
    }

    [Theory]
    [InlineData(KappaWeight.None, "-0.006289308")]
    [InlineData(KappaWeight.Linear, "0.1459075")]
    [InlineData(KappaWeight.Quadratic, "0.2520325")]
    public void Kappa_of_ordered_marks_is_what_was_published(object weight, string published)
    {
        List<(int, int)> pairs =
            [.. Rater2.Zip(Rater3, (a, b) =>
                ("12346".IndexOf(a, StringComparison.Ordinal), "12346".IndexOf(b, StringComparison.Ordinal)))];
        Assert.Equal(20, pairs.Count);
        // six places against seven
        Assert.InRange(Number(WeightedKappa.Of(pairs, (KappaWeight)weight)) - Number(published), -0.00000055m,
            0.00000055m);
    }

    [Theory]
    [InlineData(KappaWeight.None, "0.4842")]
    [InlineData(KappaWeight.Linear, "0.4701")]
    public void Kappa_of_a_table_with_an_empty_column_is_what_was_published(object weight, string published) =>
        Assert.Equal(
        Number(published),
        Math.Round(Number(WeightedKappa.Of(
            [.. Procedure.SelectMany((row, i) => row.SelectMany((count, j) => Enumerable.Repeat((i, j), count)))],
            (KappaWeight)weight)), 4));

    // Cohen 1968, and Fleiss and Cohen 1973: with squared weights kappa is 2·cov ÷ (var + var + (difference of
    // means)²), moments over n.
    [Fact]
    public void Quadratic_kappa_is_the_correlation_about_a_common_mean() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4]).List[1, 40].Sample(pairs =>
        {
            BigInteger n = pairs.Count, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
            foreach (var (a, b) in pairs)
            {
                (x, y, xx, yy, xy) = (x + a, y + b, xx + (a * a), yy + (b * b), xy + (a * b));
            }

            return WeightedKappa.Of(pairs, KappaWeight.Quadratic) == Quotient.Of(
                2 * ((n * xy) - (x * y)), (n * xx) - (x * x) + (n * yy) - (y * y) + ((x - y) * (x - y)));
        }, iter: 2_000);

    [Theory]
    [InlineData(AlphaLevel.Nominal, "0.743")]
    [InlineData(AlphaLevel.Ordinal, "0.815")]
    [InlineData(AlphaLevel.Interval, "0.849")]
    public void Alpha_with_missing_marks_is_what_was_published(object level, string published)
    {
        var rows = Observers.Select(o => o.Split(' ')).ToList();
        var units = Enumerable.Range(0, 12)
            .Select(u => (IReadOnlyList<int>)[.. rows.Select(r => r[u]).Where(v => v != ".").Select(int.Parse)]);
        Assert.Equal(Number(published), Math.Round(Number(KrippendorffAlpha.Of(units, (AlphaLevel)level)), 3));
    }

    // The same paper, sections A (binary) and B (nominal), two observers each.
    [Theory]
    [InlineData("0100000010", "1110010000", "0.095")]
    [InlineData("aabbdcccedda", "babbbccceddd", "0.692")]
    public void Alpha_of_two_observers_is_what_was_published(string one, string other, string published) =>
        Assert.Equal(
        Number(published),
        Math.Round(
            Number(KrippendorffAlpha.Of(one.Zip(other, (a, b) => (IReadOnlyList<int>)[a, b]), AlphaLevel.Nominal)), 3));

    [Fact]
    public void What_is_not_defined_is_not_a_number()
    {
        Assert.Equal(new(0, 0, null, null, null, null, null, null, null), Agreement.Of([]));
        // nothing could differ
        Assert.Equal(new(2, 2, "1", null, null, null, null, null, null), Agreement.Of([(1, 1), (1, 1)]));
        Assert.Equal("1", Agreement.Of([(0, 0), (3, 3)]).KappaQuadratic);
    }

    [Fact]
    public void Agreement_is_at_most_one_and_does_not_depend_on_who_was_first() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).List[0, 40].Sample(pairs =>
        {
            var (one, other) = (Agreement.Of(pairs), Agreement.Of([.. pairs.Select(p => (p.Item2, p.Item1))]));
            return one == other && new[]
            {
                one.Kappa, one.KappaLinear, one.KappaQuadratic, one.AlphaNominal, one.AlphaOrdinal, one.AlphaInterval,
            }.All(x => x is null || Number(x) <= 1);
        }, iter: 2_000);

    private static decimal Number(string? text) => decimal.Parse(text!, CultureInfo.InvariantCulture);
}
