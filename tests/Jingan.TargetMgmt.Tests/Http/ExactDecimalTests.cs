using System.Globalization;
using System.Text.Json;
using CsCheck;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Tests.Http;

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
    public void A_plain_decimal_is_taken_and_written_without_trailing_zeros(string json, string written) =>
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
    [InlineData("1e3")]
    [InlineData("1E3")]
    [InlineData("1e-3")]
    [InlineData("1.000000000000000000000000000000000000000000000000000000000000000")] // 65 characters
    [InlineData("\"7\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[7]")]
    public void Anything_that_is_not_exact_is_refused(string json) => Assert.Throws<JsonException>(() => Read(json));

    [Fact]
    public void An_optional_number_may_be_null_and_is_as_exact()
    {
        Assert.Null(JsonSerializer.Deserialize<decimal?>("null", WireJson.Options));
        Assert.Equal(7, JsonSerializer.Deserialize<decimal?>("7.0", WireJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<decimal?>("7e0", WireJson.Options));
    }

    [Fact]
    public void The_refusal_names_the_member_and_what_a_number_may_be()
    {
        var fault = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PlanPoint[]>("""[{"period":"2018-06","value":1.2345678}]""", WireJson.Options));
        var error = Assert.Single(RequestErrors.FromJson(fault).Errors!);
        Assert.Equal("/0/value", error.Key);
        Assert.Contains("六位小数", Assert.Single(error.Value), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_that_can_be_stored_comes_over_the_wire_unchanged() => Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999].Sample(millionths =>
        Measure.ToMillionths(Read((millionths / 1_000_000m).ToString(CultureInfo.InvariantCulture))) == millionths);

    private static decimal Read(string json) => JsonSerializer.Deserialize<decimal>(json, WireJson.Options);
}
