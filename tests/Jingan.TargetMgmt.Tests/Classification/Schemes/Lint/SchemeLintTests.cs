using System.Text;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Schemes.Lint;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Schemes.Lint;

/// <summary>The example scheme, spoilt in one place, and what the lint shows for it.</summary>
public sealed class SchemeLintTests
{
    [Fact]
    public void The_example_has_nothing_wrong() => Assert.Empty(SchemeLint.Check(ColourScheme.Example2018));

    [Fact]
    public void Two_yellows_in_a_row_may_be_red() => Assert.Empty(Check(SchemeDocument.Example().ToJsonString()));

    [Theory]
    [InlineData("/classes/3/bands/0", """{ "from": "1.10", "fromExclusive": true, "colour": "blue" }""",
        "toward-target", "1.1")]
    [InlineData("/classes/3/bands/2", """{ "from": "0.81", "to": "0.95", "colour": "yellow" }""", "toward-target",
        "0.8")]
    [InlineData("/classes/3/bands/2", """{ "from": "0.8", "fromExclusive": true, "to": "0.95", "colour": "yellow" }""",
        "toward-target", "0.8")]
    [InlineData("/classes/3/bands/3", """{ "from": "0", "to": "0.80", "colour": "red" }""", "toward-target", "-1")]
    [InlineData("/classes/3/bands/3", """{ "from": "0.799999", "to": "0.80", "colour": "red" }""", "toward-target",
        "-1")]
    [InlineData("/classes/3/bands/0", """{ "from": "1.100001", "colour": "blue" }""", "toward-target", "1.1")]
    [InlineData("/classes/3/bands/0",
        """{ "from": "1.10", "to": "999999999999.999999", "toInclusive": true, "colour": "blue" }""", "toward-target",
        "999999999999.9999995")]
    [InlineData("/classes/4/bands/2",
        """{ "from": "0.05", "fromExclusive": true, "to": "999999999999.999999", "toInclusive": true, "colour": "red" }""", "ceiling-or-floor", "999999999999.9999995")]
    [InlineData("/classes/4/bands/0", """{ "from": "0", "to": "0", "toInclusive": true, "colour": "green" }""",
        "ceiling-or-floor", "-1")]
    [InlineData("/classes/6/bands/2", """{ "from": "31", "fromExclusive": true, "colour": "red" }""", "nodes", "31")]
    [InlineData("/classes/6/bands/0", """{ "to": "0", "colour": "green" }""", "nodes", "0")]
    [InlineData("/classes/0/bands/1", """{ "is": true, "colour": "blue" }""", "binding-year-end", "false")]
    public void A_hole_is_shown_by_a_value_in_it(string pointer, string band, string @class, string example)
    {
        var finding = Check(SchemeDocument.Set(pointer, band))[0];
        Assert.Equal((ProblemCode.SchemeNotTotal, @class, example), (finding.Code, finding.Class, finding.Example));
    }

    [Fact]
    public void A_ceiling_that_forgets_infinity_is_told_so()
    {
        var bands =
            """[{ "to": "0", "toInclusive": true, "colour": "green" }, { "from": "0", "fromExclusive": true, "to": "1", "colour": "red" }]""";
        var scheme = SchemeDocument.Set("/classes/4/bands", bands);
        Assert.Equal("1", Check(scheme)[0].Example);
    }

    [Fact]
    public void Days_are_whole_so_that_nothing_lies_between_thirty_and_thirty_one() =>
        Assert.Empty(Check(SchemeDocument.Set("/classes/6/bands/2", """{ "from": "30.5", "colour": "red" }""")));

    [Fact]
    public void A_class_for_reached_targets_is_asked_for_no_others()
    {
        var classes = """
            [{ "name": "met", "applies": { "kind": "quantitative", "direction": ["notExceed", "maintain"], "reached": true }, "measure": "distance", "bands": [{ "to": "0", "toInclusive": true, "colour": "green" }] },
             { "name": "missed", "applies": { "kind": "quantitative", "direction": ["notExceed", "maintain"] }, "measure": "distance", "bands": [{ "from": "0", "fromExclusive": true, "colour": "red" }] },
             { "name": "judged", "applies": {}, "measure": "judgement" }]
            """;
        Assert.DoesNotContain(Check(SchemeDocument.Set("/classes", classes)), f => f.Layer is null);
        var k = classes.Replace("\"notExceed\", \"maintain\"", "\"increase\"", StringComparison.Ordinal)
            .Replace("distance", "k", StringComparison.Ordinal);
        Assert.Equal(["1", "-1"], Check(SchemeDocument.Set("/classes", k))
            .Where(f => f.Code == ProblemCode.SchemeNotTotal).Select(f => f.Example));
    }

