using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Tests.Classification.Suggestions;

/// <summary>Targets to be reached by going up or down, under the example scheme 2018.1.</summary>
public sealed class CompletionTests
{
    // Planned for the end of June: half of the way.
    [Theory]
    [InlineData("0", "200", "110", "blue")]
    [InlineData("0", "200", "109.999999", "green")]
    [InlineData("0", "200", "95", "green")]
    [InlineData("0", "200", "94.999999", "yellow")]
    [InlineData("0", "200", "80", "yellow")]
    [InlineData("0", "200", "79.999999", "red")]
    [InlineData("0", "200", "0", "red")]
    [InlineData("0", "200", "-1", "red")]
    [InlineData("0", "0.000002", "0.000001", "green")]
    [InlineData("-300", "-100", "-190", "blue")]
    [InlineData("-300", "-100", "-190.000001", "green")]
    [InlineData("-300", "-100", "-220", "yellow")]
    [InlineData("-300", "-100", "-220.000001", "red")]
    [InlineData("-999999999999.999999", "999999999999.999999", "0", "green")]
    [InlineData("-999999999999.999999", "999999999999.999999", "-999999999999.999999", "red")]
    public void Every_edge_of_completion_against_plan(string baseline, string target, string actual, string colour) =>
        Assert.Equal(colour, Increase(baseline, target).Reports(Dec(actual)).In("2018-06").Colour);

    // Twelfths that no decimal holds: 12·8/12 is exactly 8,
    // but 12·(8m/12m) is 8.0000000000000000000000000004 and would make 7.6 yellow.
    [Theory]
    [InlineData("12", "2018-08", "8.8", "blue")]
    [InlineData("12", "2018-08", "7.6", "green")]
    [InlineData("12", "2018-08", "6.4", "yellow")]
    [InlineData("12", "2018-08", "6.399999", "red")]
    [InlineData("12", "2018-01", "1.1", "blue")]
    [InlineData("12", "2018-01", "1.099999", "green")]
    [InlineData("12", "2018-01", "0.95", "green")]
    [InlineData("12", "2018-01", "0.8", "yellow")]
    [InlineData("12", "2018-07", "7.7", "blue")]
    [InlineData("12", "2018-07", "7.699999", "green")]
    [InlineData("12", "2018-11", "10.45", "green")]
    [InlineData("12", "2018-11", "10.449999", "yellow")]
    [InlineData("999999999999.999996", "2018-01", "91666666666.666667", "blue")]
    [InlineData("999999999999.999996", "2018-01", "91666666666.666666", "green")]
    [InlineData("1", "2018-01", "0.091667", "blue")]
    [InlineData("1", "2018-01", "0.091666", "green")]
    [InlineData("1", "2018-04", "0.316667", "green")]
    [InlineData("1", "2018-04", "0.316666", "yellow")]
    public void Months_that_do_not_divide_evenly_are_exact(
        string target, string period, string actual, string colour) =>
        Assert.Equal(colour, Increase("0", target).Reports(Dec(actual)).In(period).Colour);

    [Theory]
    [InlineData("2018-Q1", "2018-03")]
    [InlineData("2018-Q2", "2018-06")]
    [InlineData("2018-Q4", "2018-12")]
    public void A_quarter_is_judged_like_its_last_month(string quarter, string month)
    {
        var facts = Increase("10", "50").Reports(29);
        Assert.Equal(facts.In(month), facts.In(quarter));
    }

    [Theory]
    [InlineData("60", "40", "49", "blue")]
    [InlineData("60", "40", "50.5", "green")]
    [InlineData("60", "40", "50.500001", "yellow")]
    [InlineData("60", "40", "52", "yellow")]
    [InlineData("60", "40", "52.000001", "red")]
    [InlineData("60", "40", "61", "red")]
    [InlineData("10", "-10", "-1", "blue")]
    public void Going_down_is_measured_with_the_same_formula(
        string baseline, string target, string actual, string colour) =>
        Assert.Equal(colour, Facts.Quantitative(Direction.Decrease, Dec(baseline), Dec(target)).Reports(Dec(actual))
            .In("2018-06").Colour);

    [Theory]
    [InlineData("Increase", "50", "reached-early", "blue")]
    [InlineData("Increase", "49.999999", "toward-target", "red")]
    [InlineData("Decrease", "50", "reached-early", "blue")]
    [InlineData("Decrease", "50.000001", "toward-target", "red")]
    public void A_target_equal_to_its_baseline_is_kept_or_lost(
        string direction, string actual, string @class, string colour)
    {
        var suggestion = Facts.Quantitative(Enum.Parse<Direction>(direction), 50, 50).Reports(Dec(actual))
            .In("2018-06");
        Assert.Equal((@class, colour), (suggestion.Class, suggestion.Colour));
        Assert.Equal(colour == "blue" ? (1m, 0m) : (0m, 100m), (suggestion.Inputs.K, suggestion.Inputs.GapPoints));
    }

