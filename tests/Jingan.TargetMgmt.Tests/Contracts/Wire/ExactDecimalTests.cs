using System.Globalization;
using System.Text.Json;
using CsCheck;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Tests.Contracts.Wire;

/// <summary>Numbers on the wire: exactly what was written, or refused.</summary>
public sealed class ExactDecimalTests
{
    [Theory]
    [InlineData("7", "7")]
    [InlineData("-7", "-7")]
    [InlineData("0", "0")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("-999999999999.999999", "-999999999999.999999")]
    [InlineData("999999999999.999999", "999999999999.999999")]
    [InlineData("7.50", "7.5")]
    [InlineData("7.000000000", "7")]
    [InlineData("100", "100")]
    [InlineData("1.00000000000000000000000000000000000000000000000000000000000000", "1")] // 64 characters
    [InlineData("-0", "0")]
    [InlineData("-0.000", "0")]
    [InlineData("1e-06", "0.000001")] // as Python writes it
    [InlineData("3.10E0", "3.1")]
    [InlineData("7e0", "7")]
    [InlineData("1E3", "1000")]
    [InlineData("1e+3", "1000")]
    [InlineData("-1.5e-3", "-0.0015")]
    [InlineData("10e-7", "0.000001")]
    [InlineData("0.0000001e1", "0.000001")]
    [InlineData("1000000000000e-1", "100000000000")]
    [InlineData("9.99999999999999999e11", "999999999999.999999")]
    [InlineData("-0e-999", "0")]
    public void A_number_in_range_is_taken_however_it_is_spelled_and_written_without_trailing_zeros(
        string json, string written) =>
        Assert.Equal(written, JsonSerializer.Serialize(Read(json), WireJson.Options));

    [Theory]
    [InlineData("0.0000001")]
    [InlineData("1.1234567")]
    [InlineData("0.00000000000000000000000000001")] // the 29th digit, which decimal would round away
    [InlineData("1.00000000000000000000000000005")]
    [InlineData("1000000000000")]
    [InlineData("-1000000000000")]
    [InlineData("999999999999.9999999")] // rounds to the limit
    [InlineData("79228162514264337593543950336")] // overflows decimal
    [InlineData("1e12")]
    [InlineData("0.1e13")]
    [InlineData("1e-7")]
    [InlineData("11e-7")]
    [InlineData("1e999")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("0e99999999999999999999")]
    [InlineData("1.000000000000000000000000000000000000000000000000000000000000000")] // 65 characters
    [InlineData("\"7\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[7]")]
    public void Anything_that_is_not_exact_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Fact]
    public void An_optional_number_may_be_null_and_is_as_exact()
    {
        Assert.Null(JsonSerializer.Deserialize<decimal?>("null", WireJson.Options));
        Assert.Equal(7, JsonSerializer.Deserialize<decimal?>("7.0", WireJson.Options));
        Assert.Throws<RefusedValueException>(() => JsonSerializer.Deserialize<decimal?>("7e-7", WireJson.Options));
    }

    [Fact]
    public void The_refusal_names_the_member_and_what_a_number_may_be()
    {
        var fault = Assert.Throws<RefusedValueException>(() =>
            JsonSerializer.Deserialize<PlanPoint[]>("""[{"period":"2018-06","value":1.2345678}]""", WireJson.Options));
        var error = Assert.Single(RequestErrors.FromJson(fault).Errors!);
        Assert.Equal("/0/value", error.Key);
        Assert.Equal("收到 1.2345678；最多六位小数，绝对值小于 10^12", Assert.Single(error.Value));
    }

    // A refusal of a value says what was found and what to write.
    [Theory]
    [InlineData("55%", "请填 55")]
    [InlineData(" 5.5 %", "请填 5.5")]
    [InlineData("１２％", "请填 12")]
    [InlineData("1,234.5", "请填数 1234.5")]
    [InlineData("1,234,567", "请填数 1234567")]
    [InlineData("３．６", "请填数 3.6")]
    [InlineData("-7", "请填数 -7")]
    [InlineData("1,2", "不是数")]
    [InlineData("约55", "不是数")]
    [InlineData("5-6", "不是数")]
    [InlineData("", "不是数")]
    public void A_text_in_the_place_of_a_number_is_told_what_to_write(string found, string says)
    {
        var refused = Assert.Throws<RefusedValueException>(() => Read(JsonSerializer.Serialize(found)));
        Assert.Contains($"“{found}”", refused.Reason.Zh, StringComparison.Ordinal);
        Assert.Contains(says, refused.Reason.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_quoted_is_short() => Assert.InRange(
        Assert.Throws<RefusedValueException>(() =>
            Read(JsonSerializer.Serialize(new string('9', 100_000)))).Reason.Zh.Length, 1, 100);

    [Fact]
    public void Every_spelling_of_a_value_that_can_be_stored_is_that_value() =>
        Gen.Select(Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999], Gen.Int[1, 20], Gen.Int[0, 10])
            .Sample((millionths, places, zeros) =>
            Measure.ToMillionths(Read(Spelled(millionths, places, zeros))) == millionths);

    // With the point at another place and the exponent that makes up for it.
    private static string Spelled(long millionths, int places, int zeros)
    {
        var digits = Math.Abs(millionths).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(millionths < 0 ? "-" : "")}{digits[..^places].TrimStart('0').PadLeft(1, '0')}."
                + $"{digits[^places..]}{new string('0', zeros)}E{places - 6}");
    }

    [Fact]
    public void Every_value_that_can_be_stored_comes_over_the_wire_unchanged() =>
        Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999].Sample(millionths =>
        Measure.ToMillionths(Read((millionths / 1_000_000m).ToString(CultureInfo.InvariantCulture))) == millionths);

    private static decimal Read(string json) => JsonSerializer.Deserialize<decimal>(json, WireJson.Options);
}
