using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using static Jingan.TargetMgmt.Tests.Government.Promise;

namespace Jingan.TargetMgmt.Tests.Government;

public sealed class TargetValidatorTests
{
    [Fact]
    public void One_of_each_kind_is_accepted()
    {
        Assert.Empty(Faults(Quantitative));
        Assert.Empty(Faults(Milestone));
        Assert.Empty(Faults(Qualitative));
    }

    [Theory, InlineData(1991, false), InlineData(1992, true), InlineData(9999, true), InlineData(10000,
        false), InlineData(18, false)]
    public void Years_have_four_digits_and_begin_with_1992(int year, bool accepted) =>
        Assert.Equal(accepted ? [] : ["/year"], Faults(Qualitative with { Id = new("T-1"), Year = year }));

    // Case 13: last year's list, copied, with one of the two renamed.
    [Theory]
    [InlineData("JA2018-028", 2018, true)]
    [InlineData("JA2018-028", 2019, false)]
    [InlineData("JA2019-028", 2018, false)]
    [InlineData("JA1999-1", 2018, false)]
    [InlineData("JA-2019", 2018, true)]
    [InlineData("JA20190-1", 2018, true)]
    [InlineData("BENCH-201900", 2018, true)]
    [InlineData("2019-1", 2018, true)]
    public void An_id_that_names_a_year_names_the_targets(string id, int year, bool accepted) =>
        Assert.Equal(accepted ? [] : ["/id"], Faults(Qualitative with { Id = new(id), Year = year }));

    [Fact]
    public void Texts_have_a_limit_and_the_required_ones_are_not_blank()
    {
        Assert.Empty(Faults(Qualitative with
        {
            Field = new('领', 50),
            Title = new('题', 200),
            Requirement = new('求', 2000),
            Source = new('源', 500),
            Reason = new('由', 1000),
        }));
        Assert.Equal(
            ["/field", "/title", "/requirement", "/source", "/reason"],
            Faults(Qualitative with
            {
                Field = new('领', 51),
                Title = new('题', 201),
                Requirement = new('求', 2001),
                Source = new('源', 501),
                Reason = new('由', 1001),
            }));
        Assert.Equal(["/field", "/title", "/source"], Faults(Qualitative with
        {
            Field = "",
            Title = " \n",
            Source = "　",
        }));
    }

    [Theory, InlineData("第一行\n第二行\t续", true), InlineData("响\a铃", false), InlineData("零\0字节",
        false), InlineData("删\u007f除", false)]
    public void Texts_hold_line_breaks_and_tabs_and_no_other_control_characters(string text, bool accepted) =>
        Assert.Equal(accepted ? [] : ["/title", "/requirement"], Faults(Qualitative with
        {
            Title = text,
            Requirement = text,
        }));

    [Theory, InlineData("0", true), InlineData("100", true), InlineData("-0.000001", false), InlineData("100.000001",
        false)]
    public void A_weight_is_a_percentage(string weight, bool accepted) =>
        Assert.Equal(accepted ? [] : ["/weight"], Faults(Qualitative with { Weight = Dec(weight) }));

    [Fact]
    public void An_overall_target_has_no_parent()
    {
        var child = Qualitative with { ParentId = new("JA2018-001") };
        Assert.Empty(Faults(child));
        Assert.Empty(Faults(child with { Level = TargetLevel.Overall, ParentId = null }));
        Assert.Equal(["/parentId"], Faults(child with { Level = TargetLevel.Overall }));
    }

    [Fact]
    public void What_only_numbers_have_is_refused_on_the_other_kinds()
    {
        foreach (var target in (Target[])[Milestone, Qualitative])
        {
            Assert.Equal(["/unitOfMeasure"], Faults(target with { UnitOfMeasure = "户" }));
            Assert.Equal(["/baseline"], Faults(target with { Baseline = 0 }));
            Assert.Equal(["/targetValue"], Faults(target with { TargetValue = 0 }));
            Assert.Equal(["/provisional"], Faults(target with { Provisional = true }));
            Assert.Equal(["/direction"], Faults(target with { Direction = Direction.Increase }));
            Assert.Equal(["/aggregation"], Faults(target with { Aggregation = Aggregation.Latest }));
            Assert.Equal(["/plan"], Faults(target with { Plan = [At("2018-06", 1)] }));
            Assert.Equal(["/planShape"], Faults(target with { PlanShape = PlanShape.Step }));
            Assert.Empty(Faults(target with { Plan = [], Provisional = false }));
        }
    }

    [Fact]
    public void What_only_milestones_have_is_refused_on_the_other_kinds()
    {
        foreach (var target in (Target[])[Quantitative, Qualitative])
        {
            Assert.Equal(["/nodes"], Faults(target with { Nodes = Milestone.Nodes }));
            Assert.Empty(Faults(target with { Nodes = [] }));
        }
    }

