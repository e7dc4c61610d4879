using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Suggestions;

public sealed class PlanTests
{
    private static readonly PlanPoint[] Points =
    [
        Facts.Point("2018-Q1", 20), Facts.Point("2018-06", 50), Facts.Point("2018-10", 90),
    ];

    [Theory]
    [InlineData(1, "15")]
    [InlineData(7, "45")]
    [InlineData(12, "70")]
    public void Without_points_the_plan_is_linear_over_the_year(int month, string planned) =>
        Assert.Equal(Text(planned), Planned(Facts.Quantitative(Direction.Increase, 10, 70), month));

    [Theory]
    [InlineData(1, "13.333333")]
    [InlineData(2, "16.666667")]
    [InlineData(3, "20")]
    [InlineData(4, "30")]
    [InlineData(6, "50")]
    [InlineData(7, "60")]
    [InlineData(9, "80")]
    [InlineData(10, "90")]
    [InlineData(11, "95")]
    [InlineData(12, "100")]
    public void Points_are_joined_by_months_and_on_to_the_target_value_at_the_years_end(int month, string planned) =>
        Assert.Equal(Text(planned), Planned(Facts.Quantitative(Direction.Increase, 10, 100, plan: Points), month));

    [Theory]
    [InlineData(1, "10")]
    [InlineData(2, "10")]
    [InlineData(3, "20")]
    [InlineData(5, "20")]
    [InlineData(6, "50")]
    [InlineData(9, "50")]
    [InlineData(11, "90")]
    [InlineData(12, "100")]
    public void A_step_plan_holds_each_value_until_the_next_point_and_ends_in_the_target_value(
        int month, string planned) =>
        Assert.Equal(Text(planned), Planned(
            Facts.Quantitative(Direction.Increase, 10, 100, plan: Points) with { PlanShape = PlanShape.Step }, month));

    [Fact]
    public void The_order_in_which_points_are_written_does_not_matter() =>
        Assert.Equal(
            Planned(Facts.Quantitative(Direction.Increase, 10, 100, plan: Points), 5),
            Planned(Facts.Quantitative(Direction.Increase, 10, 100, plan: [.. Points.Reverse()]), 5));

    [Fact]
    public void Step_and_linear_plans_suggest_different_colours()
    {
        var linear = Facts.Quantitative(
            Direction.Increase, 0, 100, plan: [Facts.Point("2018-06", 40), Facts.Point("2018-12", 100)]);
        Assert.Equal("red", linear.Reports(40).In("2018-09").Colour);
        Assert.Equal("green", (linear with { PlanShape = PlanShape.Step }).Reports(40).In("2018-09").Colour);
    }

    // Case 02: two of ten in December, after a plan that speaks of the first quarter only.
    [Theory]
    [InlineData("Linear", "2018-03", "green")]
    [InlineData("Linear", "2018-06", "red")]
    [InlineData("Linear", "2018-12", "red")]
    [InlineData("Linear", "2018-Q4", "red")]
    [InlineData("Step", "2018-11", "green")]
    [InlineData("Step", "2018-12", "red")]
    public void A_plan_that_stops_short_does_not_make_failure_green(string shape, string period, string colour)
    {
        var target = Facts.Quantitative(Direction.Increase, null, 10, plan: [Facts.Point("2018-Q1", 2)]) with
        {
            PlanShape = Enum.Parse<PlanShape>(shape),
        };
        Assert.Equal(colour, target.Reports(2).In(period).Colour);
    }

    [Fact]
    public void What_is_planned_for_the_last_period_itself_counts_while_the_target_value_is_provisional() =>
        Assert.Equal(
        80, Planned(Facts.Quantitative(Direction.Increase, 0, 100, plan: [Facts.Point("2018-Q4", 80)]) with
        {
            Provisional = true,
        }, 12));

    [Fact]
    public void A_step_plan_without_points_is_linear() =>
        Assert.Equal(
            "25", Planned(Facts.Quantitative(Direction.Increase, 0, 100) with { PlanShape = PlanShape.Step }, 3)
            ?.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void A_provisional_target_has_no_plan_but_the_one_written_down()
    {
        Assert.Null(PlannedValue.InMillionths(Facts.Quantitative(Direction.Increase, 0, null), 6));
        Assert.Equal(50, Planned(Facts.Quantitative(Direction.Increase, 0, null, plan: Points), 6));
    }

    private static decimal? Planned(Target target, int month) =>
        target.Reports(0).In($"2018-{month:D2}").Inputs.Planned;

    private static decimal Text(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
