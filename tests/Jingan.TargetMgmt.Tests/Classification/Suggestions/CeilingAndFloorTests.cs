using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Suggestions;

/// <summary>Targets that hold all year: not to exceed a ceiling, not to fall below a floor;
/// under the example scheme 2018.1.</summary>
public sealed class CeilingAndFloorTests
{
    [Theory]
    [InlineData("NotExceed", "40", "40", "green", "0")]
    [InlineData("NotExceed", "40", "-5", "green", "-1.125")]
    [InlineData("NotExceed", "40", "40.000001", "yellow", "0.000001")]
    [InlineData("NotExceed", "40", "42", "yellow", "0.05")]
    [InlineData("NotExceed", "40", "42.000001", "red", "0.050001")]
    [InlineData("NotExceed", "3", "3.15", "yellow", "0.05")]
    [InlineData("NotExceed", "3", "3.150001", "red", "0.050001")]
    [InlineData("NotExceed", "-40", "-40", "green", "0")]
    [InlineData("NotExceed", "-40", "-38", "yellow", "0.05")]
    [InlineData("NotExceed", "-40", "-37.999999", "red", "0.050001")]
    [InlineData("NotExceed", "0.000001", "0.000002", "red", "1")]
    [InlineData("NotExceed", "999999999999.999999", "-999999999999.999999", "green", "-2")]
    [InlineData("Maintain", "40", "40", "green", "0")]
    [InlineData("Maintain", "40", "39.999999", "yellow", "0.000001")]
    [InlineData("Maintain", "40", "38", "yellow", "0.05")]
    [InlineData("Maintain", "40", "37.999999", "red", "0.050001")]
    [InlineData("Maintain", "-40", "-42", "yellow", "0.05")]
    [InlineData("Maintain", "-40", "-42.000001", "red", "0.050001")]
    public void Distance_is_a_share_of_the_target_and_positive_is_worse(
        string direction, string target, string actual, string colour, string shown)
    {
        var suggestion = Facts.Quantitative(Enum.Parse<Direction>(direction), null, Dec(target)).Reports(Dec(actual))
            .In("2018-06");
        Assert.Equal(("ceiling-or-floor", colour, Dec(shown)), (suggestion.Class, suggestion.Colour,
            suggestion.Inputs.Distance));
    }

    [Theory]
    [InlineData("NotExceed", "0", "green")]
    [InlineData("NotExceed", "-1", "green")]
    [InlineData("NotExceed", "0.000001", "red")]
    [InlineData("Maintain", "0", "green")]
    [InlineData("Maintain", "1", "green")]
    [InlineData("Maintain", "-0.000001", "red")]
    public void A_target_of_zero_is_met_or_infinitely_missed(string direction, string actual, string colour)
    {
        var suggestion = Facts.Quantitative(Enum.Parse<Direction>(direction), null, 0).Reports(Dec(actual))
            .In("2018-06");
        Assert.Equal((colour, colour == "green"), (suggestion.Colour, suggestion.Inputs.Reached));
        Assert.Equal(colour == "green" ? 0m : null, suggestion.Inputs.Distance);
    }

    [Theory]
    [InlineData("NotExceed")]
    [InlineData("Maintain")]
    public void Time_and_nature_change_nothing(string direction)
    {
        var target = Facts.Quantitative(Enum.Parse<Direction>(direction), null, 40, TargetNature.Binding);
        Assert.Equal("green", target.Reports(40).In("2018-01").Colour);
        Assert.Equal("green", target.Reports(40).In("2018-12").Colour);
    }

    [Fact]
    public void There_is_no_completion_and_no_gap_in_points()
    {
        var inputs = Facts.Quantitative(Direction.NotExceed, 30, 40).Reports(35).In("2018-06").Inputs;
        Assert.Equal((null, null), (inputs.K, inputs.GapPoints));
    }

    private static decimal Dec(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
