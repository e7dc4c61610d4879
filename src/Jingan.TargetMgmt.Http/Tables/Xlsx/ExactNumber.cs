using System.Buffers;
using System.Globalization;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>A number of a sheet as an exact decimal.</summary>
/// <remarks>A spreadsheet computes in binary and shows 15 digits; of 0.1+0.2 it writes 0.30000000000000004 and shows
/// 0.3. The text is taken for what it is, and rounded to the 15 digits.</remarks>
internal static class ExactNumber
{
    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("0123456789.+-eE");

    private const int Digits = 15;

    // A power of ten more than what a percentage has room for.
    private const decimal Largest = 1e26m;

    /// <summary>Reads a number's text, in scientific notation too; false where it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number; null of one that is too large or too small for a decimal.</param>
    public static bool TryRead(string text, out decimal? number)
    {
        number = null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read))
        {
            var isVanished = read == 0 && Mantissa(text).ContainsAnyInRange('1', '9');
            number = isVanished || Math.Abs(read) >= Largest ? null : Rounded(read);
            return true;
        }

        // Of digits, a point and an exponent, and still none: out of range.
        return !text.AsSpan().ContainsAnyExcept(NumberSigns) && char.IsAsciiDigit(text[^1])
            && Mantissa(text).ContainsAnyInRange('0', '9');
    }

    /// <summary>The digits without zeros at the end, never in scientific notation.</summary>
    public static string Show(decimal number) =>
        (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static ReadOnlySpan<char> Mantissa(string text) =>
        text.AsSpan(0, text.AsSpan().IndexOfAny('e', 'E') is >= 0 and var end ? end : text.Length);

    private static decimal Rounded(decimal number)
    {
        var (size, before) = (Math.Abs(number), 0);
        for (; size >= 1; size /= 10)
        {
            before++;
        }

        for (; size is > 0 and < 0.1m && before > -Digits; size *= 10)
        {
            before--;
        }

        if (before <= Digits)
        {
            return Math.Round(number, Math.Min(Digits - before, 28), MidpointRounding.AwayFromZero);
        }

        var unit = 1m;
        for (; before > Digits; before--)
        {
            unit *= 10;
        }

        return Math.Round(number / unit, 0, MidpointRounding.AwayFromZero) * unit;
    }
}
