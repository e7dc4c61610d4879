using CsCheck;
using Jingan.TargetMgmt.Classification.Statistics;
using static Jingan.TargetMgmt.Tests.Classification.Statistics.Year;

namespace Jingan.TargetMgmt.Tests.Classification.Statistics;

/// <summary>Agreement in GET /quality: each period as its report shows it, and the year's pairs pooled.</summary>
public sealed class YearAgreementTests
{
    private static readonly Gen<MarkedTarget[]> Sample = Gen.Select(Gen.OneOf(Gen.Const("nodes"), Gen.Const("judged")),
        Gen.Int[0, 3], Gen.Int[0, 4])
        .Select((name, first, second) => (name, first, second)).Array[1, 30]
        .Select(marks => marks.Select((m, i) => Marked(i + 1, m.name, Colours[m.first].Code, m.second == 4
            ? null
            : Colours[m.second].Code)).ToArray());

    [Fact]
    public void A_year_of_two_periods_agrees_as_all_their_pairs_in_one_would() =>
        Gen.Select(Sample, Sample).Sample((may, later) =>
        {
            MarkedTarget[] june = [.. later.Select((m, i) => m with { TargetId = Target(100 + i) })];
            var year = YearAgreement.Of([Period("2018-05", may), Period("2018-06", june)]);
            var one = SecondMarkSummary.Of([.. may, .. june], Colours)!;
            Assert.Equal(one.Sampled, year.Periods.Sum(p => p.Sampled));
            Assert.Equal((one.Missing.Count, one.Overall.Pairs), (year.Periods.Sum(p => p.Missing),
                year.Periods.Sum(p => p.Overall.Same.Of)));
            Assert.Empty(year.NotPooled);
            if (one.Overall.Pairs == 0)
            {
                Assert.Empty(year.Pooled);
                return;
            }

            var pool = Assert.Single(year.Pooled);
            Assert.Equal(YearAgreement.Figures.Of(null, one.Overall), pool.Overall);
            Assert.Equal(pool.Periods, year.Periods.Where(p => p.Overall.Same.Of > 0).Select(p => p.Period));
            Assert.Equal(
                one.Classes.Where(c => c.Agreement.Pairs > 0)
                    .Select(c => YearAgreement.Figures.Of(c.Class, c.Agreement)), pool.Classes);
        });

    [Fact]
    public void What_a_report_shows_is_shown_and_its_pairs_add_up_to_it() => Sample.Sample(marks =>
    {
        var summary = SecondMarkSummary.Of(marks, Colours)!;
        var june = Assert.Single(YearAgreement.Of([Period("2018-06", marks)]).Periods);
        Assert.Equal((summary.Sampled, summary.Missing.Count, 0), (june.Sampled, june.Missing, june.NotCompared));
        Assert.Equal(summary.Classes.Select(c => YearAgreement.Figures.Of(c.Class, c.Agreement)), june.Classes);
        string[] scale = [.. Colours.Select(c => c.Code)];
        Assert.All(summary.Classes, c => Assert.Equal(c.Agreement, Agreement.Of(scale, c.Marks!)));
        Assert.Equal(summary.Overall, Agreement.Of(scale, summary.Classes.SelectMany(c => c.Marks!)));
    });

    [Fact]
    public void A_report_without_pairs_is_named_and_another_scale_is_a_pool_of_its_own()
    {
        MarkedTarget[] marks = [Marked(1, "nodes", "red", "red"), Marked(2, "nodes", "green", "yellow")];
        var old = Period("2018-04", marks);
        old = old with
        {
            SecondMarks = old.SecondMarks! with
            {
                Classes = [.. old.SecondMarks.Classes.Select(c => c with { Marks = null })],
            },
        };
        var other = new FrozenPeriod(new("2018-06"), [.. Colours.Where(c => c.Code != "blue")], [], [],
            SecondMarkSummary.Of(marks, [.. Colours.Where(c => c.Code != "blue")]));
        var year = YearAgreement.Of([old, Period("2018-05", marks), other, Year.Period("2018-07", "rg")]);

        Assert.Equal(["2018-04"], year.NotPooled.Select(p => p.Value));
        Assert.Equal(["2018-05 blue green yellow red", "2018-06 green yellow red"],
            year.Pooled.Select(p => $"{p.Periods.Single()} {string.Join(' ', p.Colours)}"));
        Assert.Equal([Proportion.From(1, 2), Proportion.From(1, 2), Proportion.From(1, 2), Proportion.From(0, 0)],
            year.Periods.Select(p => p.Overall.Same));
        Assert.All(year.Pooled, p => Assert.True(p.Overall.Same.Small));
    }

    [Fact]
    public void Marks_that_could_not_be_compared_are_counted() =>
        Assert.Equal(
            1, YearAgreement.Of([
                Period("2018-06", Marked(1, "nodes", "orange", "red"), Marked(2, "nodes", "red", "red"),
                    Marked(3, "nodes", "red", null))]).Periods[0].NotCompared);

    private static FrozenPeriod Period(string code, params MarkedTarget[] marks) =>
        new(new(code), Colours, [], [], SecondMarkSummary.Of(marks, Colours));

    private static MarkedTarget Marked(
        int number, string name, string first, string? second) => new(Target(number), name, first, second, null);
}
