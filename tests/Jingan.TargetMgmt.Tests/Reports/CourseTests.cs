using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Tests.Reports;

/// <summary>The last colour, and whether the present one is better or worse.</summary>
public sealed class CourseTests
{
    [Theory]
    [InlineData("yellow", "green", nameof(ColourChange.Better))]
    [InlineData("yellow", "yellow", nameof(ColourChange.Same))]
    [InlineData("yellow", "red", nameof(ColourChange.Worse))]
    [InlineData(null, "red", nameof(ColourChange.New))]
    [InlineData("yellow", null, null)] // no colour is neither better nor worse
    [InlineData(null, null, null)]
    [InlineData("purple", "red", null)] // of another scheme: it has no rank here
    [InlineData("red", "purple", null)]
    public void A_change_goes_by_the_ranks_of_the_scheme(string? last, string? colour, string? change) =>
        Assert.Equal(change, new Palette(Sample.Colours, ["purple"]).ChangeOf(last, colour)
            ?.ToString());

    [Fact]
    public void The_overview_and_the_units_show_the_last_colour_and_the_change()
    {
        var view = Sample.View(
            Sample.Released(Sample.Rating(1, "red")) with { Earlier = [Sample.Before(1, "green", "2018-04")] },
            Sample.Reported(Sample.Target(1)));
        var (item, example) = (PullOverview.Read(view).Attention[0],
            PullOverview.Read(view).Totals.Single(t => t.Colour == "red").Example!);
        var member = PullUnits.Read(view).Units[0].Targets.Single();

        var last = new LastColour(new("2018-04"), "green");
        Assert.Equal((last, ColourChange.Worse), (item.Last, item.Change));
        Assert.Equal((last, ColourChange.Worse), (example.Last, example.Change));
        Assert.Equal((last, ColourChange.Worse), (member.Last, member.Change));
    }

    [Fact]
    public void Before_release_the_last_colour_is_known_and_the_change_is_not()
    {
        var leaking = Sample.Unreleased with
        {
            Ratings = [Sample.Rating(1, "red")],
            Earlier = [Sample.Before(1, "green")],
        };
        var member = PullUnits.Read(Sample.View(leaking, Sample.Reported(Sample.Target(1)))).Units[0].Targets.Single();

        Assert.Equal((null, "green", null), (member.Colour, member.Last?.Colour, member.Change));
    }

    [Fact]
    public void The_matrix_compares_months_with_months_and_quarters_with_quarters_over_periods_without_a_colour()
    {
        Period[] periods = [new("2018-04"), new("2018-Q1"), new("2018-05"), new("2018-06"), new("2018-Q2")];
        var row = PullMatrix.Read(
            2018,
            new(Sample.GovernmentLog,
                [.. periods.Select(p => new ReportingPeriod(p, p.StartsOn, p.EndsOn, p.EndsOn, p.EndsOn, p.EndsOn))],
                [new(Sample.Target(1), [])]),
            Sample.Year(
            [
                Sample.Rating(1, "yellow", period: "2018-04"), Sample.Rating(1, "red"),
                Sample.Rating(1, "blue", period: "2018-Q1"), Sample.Rating(1, "blue", period: "2018-Q2"),
            ])).Rows.Single();

        Assert.Equal(
            [
                ("2018-Q1", null, "New"), ("2018-04", null, "New"), ("2018-05", "2018-04 yellow", null),
                ("2018-06", "2018-04 yellow", "Worse"), ("2018-Q2", "2018-Q1 blue", "Same"),
            ],
            row.Cells.Select(c => (
                c.Period.Value, c.Last is { } last ? $"{last.Period} {last.Colour}" : null, c.Change?.ToString())));
    }
}
