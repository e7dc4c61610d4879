using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Suggestions;

/// <summary>What is shown beside the colours.</summary>
public sealed class StateTests
{
    private static readonly Target Increase = Facts.Quantitative(Direction.Increase, 0, 100);

    [Fact]
    public void Silence_is_never_a_colour()
    {
        Target[] promised =
        [
            Increase, Facts.Quantitative(Direction.NotExceed, null, 5), Facts.Milestone("2018-12-31"),
            Facts.Promise(TargetKind.Qualitative),
        ];
        foreach (var target in promised)
        {
            var suggestion = target.Silent().In("2018-12");
            Assert.Equal((TargetState.NotReported, null), (suggestion.State, suggestion.Colour));
        }
    }

    [Fact]
    public void A_silent_target_still_has_a_class_and_a_plan()
    {
        var suggestion = Increase.Silent().In("2018-03");
        Assert.Equal(("toward-target", 25m, null, null), (suggestion.Class, suggestion.Inputs.Planned,
            suggestion.Inputs.K, suggestion.Inputs.Reached));
    }

    [Fact]
    public void A_report_without_the_number_is_no_report() =>
        Assert.Equal(TargetState.NotReported, Increase.Reports(null).In("2018-06").State);

    [Fact]
    public void A_co_unit_does_not_report_for_the_lead_unit()
    {
        var facts = Increase.Silent() with { CoUnits = [Facts.Report(new("JTW"), 100, null)] };
        Assert.Equal(TargetState.NotReported, facts.In("2018-06").State);
        Assert.Equal("green", (Increase.Reports(50) with { CoUnits = facts.CoUnits }).In("2018-06").Colour);
    }

    [Fact]
    public void A_provisional_target_without_a_value_has_no_colour()
    {
        var provisional = Facts.Quantitative(Direction.Increase, 0, null) with { Provisional = true };
        var suggestion = provisional.Reports(5).In("2018-06");
        Assert.Equal((TargetState.Provisional, null, "toward-target"), (suggestion.State, suggestion.Colour,
            suggestion.Class));
        Assert.Equal(TargetState.NotReported, provisional.Silent().In("2018-06").State);
    }

    [Fact]
    public void A_provisional_target_with_a_value_is_classified() =>
        Assert.Equal("green", (Increase with { Provisional = true }).Reports(50).In("2018-06").Colour);

    [Fact]
    public void A_qualitative_target_is_judged()
    {
        var suggestion = Facts.Promise(TargetKind.Qualitative).Reports(null).In("2018-06");
        Assert.Equal((TargetState.Judgement, null, "judged"), (suggestion.State, suggestion.Colour, suggestion.Class));
    }

    [Theory]
    [InlineData("2018-03", nameof(TargetState.Reported))]
    [InlineData("2018-04", nameof(TargetState.Suspended))]
    [InlineData("2018-Q2", nameof(TargetState.Suspended))]
    [InlineData("2018-09", nameof(TargetState.Suspended))]
    [InlineData("2018-10", nameof(TargetState.Reported))]
    public void A_suspended_target_has_no_colour_even_if_reported(string period, string state)
    {
        var suspended = Increase with { Suspension = new(new("2018-04"), new("2018-Q3")) };
        var suggestion = suspended.Reports(0).In(period);
        Assert.Equal((state, state == nameof(TargetState.Suspended)), (suggestion.State.ToString(),
            suggestion.Colour is null));
        Assert.Equal("toward-target", suggestion.Class);
    }

    [Fact]
    public void Suspension_comes_before_silence() =>
        Assert.Equal(TargetState.Suspended, (Increase with { Suspension = new(new("2018-01")) }).Silent()
            .In("2018-06").State);

    [Fact]
    public void No_change_is_a_report_and_is_shown()
    {
        var suggestion = (Increase.Silent() with { Lead = Facts.Report(new("FGW"), 50, null, noChange: true) })
            .In("2018-06");
        Assert.Equal(("green", true), (suggestion.Colour, suggestion.Inputs.NoChange));
    }

    [Fact]
    public void A_target_no_class_is_for_is_judged()
    {
        var scheme = ColourScheme.Example2018 with
        {
            Classes = [.. ColourScheme.Example2018.Classes.Where(c => c.Applies.Kind == TargetKind.Milestone)],
        };
        var suggestion = Increase.Reports(50).In("2018-06", scheme);
        Assert.Equal((TargetState.Judgement, null, null), (suggestion.State, suggestion.Colour, suggestion.Class));
        Assert.Equal(TargetState.NotReported, Increase.Silent().In("2018-06", scheme).State);
    }

    [Theory]
    [InlineData("Quantitative", "GapPoints", "9.99", null)]
    [InlineData("Quantitative", "GapPoints", "0", "red")]
    [InlineData("Quantitative", "Distance", "0", null)]
    [InlineData("Milestone", "K", "0", null)]
    [InlineData("Qualitative", "K", "0", null)]
    [InlineData("Qualitative", "Reached", "0", null)]
    [InlineData("Milestone", "OverdueDays", "0", "red")]
    public void A_value_in_a_hole_of_the_scheme_is_judged(string kind, string measure, string value, string? colour)
    {
        var scheme = ColourScheme.Example2018 with
        {
            Classes = [new("hole", new(), Enum.Parse<SchemeMeasure>(measure), [new("red", From: 40.02m)])],
        };
        var target = kind switch
        {
            "Milestone" => Facts.Milestone("2018-01-31"),
            "Qualitative" => Facts.Promise(TargetKind.Qualitative),
            _ => Increase,
        };
        var suggestion = target.Reports(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture))
            .In("2018-06", scheme);
        Assert.Equal((colour, colour is null ? TargetState.Judgement : TargetState.Reported, "hole"),
            (suggestion.Colour, suggestion.State, suggestion.Class));
    }

    [Theory]
    [InlineData("JA2018-001", "经济", "Binding", true)]
    [InlineData("JA2018-002", "经济", "Binding", false)]
    [InlineData("JA2018-001", "民生", "Binding", false)]
    [InlineData("JA2018-001", "经济", "Anticipated", false)]
    public void A_class_can_be_for_single_targets_fields_and_natures(
        string id, string field, string nature, bool applies)
    {
        var special = new SchemeClass(
            "special", new(Nature: [TargetNature.Binding], Field: ["经济"], Targets: [new("JA2018-001")]),
            SchemeMeasure.Judgement, []);
        var scheme = ColourScheme.Example2018 with { Classes = [special, .. ColourScheme.Example2018.Classes] };
        var target = Increase with { Id = new(id), Field = field, Nature = Enum.Parse<TargetNature>(nature) };
        Assert.Equal(applies ? "special" : "toward-target", target.Reports(50).In("2018-06", scheme).Class);
    }
}
