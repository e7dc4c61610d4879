using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Suggestions;

/// <summary>Rules over time.</summary>
public sealed class LayerTests
{
    private static readonly Target Monthly = Facts.Quantitative(Direction.Increase, 0, 120);

    private static readonly ColourScheme TwoYellows =
        With(new SchemeLayer("two-in-a-row", new(["yellow"], ["yellow"]), "red"));

    [Fact]
    public void Two_yellows_in_a_row_are_red_and_the_inputs_say_why()
    {
        var suggestion = Monthly.Reports(17, Earlier("2018-01", 9)).In("2018-02", TwoYellows);
        Assert.Equal(("red", "yellow", "two-in-a-row"), (suggestion.Colour, suggestion.Inputs.BaseColour,
            suggestion.Inputs.Layer));
        Assert.Equal((TargetState.Reported, "toward-target"), (suggestion.State, suggestion.Class));
    }

    [Theory]
    [InlineData("10", "17", "yellow")]
    [InlineData("9", "20", "green")]
    [InlineData("1", "17", "yellow")]
    public void Anything_else_keeps_the_colour_of_the_class(string january, string february, string colour)
    {
        var suggestion = Monthly.Reports(Dec(february), Earlier("2018-01", Dec(january))).In("2018-02", TwoYellows);
        Assert.Equal(
            (colour, colour, null), (suggestion.Colour, suggestion.Inputs.BaseColour, suggestion.Inputs.Layer));
    }

    [Fact]
    public void The_first_period_of_the_year_has_none_before_it() =>
        Assert.Equal("yellow", Monthly.Reports(9, Earlier("2017-12", 9)).In("2018-01", TwoYellows).Colour);

    [Fact]
    public void What_counts_is_the_suggestion_of_the_period_before_with_its_own_layers()
    {
        // January yellow, February red by the layer, so March follows a red and stays yellow.
        Assert.Equal("yellow", Monthly.Reports(25, Earlier("2018-01", 9), Earlier("2018-02", 17))
            .In("2018-03", TwoYellows).Colour);
        Assert.Equal("red", Monthly.Reports(33, Earlier("2018-01", 9), Earlier("2018-02", 17), Earlier("2018-03", 25))
            .In("2018-04", TwoYellows).Colour);
    }

    [Fact]
    public void A_silent_period_breaks_the_row() =>
        Assert.Equal("yellow", Monthly.Reports(25, Earlier("2018-01", 9)).In("2018-03", TwoYellows).Colour);

    [Fact]
    public void A_suspended_period_breaks_the_row() =>
        Assert.Equal("yellow", (Monthly with { Suspension = new(new("2018-01"), new("2018-01")) })
            .Reports(17, Earlier("2018-01", 9))
            .In("2018-02", TwoYellows).Colour);

    [Fact]
    public void Only_periods_of_the_same_length_count()
    {
        Assert.Equal("red", Monthly.Reports(50, Earlier("2018-Q1", 26)).In("2018-Q2", TwoYellows).Colour);
        Assert.Equal("yellow", Monthly.Reports(50, Earlier("2018-03", 26)).In("2018-Q2", TwoYellows).Colour);
        Assert.Equal("yellow", Monthly.Reports(50, Earlier("2018-Q1", 26)).In("2018-06", TwoYellows).Colour);
    }

    [Theory]
    [InlineData("20", "18", true)]
    [InlineData("18", "20", false)]
    public void Previous_names_the_periods_oldest_first(string february, string march, bool applies)
    {
        var scheme = With(new SchemeLayer("slipping", new(["blue", "red"], ["green"]), "yellow"));
        var suggestion = Monthly.Reports(40, Earlier("2018-02", Dec(february) * 1.2m), Earlier("2018-03", Dec(march)))
            .In("2018-04", scheme);
        Assert.Equal(applies ? "yellow" : "green", suggestion.Colour);
    }

    [Fact]
    public void Layers_follow_one_another_and_the_last_to_apply_is_named()
    {
        var scheme = With(
            new SchemeLayer("warn", new([], ["green"]), "yellow"),
            new SchemeLayer("alarm", new([], ["yellow", "blue"]), "red"),
            new SchemeLayer("never", new([], ["green"]), "blue"));
        var suggestion = Monthly.Reports(10).In("2018-01", scheme);
        Assert.Equal(("red", "green", "alarm"), (suggestion.Colour, suggestion.Inputs.BaseColour,
            suggestion.Inputs.Layer));
    }

    [Fact]
    public void A_layer_colours_nothing_that_has_no_colour() =>
        Assert.Null(Monthly.Silent(Earlier("2018-01", 9)).In("2018-02", TwoYellows).Colour);

    private static ColourScheme With(params SchemeLayer[] layers) => ColourScheme.Example2018 with { Layers = layers };

    private static EarlierReport Earlier(string period, decimal value) => new(new(period), value, null);

    private static decimal Dec(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
