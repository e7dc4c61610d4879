using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Schemes;

namespace Jingan.TargetMgmt.Tests.Classification.Schemes;

/// <summary>What a scheme document may not say, and where the answer points.</summary>
public sealed class SchemeRefusalTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{,}")]
    [InlineData("/* */ {}")]
    [InlineData("""{ "version": "\ud800" }""")]
    [InlineData("""{ "\udc00": 1 }""")]
    [InlineData("""[[[[[[[[[1]]]]]]]]]""")]
    public void What_is_not_json_is_refused_as_a_whole(string json) =>
        Assert.Equal("", Assert.Single(Refused(json)).Pointer);

    [Fact]
    public void What_is_not_utf8_is_refused_as_a_whole()
    {
        Assert.False(ColourScheme.TryRead([(byte)'"', 0xff, (byte)'"'], out _, out var errors));
        Assert.Equal("", Assert.Single(errors).Pointer);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    public void What_is_not_an_object_is_refused(string json) => Assert.Equal("", Assert.Single(Refused(json)).Pointer);

    [Theory]
    [InlineData("/extra")]
    [InlineData("/colours/0/extra")]
    [InlineData("/classes/0/extra")]
    [InlineData("/classes/0/applies/extra")]
    [InlineData("/classes/3/bands/0/extra")]
    [InlineData("/layers/0/extra")]
    [InlineData("/layers/0/when/extra")]
    public void An_unknown_member_is_refused(string pointer) =>
        AssertOnlyFault(pointer, SchemeDocument.Set(pointer, "1"));

    [Fact]
    public void Pointers_escape_what_rfc_6901_escapes() =>
        AssertOnlyFault("/~1a~0b", SchemeDocument.With(d => d["/a~b"] = 1));

    [Theory]
    [InlineData("\"version\":", "/version")]
    [InlineData("\"hex\":", "/colours/0/hex")]
    [InlineData("\"measure\":", "/classes/0/measure")]
    [InlineData("\"is\":", "/classes/0/bands/0/is")]
    public void A_duplicate_member_is_refused(string member, string pointer)
    {
        var json = SchemeDocument.Example().ToJsonString();
        var at = json.IndexOf(member, StringComparison.Ordinal);
        var end = json.IndexOfAny([',', '}'], at);
        AssertOnlyFault(pointer, json.Insert(at, $"{json[at..end]},"));
    }

    [Theory]
    [InlineData("/version")]
    [InlineData("/title")]
    [InlineData("/isExample")]
    [InlineData("/arithmetic")]
    [InlineData("/colours")]
    [InlineData("/classes")]
    [InlineData("/layers")]
    [InlineData("/colours/1/code")]
    [InlineData("/colours/0/name")]
    [InlineData("/colours/0/meaning")]
    [InlineData("/colours/0/letter")]
    [InlineData("/colours/0/shape")]
    [InlineData("/colours/0/hex")]
    [InlineData("/colours/0/rank")]
    [InlineData("/classes/0/name")]
    [InlineData("/classes/0/applies")]
    [InlineData("/classes/0/measure")]
    [InlineData("/classes/0/bands")]
    [InlineData("/classes/0/bands/0/is")]
    [InlineData("/classes/3/bands/0/colour")]
    [InlineData("/layers/0/name")]
    [InlineData("/layers/0/when")]
    [InlineData("/layers/0/colour")]
    [InlineData("/layers/0/when/previous")]
    [InlineData("/layers/0/when/current")]
    public void A_missing_member_is_refused(string pointer) =>
        Assert.Contains(Refused(SchemeDocument.Set(pointer, "")), e => e.Pointer == pointer);

    [Theory]
    [InlineData("1.1")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"1.\"")]
    [InlineData("\".5\"")]
    [InlineData("\"+1\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"1\\n\"")]
    [InlineData("\"01\"")]
    [InlineData("\"1e2\"")]
    [InlineData("\"1,000\"")]
    [InlineData("\"１\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"0.0000001\"")]
    [InlineData("\"1.0000000\"")]
    [InlineData("\"1000000000000\"")]
    [InlineData("\"-1000000000000\"")]
    public void A_decimal_is_a_string_in_plain_notation(string json)
    {
        AssertOnlyFault("/classes/3/bands/0/from", SchemeDocument.Set("/classes/3/bands/0/from", json));
        AssertOnlyFault("/classes/3/bands/3/to", SchemeDocument.Set("/classes/3/bands/3/to", json));
    }

    [Theory]
    [InlineData("/version", "\"\"")]
    [InlineData("/version", "\"-1\"")]
    [InlineData("/version", "\"2018/1\"")]
    [InlineData("/version", "\"2018.1\\n\"")]
    [InlineData("/version", "\"a23456789012345678901234567890123\"")]
    [InlineData("/version", "2018.1")]
    [InlineData("/title", "\" \"")]
    [InlineData("/title", "\"a\\u0000b\"")]
    [InlineData("/isExample", "\"true\"")]
    [InlineData("/arithmetic", "0")]
    [InlineData("/arithmetic", "2")]
    [InlineData("/arithmetic", "1.5")]
    [InlineData("/arithmetic", "\"1\"")]
    [InlineData("/arithmetic", "null")]
    [InlineData("/colours", "{}")]
    [InlineData("/colours", "[]")]
    [InlineData("/classes", "[]")]
    [InlineData("/colours/0", "null")]
    [InlineData("/colours/0/code", "\"Blue\"")]
    [InlineData("/colours/0/code", "\"1blue\"")]
    [InlineData("/colours/0/code", "\"b23456789012345678901234567890123\"")]
    [InlineData("/colours/0/hex", "\"1565c0\"")]
    [InlineData("/colours/0/hex", "\"#1565c\"")]
    [InlineData("/colours/0/hex", "\"#1565c0ff\"")]
    [InlineData("/colours/0/hex", "\"#1565cg\"")]
    [InlineData("/colours/0/rank", "-1")]
    [InlineData("/colours/0/rank", "0.5")]
    [InlineData("/colours/0/rank", "\"0\"")]
    [InlineData("/colours/0/rank", "3000000000")]
    [InlineData("/classes/0/applies", "[]")]
    [InlineData("/classes/0/applies/kind", "\"Quantitative\"")]
    [InlineData("/classes/0/applies/kind", "0")]
    [InlineData("/classes/0/applies/direction", "\"increase\"")]
    [InlineData("/classes/0/applies/direction", "[]")]
    [InlineData("/classes/0/applies/direction/1", "\"up\"")]
    [InlineData("/classes/0/applies/nature/0", "\"voluntary\"")]
    [InlineData("/classes/0/applies/targets", "[\"x\"]", "/classes/0/applies/targets/0")]
    [InlineData("/classes/0/applies/field", "[1]", "/classes/0/applies/field/0")]
    [InlineData("/classes/0/applies/reached", "1")]
    [InlineData("/classes/0/applies/lastPeriod", "null")]
    [InlineData("/classes/0/measure", "\"gap\"")]
    [InlineData("/classes/0/bands", "[]")]
    [InlineData("/classes/3/bands", "[]")]
    [InlineData("/classes/7/bands", "[{ \"to\": \"0\", \"colour\": \"red\" }]")]
    [InlineData("/classes/3/bands/0/is", "true")]
    [InlineData("/classes/0/bands/0/from", "\"0\"")]
    [InlineData("/classes/0/bands/0/to", "\"0\"")]
    [InlineData("/classes/0/bands/0/fromExclusive", "true")]
    [InlineData("/classes/0/bands/0/toInclusive", "true")]
    [InlineData("/classes/0/bands/0/is", "\"true\"")]
    [InlineData("/classes/3/bands/0/toInclusive", "true")]
    [InlineData("/classes/3/bands/3/fromExclusive", "true")]
    [InlineData("/classes/3/bands/1/fromExclusive", "1")]
    [InlineData("/classes/3/bands/1/from", "\"1.100001\"", "/classes/3/bands/1/to")]
    [InlineData("/layers/0/when/current", "[]")]
    [InlineData("/layers/0/when/previous", "\"yellow\"")]
    public void A_value_of_the_wrong_form_is_refused(string pointer, string json, string? fault = null) =>
        Assert.Equal(fault ?? pointer, Refused(SchemeDocument.Set(pointer, json))[0].Pointer);

    [Theory]
    [InlineData("/colours/2/code", "\"blue\"")]
    [InlineData("/colours/3/rank", "0")]
    [InlineData("/classes/6/name", "\"binding-year-end\"")]
    public void What_must_be_unique_is_refused_where_it_comes_again(string pointer, string json) =>
        Assert.Contains(Refused(SchemeDocument.Set(pointer, json)), e => e.Pointer == pointer && !e.UnknownColour);

    [Fact]
    public void A_layers_name_is_unique_too() =>
        AssertOnlyFault("/layers/1/name", SchemeDocument.With(d =>
            d["layers"] = new JsonArray(SchemeDocument.Layer("same"), SchemeDocument.Layer("same"))));

    [Theory]
    [InlineData("/classes/0/bands/1/colour")]
    [InlineData("/classes/3/bands/3/colour")]
    [InlineData("/layers/0/colour")]
    [InlineData("/layers/0/when/previous/0")]
    [InlineData("/layers/0/when/current/0")]
    public void A_colour_that_is_not_defined_has_a_mark_of_its_own(string pointer)
    {
        var error = Assert.Single(Refused(SchemeDocument.Set(pointer, "\"purple\"")));
        Assert.Equal((pointer, true), (error.Pointer, error.UnknownColour));
    }

    [Theory]
    [InlineData("/classes", 200, 201)]
    [InlineData("/classes/3/bands", 50, 51)]
    [InlineData("/layers", 50, 51)]
    [InlineData("/layers/0/when/previous", 12, 13)]
    [InlineData("/title", 200, 201)]
    [InlineData("/colours/0/meaning", 200, 201)]
    public void Lengths_end_where_they_are_said_to_end(string pointer, int most, int tooMany)
    {
        Assert.True(ColourScheme.TryRead(
            Encoding.UTF8.GetBytes(SchemeDocument.Set(pointer, SchemeDocument.Long(pointer, most))), out _, out _));
        AssertOnlyFault(pointer, SchemeDocument.Set(pointer, SchemeDocument.Long(pointer, tooMany)));
    }

    private static void AssertOnlyFault(string pointer, string json) =>
        Assert.Equal(pointer, Assert.Single(Refused(json)).Pointer);

    private static IReadOnlyList<SchemeError> Refused(string json)
    {
        Assert.False(ColourScheme.TryRead(Encoding.UTF8.GetBytes(json), out var scheme, out var errors));
        Assert.Null(scheme);
        return errors;
    }
}