    [Theory]
    [InlineData("/classes/7/applies", """{ "kind": "qualitative", "nature": ["binding"] }""", null, "Qualitative",
        false)]
    [InlineData("/classes/6/applies", """{ "kind": "milestone", "lastPeriod": true }""", null, "Milestone", false)]
    [InlineData("/classes/3/applies", """{ "kind": "quantitative", "direction": ["increase"] }""", null, "Quantitative",
        false)]
    [InlineData("/classes/3/applies", """{ "kind": "quantitative" }""", "toward-target", "Quantitative", false)]
    public void A_target_without_colour_is_shown_with_its_situation(
        string pointer, string applies, string? @class, string kind, bool reached)
    {
        var finding = Check(SchemeDocument.Set(pointer, applies))[0];
        Assert.Equal((ProblemCode.SchemeNotTotal, @class), (finding.Code, finding.Class));
        Assert.Equal((Enum.Parse<TargetKind>(kind), reached), (finding.Combination!.Value.Kind,
            finding.Combination!.Value.Reached));
    }

    [Fact]
    public void Fields_and_targets_that_are_named_leave_any_other()
    {
        var combination = Check(SchemeDocument.Set("/classes/7/applies",
            """{ "kind": "qualitative", "field": ["民生"], "targets": ["JA2018-001"] }"""))[0].Combination!.Value;
        Assert.Equal((null, null), (combination.Field, combination.Target));
    }

    [Theory]
    [InlineData("/classes/3/bands/1", """{ "from": "0.95", "to": "1.10", "toInclusive": true, "colour": "green" }""",
        "1.1", "blue,green")]
    [InlineData("/classes/3/bands/3", """{ "to": "0.80", "toInclusive": true, "colour": "red" }""", "0.8",
        "yellow,red")]
    [InlineData("/classes/4/bands/2", """{ "from": "0.04", "colour": "red" }""", "0.04", "yellow,red")]
    [InlineData("/classes/0/bands/1", """{ "is": true, "colour": "red" }""", "true", "blue,red")]
    public void An_overlap_is_shown_with_both_colours(string pointer, string band, string example, string colours)
    {
        var finding = Check(SchemeDocument.Set(pointer, band)).First(f => f.Code == ProblemCode.SchemeOverlap);
        Assert.Equal((example, colours), (finding.Example, string.Join(',', finding.Colours!)));
    }

    [Theory]
    [InlineData("/classes/3/bands/0/colour", "\"red\"", "toward-target", "1.025", "green", "1.1", "red")]
    [InlineData("/classes/4/bands/0/colour", "\"red\"", "ceiling-or-floor", "0.025", "yellow", "0", "red")]
    [InlineData("/classes/2/bands/0/colour", "\"green\"", "reached-early", "2.1", "blue", "true", "green")]
    [InlineData("/classes/5/bands/0/colour", "\"yellow\"", "nodes-all-done", "0", "green", "true", "yellow")]
    public void A_reversal_is_shown_by_two_values(
        string pointer, string colour, string @class, string worse, string worseColour, string better,
        string betterColour)
    {
        var finding = Check(SchemeDocument.Set(pointer, colour)).First(f => f.Code == ProblemCode.SchemeNotMonotone);
        Assert.Equal(@class, finding.Class);
        Assert.Equal((worse, worseColour), (finding.Worse!.Value, finding.Worse.Colour));
        Assert.Equal((better, betterColour), (finding.Better!.Value, finding.Better.Colour));
    }

    [Theory]
    [InlineData("/classes/6/bands/2", """{ "from": "4000000", "colour": "red" }""", "nodes", 2)]
    [InlineData("/classes/3/bands/1", """{ "from": "0.95", "fromExclusive": true, "to": "0.95", "colour": "green" }""",
        "toward-target", 1)]
    [InlineData("/classes/5/applies", """{ "kind": "milestone", "direction": ["increase"] }""", "nodes-all-done", null)]
    [InlineData("/classes/5/applies", """{ "kind": "qualitative", "reached": true }""", "nodes-all-done", null)]
    [InlineData("/classes/2/applies", """{}""", "toward-target", null)]
    public void What_can_never_decide_is_named(string pointer, string json, string @class, int? band) =>
        Assert.Contains(Check(SchemeDocument.Set(pointer, json)), f =>
            (f.Code, f.Class, f.Band) == (ProblemCode.SchemeUnreachable, @class, band));

