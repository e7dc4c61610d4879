using System.Globalization;
using System.Numerics;

namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>Contrast of a colour on white, WCAG 2.2 (1.4.3 and the definitions of relative luminance and contrast
/// ratio), in whole numbers: no machine may see it otherwise.</summary>
internal static class Contrast
{
    private const long Scale = 1_000_000_000;

    private static readonly Lazy<long[]> Linear = new(() => [.. Enumerable.Range(0, 256).Select(ToLinear)]);

    /// <summary>4.5 : 1, the least for text (level AA).</summary>
    public static bool IsEnough(string hex) => 9 * Denominator(hex) <= 2 * White;

    /// <summary>The ratio, rounded down to hundredths, so that 4.499 is not shown as 4.50.</summary>
    public static string Ratio(string hex) =>
        ((decimal)(100 * White / Denominator(hex)) / 100).ToString("F2", CultureInfo.InvariantCulture);

    // (1 + 0.05) and (L + 0.05), both times Scale times 10 000.
    private static Int128 White => (Int128)10_500 * Scale;

    private static Int128 Denominator(string hex) => (Int128)(
        (2126 * Channel(hex, 1)) + (7152 * Channel(hex, 3)) + (722 * Channel(hex, 5))) + (500 * Scale);

    private static long Channel(string hex, int at) =>
        Linear.Value[int.Parse(hex.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)];

    // Up to 0.04045 (10 of 255) c / 12.92, above it ((c + 0.055) / 1.055)^2.4: the fifth root of a twelfth power,
    // found by halving.
    private static long ToLinear(int channel)
    {
        if (channel <= 10)
        {
            return channel * Scale * 100 / (255 * 1292);
        }

        var power = BigInteger.Pow((1000 * channel) + 14_025, 12) * BigInteger.Pow(Scale, 5);
        var divisor = BigInteger.Pow(269_025, 12);
        var (low, high) = (0L, Scale);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            (low, high) = BigInteger.Pow(middle, 5) * divisor <= power ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
