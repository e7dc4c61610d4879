using System.Globalization;
using System.Numerics;
using CsCheck;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification;

public sealed class RatioTests
{
    private const long MaxMillionths = 999_999_999_999_999_999;
    private static readonly Gen<long> Part = Gen.OneOf(Gen.Long[-12, 12], Gen.Long[-MaxMillionths, MaxMillionths]);

    [Fact]
    public void Comparing_agrees_with_arithmetic_of_unlimited_size() =>
        Gen.Select(Part, Part.Where(d => d != 0), Part).Sample((n, d, threshold) =>
        {
            var exact = (new BigInteger(n) * 1_000_000 * Math.Sign(d))
                .CompareTo(new BigInteger(threshold) * BigInteger.Abs(d));
            return Math.Sign(Ratio.Of(n, d).CompareTo(Measure.FromMillionths(threshold))) == Math.Sign(exact);
        }, iter: 10_000);

    [Fact]
    public void Equal_fractions_are_equal() =>
        Gen.Select(Part, Part.Where(d => d != 0), Gen.Long[1, 1000]).Sample((n, d, times) =>
            Ratio.Of((Int128)n * times, (Int128)d * -times) == Ratio.Of(-(Int128)n, d), iter: 10_000);

    [Theory]
    [InlineData(1, 3, "0.333333")]
    [InlineData(-1, 3, "-0.333333")]
    [InlineData(2, 3, "0.666667")]
    [InlineData(-2, 3, "-0.666667")]
    [InlineData(1, 2_000_000, "0")]
    [InlineData(3, 2_000_000, "0.000002")]
    [InlineData(5, 2_000_000, "0.000002")]
    [InlineData(-3, 2_000_000, "-0.000002")]
    [InlineData(-1, 2_000_000, "0")]
    [InlineData(-1, 3_000_000, "0")]
    [InlineData(11, 10, "1.1")]
    [InlineData(MaxMillionths, 1, "999999999999999999")]
    public void For_people_it_is_rounded_half_to_even_without_trailing_zeros(
        long numerator, long denominator, string text) =>
        Assert.Equal(text, Ratio.Of(numerator, denominator).ToDecimal6()?.ToString(CultureInfo.InvariantCulture));

    // In thousands of cases the quick way with 64 bits must say what slow arithmetic says, and in one text.
    [Fact]
    public void Rounding_agrees_with_arithmetic_of_unlimited_size() =>
        Gen.Select(Part, Part.Where(d => d != 0), Gen.Bool).Sample((n, d, isMillionths) =>
        {
            var (numerator, denominator) = (new BigInteger(n) * (isMillionths ? 1 : 1_000_000) * Math.Sign(d),
                BigInteger.Abs(d));
            var rounded = BigInteger.DivRem(numerator, denominator, out var rest);
            var half = (BigInteger.Abs(rest) * 2).CompareTo(denominator);
            rounded += half > 0 || (half == 0 && !rounded.IsEven) ? numerator.Sign : 0;
            var shown = isMillionths ? Ratio.Of(n, d).FromMillionths() : Ratio.Of(n, d).ToDecimal6();
            var text = shown!.Value.ToString(CultureInfo.InvariantCulture);
            return (BigInteger)(shown.Value * 1_000_000) == rounded && !(text.Contains('.') && text.EndsWith('0'));
        }, iter: 10_000);

    [Fact]
    public void The_largest_gap_the_domain_knows_is_compared_and_shown()
    {
        var numerator = (Int128)100 * 2 * MaxMillionths * 12;
        Assert.Equal("2399999999999999997600", Ratio.Of(numerator, 1).ToDecimal6()
            ?.ToString(CultureInfo.InvariantCulture));
        Assert.True(Ratio.Of(numerator, 1).CompareTo(Measure.Limit - 0.000001m) > 0);
        Assert.True(Ratio.Of(1, (Int128)2 * MaxMillionths * 12).CompareTo(Measure.Limit - 0.000001m) < 0);
    }

    [Fact]
    public void Infinity_is_beyond_every_threshold_and_has_no_decimal()
    {
        Assert.True(Ratio.PositiveInfinity.CompareTo(Measure.Limit - 0.000001m) > 0);
        Assert.Null(Ratio.PositiveInfinity.ToDecimal6());
        Assert.Throws<ArgumentOutOfRangeException>(() => Ratio.Of(1, 0));
    }
}
