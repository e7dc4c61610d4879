using System.Globalization;
using CsCheck;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Contracts;

public sealed class MeasureTests
{
    private const long Most = 999_999_999_999_999_999;

    [Theory]
    [InlineData("0.000001", true)]
    [InlineData("0.0000010", true)]
    [InlineData("0.0000001", false)]
    [InlineData("1.2345678", false)]
    [InlineData("999999999999.999999", true)]
    [InlineData("-999999999999.999999", true)]
    [InlineData("1000000000000", false)]
    [InlineData("-1000000000000", false)]
    [InlineData("79228162514264337593543950335", false)]
    [InlineData("-79228162514264337593543950335", false)]
    [InlineData("0.0000000000000000000000000001", false)]
    public void Six_places_below_a_million_million_are_exact(string text, bool isExact)
    {
        var value = decimal.Parse(text, CultureInfo.InvariantCulture);
        Assert.Equal(isExact, Measure.IsExact(value));
        if (!isExact)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Measure.ToMillionths(value));
        }
    }

    [Fact]
    public void Every_storable_value_comes_back_the_same() => Gen.Long[-Most, Most].Sample(millionths =>
        Measure.ToMillionths(Measure.FromMillionths(millionths)) == millionths
        && Measure.FromMillionths(millionths) == millionths / 1_000_000m);

    // One value, one text: else the same report would have two different bytes in the log.
    [Fact]
    public void A_value_has_one_text_whatever_zeros_it_was_written_with() =>
        Gen.Select(Gen.Long[-Most, Most], Gen.Int[0, 6]).Sample((millionths, zeros) =>
    {
        var value = Measure.FromMillionths(millionths);
        var padded = decimal.Parse(
            value.ToString(CultureInfo.InvariantCulture) + (value == decimal.Truncate(value) ? "." : "")
            + new string('0', zeros), CultureInfo.InvariantCulture);
        var text = Measure.Normalise(padded).ToString(CultureInfo.InvariantCulture);
        return text == value.ToString(CultureInfo.InvariantCulture)
            && !(text.Contains('.', StringComparison.Ordinal) && text[^1] is '0' or '.');
    });
}