    [Fact]
    public void A_number_needs_its_unit_its_direction_and_what_it_counts()
    {
        Assert.Equal(["/unitOfMeasure"], Faults(Quantitative with { UnitOfMeasure = null }));
        Assert.Equal(["/unitOfMeasure"], Faults(Quantitative with { UnitOfMeasure = " " }));
        Assert.Equal(["/unitOfMeasure"], Faults(Quantitative with { UnitOfMeasure = new('米', 51) }));
        Assert.Equal(["/direction"], Faults(Quantitative with { Direction = null }));
        Assert.Equal(["/aggregation"], Faults(Quantitative with { Aggregation = null }));
    }

    [Fact]
    public void What_a_number_lacks_is_told_with_what_may_be_written()
    {
        var said = string.Join('\n', new TargetValidator().Validate(
            Quantitative with { Direction = null, Aggregation = null }).Errors.Select(e => e.ErrorMessage));
        Assert.Contains("上升（increase）、下降（decrease）、不超过（notExceed）、不低于（maintain）", said, StringComparison.Ordinal);
        Assert.Contains("累计（cumulative）、时点（latest）", said, StringComparison.Ordinal);
    }

    // 以市下达为准: the number may be open only when the target says so.
    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(null, false, false)]
    [InlineData(null, true, true)]
    public void The_value_may_be_open_only_while_it_is_provisional(bool? provisional, bool hasValue, bool accepted) =>
        Assert.Equal(accepted ? [] : ["/targetValue"], Faults(Quantitative with
        {
            Provisional = provisional,
            TargetValue = hasValue ? 7 : null,
        }));

    [Theory]
    [InlineData(Direction.Increase, "10", "10", "")]
    [InlineData(Direction.Increase, "10", "9.999999", "/targetValue")]
    [InlineData(Direction.Increase, null, "0", "")]
    [InlineData(Direction.Increase, null, "-0.000001", "/targetValue")]
    [InlineData(Direction.Increase, "-10", "-5", "")]
    [InlineData(Direction.Decrease, "10", "10", "")]
    [InlineData(Direction.Decrease, "10", "10.000001", "/targetValue")]
    [InlineData(Direction.Decrease, "10", "-10", "")]
    [InlineData(Direction.Decrease, null, "5", "/baseline")]
    [InlineData(Direction.NotExceed, "10", "20", "")]
    [InlineData(Direction.NotExceed, "20", "10", "")]
    [InlineData(Direction.NotExceed, null, "-3", "")]
    [InlineData(Direction.Maintain, "20", "10", "")]
    [InlineData(Direction.Maintain, null, "-3", "")]
    public void The_value_lies_in_the_direction_that_is_good(
        Direction direction, string? baseline, string target, string fault) =>
        Assert.Equal(fault.Length == 0 ? [] : [fault], Faults(Quantitative with
        {
            Direction = direction,
            Baseline = baseline is null ? null : Dec(baseline),
            TargetValue = Dec(target),
        }));

    [Fact]
    public void A_fault_of_the_plan_is_found_at_its_point() => Assert.Equal(
        ["/plan/1/value"], Faults(Quantitative with { Plan = [At("2018-03", 3), At("2018-06", 2)] }));

    [Theory]
    [InlineData("2018-03", "2018-05", true)]
    [InlineData("2018-03", null, true)]
    [InlineData("2018-06", "2018-06", true)]
    [InlineData("2018-05", "2018-Q2", true)]
    [InlineData("2018-Q2", "2018-06", true)]
    [InlineData("2018-06", "2018-05", false)]
    [InlineData("2018-Q2", "2018-05", false)]
    [InlineData("2017-12", "2018-05", false)]
    [InlineData("2017-12", null, false)]
    [InlineData("2018-12", "2019-01", false)]
    public void A_suspension_lies_in_the_targets_year_and_does_not_end_before_it_begins(
        string from, string? until, bool accepted) =>
        Assert.Equal(accepted ? [] : ["/suspension"], Faults(Qualitative with
        {
            Suspension = new(new(from), until is null ? null : new Period(until)),
        }));

    // The serializer lets null through as an element of a list; a later rule must not trip over it.
    [Fact]
    public void A_list_that_holds_null_is_refused_and_breaks_nothing()
    {
        Assert.Equal(["/plan"], Faults(Quantitative with { Plan = [At("2018-03", 3), null!] }));
        Assert.Equal(["/plan"], Faults(Qualitative with { Plan = [null!] }));
        Assert.Equal(["/nodes"], Faults(Milestone with { Nodes = [null!] }));
        Assert.Equal(["/nodes"], Faults(Qualitative with { Nodes = [null!] }));
        Assert.Equal(["/coUnits"], Faults(Qualitative with { CoUnits = [null!] }));
    }

    private static decimal Dec(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
