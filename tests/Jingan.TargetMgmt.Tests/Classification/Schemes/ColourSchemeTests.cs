using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Schemes;

public sealed class ColourSchemeTests
{
    [Fact]
    public void The_example_is_what_the_domain_says()
    {
        var example = ColourScheme.Example2018;
        Assert.Equal(("2018.1", true, 1), (example.Version, example.IsExample, example.Arithmetic));
        Assert.Equal(["blue", "green", "yellow", "red"], example.Colours.Select(c => c.Code));
        Assert.Equal(
            ["binding-year-end", "binding-nodes-year-end", "reached-early", "toward-target", "ceiling-or-floor",
                "nodes-all-done", "nodes", "judged"],
            example.Classes.Select(c => c.Name));
        Assert.Empty(example.Layers);

        var towards = example.Classes[3];
        Assert.Equal(SchemeMeasure.K, towards.Measure);
        Assert.Equal([Direction.Increase, Direction.Decrease], towards.Applies.Direction!);
        Assert.Equal(
            [new("blue", From: 1.10m), new("green", From: 0.95m, To: 1.10m), new("yellow", From: 0.80m, To: 0.95m),
                new("red", To: 0.80m)],
            towards.Bands);
        Assert.Equal(new Band("yellow", From: 0, FromExclusive: true, To: 0.05m, ToInclusive: true),
            example.Classes[4].Bands[1]);
        Assert.Equal(new Applies(TargetKind.Milestone, Reached: true), example.Classes[5].Applies);
    }

    [Fact]
    public void The_examples_bytes_are_never_edited() =>
        Assert.Equal(
            "c86b6625f9ddb1ca15133e1f14cc2d5a4ec62e01fc51653d4a4eec0539443f11",
            Convert.ToHexStringLower(SHA256.HashData(ColourScheme.Example2018Utf8.Span)));

    [Fact]
    public void Layers_and_every_condition_are_read()
    {
        var scheme = Read(SchemeDocument.With(d =>
        {
            d["classes"]![0]!["applies"] = JsonNode.Parse(
                """
                {
                  "kind": "quantitative", "direction": ["maintain"], "nature": ["binding"], "field": ["民生"], "targets": ["JA2018-001"],
                  "reached": false, "lastPeriod": true
                }
                """);
            d["layers"] = JsonNode.Parse(
                """[{ "name": "two-in-a-row", "when": { "previous": ["yellow"], "current": ["yellow", "red"] }, "colour": "red" }]""");
        }));
        var applies = scheme.Classes[0].Applies;
        Assert.Equal([Direction.Maintain], applies.Direction!);
        Assert.Equal([TargetNature.Binding], applies.Nature!);
        Assert.Equal(["民生"], applies.Field!);
        Assert.Equal([new TargetId("JA2018-001")], applies.Targets!);
        Assert.Equal((false, true), (applies.Reached, applies.LastPeriod));
        var layer = Assert.Single(scheme.Layers);
        Assert.Equal(("two-in-a-row", "red"), (layer.Name, layer.Colour));
        Assert.Equal(["yellow"], layer.When.Previous);
        Assert.Equal(["yellow", "red"], layer.When.Current);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.000001")]
    [InlineData("1.10")]
    [InlineData("999999999999.999999")]
    [InlineData("-999999999999.999999")]
    public void Thresholds_are_exact(string text) =>
        Assert.Equal(
            decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
            Read(SchemeDocument.With(d =>
                d["classes"]![3]!["bands"] = new JsonArray(SchemeDocument.Band(text)))).Classes[3].Bands[0].From);

    [Fact]
    public void A_band_may_be_a_single_point()
    {
        var band = Read(SchemeDocument.Set("/classes/4/bands/0",
            """{ "from": "0", "to": "0.0", "toInclusive": true, "colour": "green" }""")).Classes[4].Bands[0];
        Assert.Equal(new Band("green", From: 0, To: 0, ToInclusive: true), band);
    }

    [Fact]
    public void The_order_of_members_does_not_matter()
    {
        var reversed = new JsonObject(SchemeDocument.Example().Reverse()
            .Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        Assert.Equal("2018.1", Read(reversed.ToJsonString()).Version);
    }

    [Fact]
    public void Ten_thousand_classes_are_refused_without_being_read()
    {
        var classes = new StringBuilder().Insert(0, """{ "nonsense": 1 },""", 10_000).Append("{}");
        var errors = Refused(SchemeDocument.With(d => d["classes"] = null)
            .Replace("\"classes\":null", $"\"classes\":[{classes}]"));
        Assert.Equal("/classes", Assert.Single(errors).Pointer);
    }

    [Fact]
    public void A_hostile_document_is_not_answered_with_more_than_a_hundred_errors()
    {
        var members = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"x{i}\":1"));
        Assert.Equal(100, Refused($"{{{members}}}").Count);
    }

    [Fact]
    public void Every_fault_is_found_at_once() =>
        Assert.Equal(
            ["/title", "/colours/0/hex", "/classes/3/bands/0/from", "/classes/7/measure"],
            Refused(SchemeDocument.With(d =>
            {
                d["title"] = 1;
                d["colours"]![0]!["hex"] = "blue";
                d["classes"]![3]!["bands"]![0]!["from"] = 1.1;
                d["classes"]![7]!["measure"] = "feeling";
            })).Select(e => e.Pointer));

    [Fact]
    public void Every_message_is_in_both_languages() =>
        Assert.All(
            Refused(SchemeDocument.With(d => d["classes"]![3]!["bands"]![0]!["colour"] = "pink")
                .Replace("\"isExample\"", "\"isNot\"")),
            e => Assert.True(e.Message.Zh.Any(c => c > 0x4e00) && e.Message.En.All(char.IsAscii)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Every_damaged_byte_is_refused_or_read_but_never_thrown(int change)
    {
        var bytes = ColourScheme.Example2018Utf8.ToArray();
        for (var i = 0; i < bytes.Length; i += 3)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i] = change == 0 ? (byte)'"' : (byte)(bytes[i] ^ 0x80);
            Assert.Equal(ColourScheme.TryRead(damaged, out var scheme, out var errors), errors.Count == 0);
            Assert.Equal(scheme is null, errors.Count > 0);
        }
    }

    private static ColourScheme Read(string json)
    {
        Assert.True(ColourScheme.TryRead(Encoding.UTF8.GetBytes(json), out var scheme, out var errors),
            string.Join('\n', errors));
        return scheme;
    }

    private static IReadOnlyList<SchemeError> Refused(string json)
    {
        Assert.False(ColourScheme.TryRead(Encoding.UTF8.GetBytes(json), out var scheme, out var errors));
        Assert.Null(scheme);
        return errors;
    }
}
