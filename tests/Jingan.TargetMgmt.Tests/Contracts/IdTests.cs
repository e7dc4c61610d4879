using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Tests.Contracts;

public sealed class IdTests
{
    [Theory]
    [InlineData("JA2018-001", true)]
    [InlineData("A--0", true)]
    [InlineData("ABC", false)]
    [InlineData("-ABC", false)]
    [InlineData("ja2018-001", false)]
    [InlineData("JA2018_001", false)]
    [InlineData("JA2018-001\n", false)]
    [InlineData(" JA2018-001", false)]
    [InlineData("ＪＡ2018", false)]
    [InlineData("JA2018-٠", false)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", true)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_target_id_has_4_to_32_capitals_digits_and_dashes(string? text, bool accepted) =>
        AssertAccepts<TargetId>(text, accepted);

    [Theory]
    [InlineData("L", true)]
    [InlineData("JD-BEIZHAN", true)]
    [InlineData("jd_beizhan", true)]
    [InlineData("-L", false)]
    [InlineData("_L", false)]
    [InlineData("北站", false)]
    [InlineData("L S", false)]
    [InlineData("LSJ\n", false)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", true)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_unit_code_has_1_to_32_letters_digits_dashes_and_underscores(string? text, bool accepted) =>
        AssertAccepts<UnitCode>(text, accepted);

    // The same in URLs, JSON, SQL and log entries: what was read is written without a change.
    [Fact]
    public void An_id_prints_what_it_was_read_from() =>
        Gen.String["AZaz09-_. /%é"].Sample(text =>
            (!TargetId.TryParse(text, null, out var id)
                || (id.ToString() == text && Regex.IsMatch(text, @"\A[A-Z0-9][A-Z0-9-]{3,31}\z")))
            && (!UnitCode.TryParse(text, null, out var unit)
                || (unit.ToString() == text && Regex.IsMatch(text, @"\A[A-Za-z0-9][A-Za-z0-9_-]{0,31}\z"))));

    [Theory, InlineData("\"ja\""), InlineData("7"), InlineData("true"), InlineData("[]")]
    public void Json_that_is_no_id_is_an_error(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<TargetId>(json, WireJson.Options));

    [Fact]
    public void An_id_is_its_text_in_json()
    {
        Assert.Equal("\"JA2018-001\"", JsonSerializer.Serialize(new TargetId("JA2018-001"), WireJson.Options));
        Assert.Equal(
            new TargetId("JA2018-001"), JsonSerializer.Deserialize<TargetId>("\"JA2018-001\"", WireJson.Options));
    }

    private static void AssertAccepts<T>(string? text, bool accepted)
        where T : struct, IParsable<T>
    {
        Assert.Equal(accepted, T.TryParse(text, null, out var id));
        if (accepted)
        {
            Assert.Equal(text, id.ToString());
            Assert.Equal(id, T.Parse(text!, null));
        }
        else
        {
            Assert.Throws<FormatException>(() => T.Parse(text!, null));
        }
    }
}
