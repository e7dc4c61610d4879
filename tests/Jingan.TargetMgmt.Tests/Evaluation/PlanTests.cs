using System.Globalization;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Evaluation;

public sealed class PlanTests
{
    private static readonly PlanPoint[] Points = [Facts.Point("2018-Q1", 20), Facts.Point("2018-06", 50), Facts.Point("2018-10", 90)];

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
    [InlineData(11, "90")]
    [InlineData(12, "90")]
    public void Points_are_joined_by_months_and_the_last_one_holds(int month, string planned) =>
        Assert.Equal(Text(planned), Planned(Facts.Quantitative(Direction.Increase, 10, 100, plan: Points), month));

    [Theory]
    [InlineData(1, "10")]
    [InlineData(2, "10")]
    [InlineData(3, "20")]
    [InlineData(5, "20")]
    [InlineData(6, "50")]
    [InlineData(9, "50")]
    [InlineData(10, "90")]
    [InlineData(12, "90")]
    public void A_step_plan_holds_each_value_until_the_next_point(int month, string planned) =>
        Assert.Equal(Text(planned), Planned(Facts.Quantitative(Direction.Increase, 10, 100, plan: Points) with { PlanShape = PlanShape.Step }, month));

    [Fact]
    public void The_order_in_which_points_are_written_does_not_matter() =>
        Assert.Equal(
            Planned(Facts.Quantitative(Direction.Increase, 10, 100, plan: Points), 5),
            Planned(Facts.Quantitative(Direction.Increase, 10, 100, plan: [.. Points.Reverse()]), 5));

    [Fact]
    public void Step_and_linear_plans_suggest_different_colours()
    {
        var linear = Facts.Quantitative(Direction.Increase, 0, 100, plan: [Facts.Point("2018-06", 40), Facts.Point("2018-12", 100)]);
        Assert.Equal("red", linear.Reports(40).In("2018-09").Colour);
        Assert.Equal("green", (linear with { PlanShape = PlanShape.Step }).Reports(40).In("2018-09").Colour);
    }

    [Fact]
    public void A_step_plan_without_points_is_linear() =>
        Assert.Equal("25", Planned(Facts.Quantitative(Direction.Increase, 0, 100) with { PlanShape = PlanShape.Step }, 3)
            ?.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void A_provisional_target_has_no_plan_but_the_one_written_down()
    {
        Assert.Null(PlannedValue.InMillionths(Facts.Quantitative(Direction.Increase, 0, null), 6));
        Assert.Equal(50, Planned(Facts.Quantitative(Direction.Increase, 0, null, plan: Points), 6));
    }

    private static decimal? Planned(Target target, int month) => target.Reports(0).In($"2018-{month:D2}").Inputs.Planned;

    private static decimal Text(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
