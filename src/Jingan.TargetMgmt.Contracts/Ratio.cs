using System.Globalization;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>An exact fraction in lowest terms; a denominator of 0 stands for +∞.</summary>
/// <remarks>
/// Exact, because 2/3 in any decimal type is rounded, and rounding moves a value across a band's edge.
/// 128 bits are enough: values and thresholds are below 10^18 in millionths and a plan divides by at most 12, so no
/// numerator exceeds 2.4·10^21 (gap in points), no denominator 2.4·10^19, and no cross product 2.4·10^37, where
/// 1.7·10^38 fits. Checked all the same: a wrong colour is worse than none.
/// </remarks>
internal readonly record struct Ratio
{
    private const int Million = 1_000_000;

    private Ratio(Int128 numerator, Int128 denominator) => (Numerator, Denominator) = (numerator, denominator);

    public static Ratio PositiveInfinity { get; } = new(1, 0);

    public static Ratio Zero { get; } = new(0, 1);

    public static Ratio One { get; } = new(1, 1);

    public Int128 Numerator { get; }

    public Int128 Denominator { get; }

    /// <summary>The quotient of two numbers, of which the second is not 0.</summary>
    public static Ratio Of(Int128 numerator, Int128 denominator)
    {
        ArgumentOutOfRangeException.ThrowIfZero(denominator);
        var common = GreatestCommonDivisor(Int128.Abs(numerator), Int128.Abs(denominator)) * (denominator < 0 ? -1 : 1);
        return new(numerator / common, denominator / common);
    }

    /// <summary>Negative, 0 or positive as the fraction is less than, equal to or greater than a threshold.</summary>
    public int CompareTo(decimal threshold) =>
        Denominator == 0
        ? 1
        : checked(Numerator * Million).CompareTo(checked(Measure.ToMillionths(threshold) * Denominator));

    /// <summary>The value for people, rounded half to even to six places; null for +∞.
    /// Nothing is ever decided by it.</summary>
    public decimal? ToDecimal6() => Denominator == 0 ? null : Rounded(checked(Numerator * Million), Denominator);

    /// <summary>The value for people of a fraction that counts millionths, rounded half to even to six places;
    /// null for +∞.</summary>
    public decimal? FromMillionths() => Denominator == 0 ? null : Rounded(Numerator, Denominator);

    /// <summary>The value itself: numerator and denominator in lowest terms, <c>1/0</c> for +∞.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static decimal Rounded(Int128 numerator, Int128 denominator)
    {
        // Nearly always 64 bits are enough, and many times faster.
        var (millionths, remainder) = IsShort(numerator) && IsShort(denominator)
            ? DivRem((long)numerator, (long)denominator)
            : Int128.DivRem(numerator, denominator);
        var half = (Int128.Abs(remainder) * 2).CompareTo(denominator);
        if (half > 0 || (half == 0 && Int128.IsOddInteger(millionths)))
        {
            millionths += Int128.Sign(numerator);
        }

        return IsShort(millionths)
            ? Measure.FromMillionths((long)millionths)
            : Measure.Normalise((decimal)millionths / Million);
    }

    private static (Int128 Quotient, Int128 Remainder) DivRem(long a, long b) => (a / b, a % b);

    private static bool IsShort(Int128 value) => value >= long.MinValue && value <= long.MaxValue;

    private static Int128 GreatestCommonDivisor(Int128 a, Int128 b)
    {
        while (b != 0 && !(IsShort(a) && IsShort(b)))
        {
            (a, b) = (b, a % b);
        }

        if (b == 0)
        {
            return a;
        }

        var (c, d) = ((long)a, (long)b);
        while (d != 0)
        {
            (c, d) = (d, c % d);
        }

        return c;
    }
}