    [Theory]
    [InlineData("""[{ "name": "a", "when": { "previous": ["yellow"], "current": ["green"] }, "colour": "red" }]""", "a",
        "green", "yellow")]
    [InlineData("""[{ "name": "a", "when": { "previous": [], "current": ["red"] }, "colour": "blue" }]""", "a", "green",
        "red")]
    public void A_layer_may_not_turn_the_order_round(string layers, string layer, string better, string worse)
    {
        var finding = Check(SchemeDocument.Set("/layers", layers)).First(f => f.Code == ProblemCode.SchemeNotMonotone);
        Assert.Equal(layer, finding.Layer);
        Assert.True(finding.Better!.Colour == better || finding.Worse!.Colour == worse);
    }

    [Theory]
    [InlineData(
        """[{ "name": "a", "when": { "previous": ["yellow"], "current": ["yellow", "red"] }, "colour": "red" }, { "name": "b", "when": { "previous": [], "current": ["green"] }, "colour": "green" }]""", null)]
    [InlineData("""[{ "name": "a", "when": { "previous": ["red"], "current": ["green"] }, "colour": "yellow" }]""",
        null)]
    [InlineData(
        """[{ "name": "all", "when": { "previous": [], "current": ["yellow"] }, "colour": "red" }, { "name": "b", "when": { "previous": [], "current": ["yellow"] }, "colour": "red" }]""", "b")]
    [InlineData(
        """[{ "name": "all", "when": { "previous": [], "current": ["yellow"] }, "colour": "red" }, { "name": "b", "when": { "previous": ["yellow"], "current": ["green"] }, "colour": "yellow" }]""", "b")]
    public void A_layer_that_never_holds_is_named_and_no_other(string layers, string? idle) =>
        Assert.Equal(idle is null ? [] : [idle], Check(SchemeDocument.Set("/layers", layers)).Select(f => f.Layer));

    [Theory]
    [InlineData(11, true)]
    [InlineData(12, false)]
    public void A_year_has_eleven_months_before_its_last(int previous, bool canHold)
    {
        var layer = SchemeDocument.Layer("long");
        layer["when"]!["previous"] = new System.Text.Json.Nodes.JsonArray([
            .. Enumerable.Repeat("yellow", previous).Select(c => System.Text.Json.Nodes.JsonValue.Create(c))]);
        var findings = Check(SchemeDocument.With(d => d["layers"] = new System.Text.Json.Nodes.JsonArray(layer)));
        Assert.Equal(canHold, findings.All(f => f.Code != ProblemCode.SchemeUnreachable));
    }

    [Theory]
    [InlineData("#767676", true, "4.54")]
    [InlineData("#777777", false, "4.47")]
    [InlineData("#000000", true, "21.00")]
    [InlineData("#FFFFFF", false, "1.00")]
    [InlineData("#ffd700", false, "1.40")]
    [InlineData("#9a6700", true, "4.86")]
    [InlineData("#0a0b0c", true, "19.69")]
    public void Contrast_on_white_is_that_of_wcag(string hex, bool isEnough, string ratio)
    {
        Assert.Equal((isEnough, ratio), (Contrast.IsEnough(hex), Contrast.Ratio(hex)));
        var findings = Check(SchemeDocument.Set("/colours/0/hex", $"\"{hex}\""));
        Assert.Equal(isEnough ? [] : [(ProblemCode.SchemeContrast, ratio)], findings.Select(f => (f.Code, f.Contrast)));
    }

    [Fact]
    public void Too_many_groups_to_look_at_one_by_one_are_refused()
    {
        var scheme = ColourScheme.Example2018 with
        {
            Classes =
            [
                .. Enumerable.Range(0, 101)
                    .Select(i => new SchemeClass($"f{i}", new(Field: [$"f{i}"]), SchemeMeasure.Judgement, [])),
                .. Enumerable.Range(0, 99).Select(i =>
                    new SchemeClass($"t{i}", new(Targets: [new($"JA2018-{i:D3}")]), SchemeMeasure.Judgement, [])),
            ],
        };
        Assert.Equal(ProblemCode.Invalid, Assert.Single(SchemeLint.Check(scheme)).Code);
        Assert.DoesNotContain(SchemeLint.Check(scheme with { Classes = [.. scheme.Classes.Skip(2)] }), f =>
            f.Code == ProblemCode.Invalid);
    }

    private static IReadOnlyList<Finding> Check(string json)
    {
        Assert.True(ColourScheme.TryRead(Encoding.UTF8.GetBytes(json), out var scheme, out var errors),
            string.Join('\n', errors));
        return SchemeLint.Check(scheme);
    }
}
