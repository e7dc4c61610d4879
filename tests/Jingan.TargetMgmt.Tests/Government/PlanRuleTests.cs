using CsCheck;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using static Jingan.TargetMgmt.Tests.Government.Promise;

namespace Jingan.TargetMgmt.Tests.Government;

public sealed class PlanRuleTests
{
    private static readonly string[] Months = [.. Enumerable.Range(1, 12).Select(m => $"2018-{m:00}")];

    [Theory]
    [InlineData(10, 20, new[] { 12, 12, 20 }, null)]
    [InlineData(10, 20, new[] { 10, 10, 10 }, null)]
    [InlineData(10, 20, new[] { 9, 12, 20 }, "Plan[0].Value")]
    [InlineData(10, 20, new[] { 12, 11, 20 }, "Plan[1].Value")]
    [InlineData(10, 20, new[] { 12, 13, 21 }, "Plan[2].Value")]
    [InlineData(20, 10, new[] { 18, 18, 10 }, null)]
    [InlineData(20, 10, new[] { 21, 18, 10 }, "Plan[0].Value")]
    [InlineData(20, 10, new[] { 18, 19, 10 }, "Plan[1].Value")]
    [InlineData(20, 10, new[] { 18, 12, 9 }, "Plan[2].Value")]
    [InlineData(10, 10, new[] { 10, 10, 10 }, null)]
    [InlineData(10, 10, new[] { 10, 11, 10 }, "Plan[1].Value")]
    [InlineData(10, 10, new[] { 9, 10, 10 }, "Plan[0].Value")]
    public void A_plan_goes_from_the_baseline_to_the_target_and_neither_back_nor_beyond(
        int baseline, int target, int[] values, string? fault) =>
        Assert.Equal(fault, PlanRule.Fault(Towards(baseline, target, [.. values.Select(v => (decimal)v)]))?.Member);

    [Fact]
    public void An_absent_baseline_is_zero()
    {
        Assert.Null(PlanRule.Fault(Quantitative with { Plan = [At("2018-03", 0), At("2018-12", 7)] }));
        Assert.Equal("Plan[0].Value", PlanRule.Fault(Quantitative with { Plan = [At("2018-03", -0.000001m)] })?.Member);
        Assert.Equal("Plan[1].Value", PlanRule.Fault(Quantitative with
        {
            Plan = [At("2018-03", 1), At("2018-12", 7.000001m)],
        })?.Member);
    }

    // A ceiling or a floor is held, not reached: its plan may move as it likes.
    [Theory, InlineData(Direction.NotExceed), InlineData(Direction.Maintain)]
    public void A_plan_to_hold_a_value_may_turn(Direction direction) =>
        Assert.Null(PlanRule.Fault(Quantitative with
        {
            Direction = direction,
            Plan = [At("2018-03", 9), At("2018-06", 2), At("2018-12", 7)],
        }));

    [Theory]
    [InlineData("2018-03", "2018-06", null)]
    [InlineData("2018-Q1", "2018-06", null)]
    [InlineData("2018-06", "2018-03", "Plan[1].Period")]
    [InlineData("2018-06", "2018-06", "Plan[1].Period")]
    [InlineData("2018-Q2", "2018-06", "Plan[1].Period")]
    [InlineData("2018-06", "2018-Q2", "Plan[1].Period")]
    [InlineData("2017-12", "2018-06", "Plan[0].Period")]
    [InlineData("2018-06", "2019-01", "Plan[1].Period")]
    public void Points_follow_one_another_within_the_year(string first, string second, string? fault) =>
        Assert.Equal(fault, PlanRule.Fault(Quantitative with { Plan = [At(first, 1), At(second, 2)] })?.Member);

    [Fact]
    public void A_plan_needs_a_target_value_and_a_shape_needs_a_plan()
    {
        Assert.Equal("Plan", PlanRule.Fault(Quantitative with
        {
            TargetValue = null,
            Provisional = true,
            Plan = [At("2018-06", 1)],
        })?.Member);
        Assert.Null(PlanRule.Fault(Quantitative with { TargetValue = null, Provisional = true, Plan = [] }));
        Assert.Equal("PlanShape", PlanRule.Fault(Quantitative with { PlanShape = PlanShape.Linear })?.Member);
        Assert.Equal("PlanShape", PlanRule.Fault(Quantitative with { PlanShape = PlanShape.Step, Plan = [] })?.Member);
        Assert.Null(PlanRule.Fault(Quantitative with { PlanShape = PlanShape.Step, Plan = [At("2018-06", 1)] }));
    }

    [Fact]
    public void Exactly_the_monotone_plans_are_accepted() =>
        Gen.Select(Gen.Int[-3, 3], Gen.Int[-3, 3], Gen.Int[-4, 4].Array[1, 6]).Sample((baseline, target, values) =>
        {
            int[] way = [baseline, .. values, target];
            var isMonotone = way.SequenceEqual(baseline <= target ? way.Order() : way.OrderDescending());
            return isMonotone
                == (PlanRule.Fault(Towards(baseline, target, [.. values.Select(v => (decimal)v)])) is null);
        });

    private static Target Towards(decimal baseline, decimal target, decimal[] values) => Quantitative with
    {
        Baseline = baseline,
        TargetValue = target,
        Direction = baseline <= target ? Direction.Increase : Direction.Decrease,
        Plan = [.. values.Select((v, i) => At(Months[i], v))],
    };
}