    [Theory]
    [InlineData("Increase", "100", "50", "1", "green")]
    [InlineData("Increase", "100", "49.999999", "0", "red")]
    [InlineData("Decrease", "0", "50", "1", "green")]
    [InlineData("Decrease", "0", "50.000001", "0", "red")]
    public void While_the_plan_asks_for_nothing_keeping_the_baseline_is_enough(
        string direction, string target, string actual, string k, string colour)
    {
        var late = Facts.Quantitative(
            Enum.Parse<Direction>(direction), 50, Dec(target),
            plan: [Facts.Point("2018-06", 50), Facts.Point("2018-12", Dec(target))]);
        var suggestion = late.Reports(Dec(actual)).In("2018-05");
        Assert.Equal((Dec(k), colour, 50m), (suggestion.Inputs.K, suggestion.Colour, suggestion.Inputs.Planned));
    }

    [Theory]
    [InlineData("2018-11", "100", "reached-early", "blue")]
    [InlineData("2018-11", "99.999999", "toward-target", "green")]
    [InlineData("2018-12", "100", "binding-year-end", "blue")]
    [InlineData("2018-12", "99.999999", "binding-year-end", "red")]
    [InlineData("2018-Q4", "99.999999", "binding-year-end", "red")]
    [InlineData("2018-Q3", "99.999999", "toward-target", "blue")]
    public void A_binding_target_is_all_or_nothing_at_the_end_of_the_year(
        string period, string actual, string @class, string colour)
    {
        var suggestion = Facts.Quantitative(Direction.Increase, 0, 100, TargetNature.Binding).Reports(Dec(actual))
            .In(period);
        Assert.Equal((@class, colour), (suggestion.Class, suggestion.Colour));
    }

    [Theory]
    [InlineData("100", "blue")]
    [InlineData("99.999999", "green")]
    [InlineData("95", "green")]
    [InlineData("94.999999", "yellow")]
    public void An_anticipated_target_is_measured_against_plan_to_the_end(string actual, string colour) =>
        Assert.Equal(colour, Increase("0", "100").Reports(Dec(actual)).In("2018-12").Colour);

    [Fact]
    public void A_missing_baseline_counts_as_zero()
    {
        var suggestion = Facts.Quantitative(Direction.Increase, null, 200).Reports(95).In("2018-06");
        Assert.Equal(("green", 0m, 100m), (suggestion.Colour, suggestion.Inputs.Baseline, suggestion.Inputs.Planned));
    }

    // 95 of 100 is green, one millionth less is yellow: rounded to six places both would be 0.95.
    [Theory]
    [InlineData("100", "95", "green", "0.95", "19/20")]
    [InlineData("100", "94.999999", "yellow", "0.949999", "94999999/100000000")]
    [InlineData("100", "95.000001", "green", "0.95", "95000001/100000000")]
    [InlineData("100", "109.999999", "green", "1.099999", "109999999/100000000")]
    [InlineData("100", "110", "blue", "1.1", "11/10")]
    [InlineData("3", "2.4", "yellow", "0.8", "4/5")]
    [InlineData("100", "79.999999", "red", "0.799999", "79999999/100000000")]
    [InlineData("3", "2", "red", "0.666667", "2/3")]
    public void What_is_shown_stands_on_the_same_side_of_every_edge_as_what_decides(
        string planned, string actual, string colour, string k, string exact)
    {
        var suggestion = Facts.Quantitative(Direction.Increase, 0, 1000, plan: [Facts.Point("2018-06", Dec(planned))])
            .Reports(Dec(actual)).In("2018-06");
        Assert.Equal((colour, Dec(k), exact), (suggestion.Colour, suggestion.Inputs.K, suggestion.Inputs.Exact));
    }

    [Theory]
    [InlineData("2000000", "0", "0/1", "green")]
    [InlineData("2000000.000001", "0.000001", "1/2000000000000", "yellow")]
    [InlineData("2100000", "0.05", "1/20", "yellow")]
    [InlineData("2100000.000001", "0.050001", "100000000001/2000000000000", "red")]
    public void A_ceiling_passed_by_next_to_nothing_is_not_shown_as_kept(
        string actual, string distance, string exact, string colour)
    {
        var suggestion = Facts.Quantitative(Direction.NotExceed, 0, 2_000_000).Reports(Dec(actual)).In("2018-06");
        Assert.Equal((colour, Dec(distance), exact), (suggestion.Colour, suggestion.Inputs.Distance,
            suggestion.Inputs.Exact));
    }

    [Fact]
    public void The_inputs_show_every_figure_once_and_rounded_to_six_places()
    {
        var suggestion = Increase("10", "40").Reports(12.50m).In("2018-01");
        Assert.Equal(
            new SuggestionInputs(
                Month: 1, CutOff: Facts.Day("2018-01-31"), LastPeriod: false, NoChange: false,
                Direction: Direction.Increase, Actual: 12.5m,
                Baseline: 10, Target: 40, Planned: 12.5m, K: 1, GapPoints: 0, Distance: null, Exact: "1/1",
                OverdueDays: null, WorstNode: null,
                Reached: false, BaseColour: "green", Layer: null),
            suggestion.Inputs);
        Assert.Equal("12.5", suggestion.Inputs.Actual?.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var thirds = Increase("0", "1").Reports(0.2m).In("2018-04").Inputs;
        Assert.Equal((0.333333m, 0.6m, 13.333333m), (thirds.Planned, thirds.K, thirds.GapPoints));
    }

    private static Target Increase(string baseline, string target) =>
        Facts.Quantitative(Direction.Increase, Dec(baseline), Dec(target));

    private static decimal Dec(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
