using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Tests.Classification.Schemes;

namespace Jingan.TargetMgmt.Tests.Classification.Suggestions;

/// <summary>Flags beside the colour: will the yearly promise be missed?</summary>
public sealed class ForecastTests
{
    private static readonly ColourScheme Flagged = ColourScheme.Example2018 with
    {
        Flags = [new("预警", SchemeForecast.Behind)],
    };

    private static readonly Target Total = Facts.Quantitative(Direction.Increase, 10, 130) with
    {
        Aggregation = Aggregation.Cumulative,
    };

    [Theory]
    [InlineData("2018-04", "50", false)]
    [InlineData("2018-04", "49.999999", true)]
    [InlineData("2018-Q4", "130", false)]
    [InlineData("2018-12", "129.999999", true)]
    [InlineData("2018-01", "130", false)]
    public void The_pace_so_far_is_drawn_out_to_the_end_of_the_year(string period, string actual, bool isUp)
    {
        var suggestion = Total.Reports(Dec(actual)).In(period, Flagged);
        Assert.Equal(isUp ? ["预警"] : null, suggestion.Inputs.Flags);
        Assert.Equal(Total.Reports(Dec(actual)).In(period).Colour, suggestion.Colour);
    }

    [Theory]
    [InlineData("90", false)]
    [InlineData("90.000001", true)]
    public void Going_down_too(string actual, bool isUp) => Assert.Equal(
        isUp, (Total with { Direction = Direction.Decrease, Baseline = 100, TargetValue = 70 }).Reports(Dec(actual))
            .In("2018-04", Flagged).Inputs.Flags is not null);

    [Fact]
    public void The_largest_values_there_can_be_are_no_trouble() => Assert.NotNull(
        (Total with { Baseline = -999_999_999_999.999999m, TargetValue = 999_999_999_999.999999m })
            .Reports(-999_999_999_999.999999m).In("2018-11", Flagged).Inputs.Flags);

    [Fact]
    public void A_level_a_ceiling_and_what_is_not_known_have_no_pace()
    {
        Assert.Null((Total with { Aggregation = Aggregation.Latest }).Reports(0).In("2018-06", Flagged).Inputs.Flags);
        Assert.Null((Total with { Direction = Direction.NotExceed }).Reports(999).In("2018-06", Flagged).Inputs.Flags);
        Assert.Null((Total with { TargetValue = null, Provisional = true }).Reports(0)
            .In("2018-06", Flagged).Inputs.Flags);
        Assert.Null(Total.Silent().In("2018-06", Flagged).Inputs.Flags);
        Assert.Null((Total with { Suspension = new(new("2018-06")) }).Reports(0).In("2018-06", Flagged).Inputs.Flags);
    }

    [Theory]
    [InlineData(null, null, "2018-07-01", false)]
    [InlineData(null, null, "2018-06-30", true)]
    [InlineData(null, "2018-06-30", "2018-06-29", true)]
    [InlineData(null, "2018-12-31", "2018-12-31", false)]
    [InlineData(null, "2019-01-01", "2018-12-31", true)]
    [InlineData("2018-06-30", "2018-07-01", "2018-06-29", false)]
    [InlineData("2018-07-01", null, "2018-06-29", true)]
    public void A_node_is_behind_when_its_day_is_past_or_forecast_late(
        string? doneOn, string? forecastOn, string due, bool isUp)
    {
        var target = Facts.Milestone(due);
        var states = new[]
        {
            new NodeState("n1", doneOn is null ? null : Facts.Day(doneOn), forecastOn is null
                ? null
                : Facts.Day(forecastOn)),
        };
        var facts = new TargetFacts(target, 1, Facts.Report(target.LeadUnit, null, states), [], []);
        Assert.Equal(isUp, facts.In("2018-06", Flagged).Inputs.Flags is not null);
    }

    [Fact]
    public void A_scheme_without_flags_leaves_the_logged_inputs_as_they_were()
    {
        var behind = Total.Reports(0);
        Assert.DoesNotContain("lags", JsonSerializer.Serialize(behind.In("2018-06").Inputs), StringComparison.Ordinal);
        Assert.Contains("\"Flags\":[", JsonSerializer.Serialize(behind.In("2018-06", Flagged).Inputs),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "name": "预警", "when": { "forecast": "behind" } }]""", null)]
    [InlineData("""[]""", null)]
    [InlineData("""{}""", "/flags")]
    [InlineData("""[{ "name": "预警", "when": { "forecast": "late" } }]""", "/flags/0/when/forecast")]
    [InlineData("""[{ "name": "预警", "when": {} }]""", "/flags/0/when/forecast")]
    [InlineData("""[{ "name": "预警", "when": { "forecast": "behind" }, "colour": "red" }]""", "/flags/0/colour")]
    [InlineData(
        """[{ "name": "a", "when": { "forecast": "behind" } }, { "name": "a", "when": { "forecast": "behind" } }]""",
        "/flags/1/name")]
    public void Flags_are_read_as_strictly_as_all_else(string flags, string? fault)
    {
        ColourScheme.TryRead(Encoding.UTF8.GetBytes(SchemeDocument.Set("/flags", flags)), out _, out var errors);
        Assert.Equal(fault is null ? [] : [fault], errors.Select(e => e.Pointer));
    }

    private static decimal Dec(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
