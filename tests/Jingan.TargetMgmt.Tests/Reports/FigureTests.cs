using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Tests.Reports;

/// <summary>Value, plan, share, unit of measure and what was promised at first, beside a colour or a state.</summary>
public sealed class FigureTests
{
    private static readonly JudgedTarget Judged = new("目标1", "绿化市容局", "3.1", "6", "公顷");

    [Fact]
    public void Without_a_colour_the_figures_are_those_that_count_for_the_period() =>
        Assert.Equal(
            new TargetFigures(3.5m, 3.5m, 7m, "0.5", "万平方米", null),
            FiguresOf(Sample.Reported(Sample.Quantity(1)), null));

    [Fact]
    public void A_silence_has_a_plan_and_no_value() =>
        Assert.Equal(
            new TargetFigures(null, 3.5m, 7m, null, "万平方米", null),
            FiguresOf(Sample.Silent(Sample.Quantity(1)), null));

    [Fact]
    public void Beside_a_colour_stand_the_figures_that_were_judged() =>
        Assert.Equal(
            new TargetFigures(3.1m, 3.5m, 6m, "0.516667", "公顷", null),
            FiguresOf(Sample.Reported(Sample.Quantity(1)), Sample.Rating(1, "red") with { Judged = Judged }));

    [Theory]
    [InlineData(true, "3")] // of the newer version's 6
    [InlineData(false, null)]
    public void The_plan_is_that_of_the_version_that_was_judged(bool isAtHand, string? planned)
    {
        var newer = new NewerVersion(Sample.Quantity(1) with { TargetValue = 6m }, 2, false, null);
        var facts = Sample.Reported(Sample.Quantity(1)) with { Newer = isAtHand ? newer : null };

        Assert.Equal(planned, FiguresOf(facts, Sample.Rating(1, "red") with { TargetVersion = 2, Judged = Judged })!
            .Planned?.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2", "3", "0.666667")]
    [InlineData("-1", "3", "-0.333333")]
    [InlineData("1", "0", null)]
    [InlineData("1", null, null)]
    [InlineData("999999999999.999999", "0.000001", "999999999999999999")]
    public void A_share_is_exact_and_rounded_once(string value, string? goal, string? share)
    {
        var target = Sample.Quantity(1) with { TargetValue = goal is null ? null : Number(goal) };
        Assert.Equal(share, TargetFigures.Of(target, Sample.June, Number(value), null, null)!.Share);
    }

    [Fact]
    public void The_certified_value_stands_beside_the_claim_and_a_late_one_does_not()
    {
        var certified = new CertifiedValue(
            1, new("TJJ"), 1, 3m, null, null, null, null, false, "tjj", "2018-07-02T01:00:00.000Z",
            new("government", 9, new('c', 64)));
        var late = certified with { Value = 2m, Late = true };

        Assert.Equal(3m, FiguresOf(Sample.Reported(Sample.Quantity(1)) with { Certified = [certified, late] }, null)!
            .Certified);
    }

    [Theory]
    [InlineData(TargetKind.Milestone)]
    [InlineData(TargetKind.Qualitative)]
    public void Where_there_is_no_quantity_there_are_no_figures(TargetKind kind) =>
        Assert.Null(FiguresOf(Sample.Reported(Sample.Target(1, kind)), Sample.Rating(1, "red")));

    [Fact]
    public void What_was_promised_first_stands_beside_what_is_shown_where_it_is_another()
    {
        var facts = Sample.Reported(Sample.Quantity(1)) with { TargetVersion = 2 };

        Assert.Null(OriginalOf(Sample.Reported(Sample.Quantity(1))));
        Assert.Null(OriginalOf(facts with { Original = new("目标1", 7m, "万平方米") }));
        foreach (var other in (PromisedFigure[])
            [new("目标1", 10m, "万平方米"), new("旧题", 7m, "万平方米"), new("目标1", 7m, "公顷"), new("目标1", null, "万平方米")])
        {
            Assert.Equal(other, OriginalOf(facts with { Original = other }));
        }
    }

    [Fact]
    public void A_newer_version_that_was_judged_shows_the_first_beside_it()
    {
        var facts = Sample.Reported(Sample.Quantity(1)) with
        {
            Newer = new(Sample.Quantity(1) with { TargetValue = 6m, UnitOfMeasure = "公顷" }, 2, false, null),
        };
        var rating = Sample.Rating(1, "red") with { TargetVersion = 2, Judged = Judged };

        Assert.Equal(new PromisedFigure("目标1", 7m, "万平方米"), StatusOf(facts, rating).Original);
    }

    [Fact]
    public void Every_table_has_the_figures_in_words()
    {
        var facts = Sample.Reported(Sample.Quantity(1)) with
        {
            TargetVersion = 2,
            Original = new("旧题", 10m, "公顷"),
        };
        var rating = Sample.Rating(1, "red") with { TargetVersion = 2 };
        var view = Sample.View(Sample.Released(rating) with { Earlier = [Sample.Before(1, "green")] }, facts);

        Assert.EndsWith(",3.5,0.5,旧题,10,公顷,2018年5月,绿 G,变差",
            CsvText.Of(OverviewTable.Of(view, PullOverview.Read(view), CsvFor.Program))[1], StringComparison.Ordinal);
        Assert.Contains("LSJ,静安区绿化和市容管理局,JA2018-001,目标1,红 R,按时,3.5,7,万平方米,,3.5,0.5,旧题,10,公顷,2018年5月,绿 G,变差",
            CsvText.Of(UnitsTable.ToResult(PullUnits.Read(view), view.Palette, CsvFor.Program)));
    }

    private static TargetFigures? FiguresOf(TargetFacts facts, RatingFact? rating) => StatusOf(facts, rating).Figures;

    private static PromisedFigure? OriginalOf(TargetFacts facts) => StatusOf(facts, null).Original;

    private static TargetStatus StatusOf(TargetFacts facts, RatingFact? rating) =>
        TargetStatus.Of(facts, Sample.Government().Period, rating);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
