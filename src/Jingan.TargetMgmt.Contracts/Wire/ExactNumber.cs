using System.Buffers.Text;

namespace Jingan.TargetMgmt.Contracts.Wire;

/// <summary>A number of JSON (RFC 8259, 6) as exact millionths, digit by digit.</summary>
internal static class ExactNumber
{
    private const int LongestText = 64;
    private const int Places = 6;
    private const int MostDigits = 18; // of millionths below the limit

    /// <param name="raw">A JSON number.</param>
    /// <param name="value">Without trailing zeros.</param>
    /// <returns>False when it has a seventh decimal place other than 0, is 10^12 or more,
    /// or is longer than any number needs.</returns>
    public static bool TryRead(ReadOnlySpan<byte> raw, out decimal value)
    {
        value = 0;
        var end = raw.IndexOfAny((byte)'e', (byte)'E');
        var exponent = 0;
        if (raw.Length > LongestText || (end >= 0 && !TryReadExponent(raw[(end + 1)..], out exponent)))
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[LongestText];
        var mantissa = end < 0 ? raw : raw[..end];
        var point = mantissa.IndexOf((byte)'.');
        var count = 0;
        foreach (var character in mantissa)
        {
            if (character is >= (byte)'0' and <= (byte)'9')
            {
                digits[count++] = character;
            }
        }

        // Zeros behind change nothing but the scale, zeros in front nothing at all.
        var significant = digits[..count].TrimEnd((byte)'0');
        var places = (point < 0 ? 0 : mantissa.Length - point - 1) - (count - significant.Length) - exponent;
        significant = significant.TrimStart((byte)'0');
        if (significant.IsEmpty)
        {
            return true;
        }

        if (places > Places || significant.Length + Places - places > MostDigits
            || !Utf8Parser.TryParse(significant, out long millionths, out _))
        {
            return false;
        }

        for (var place = places; place < Places; place++)
        {
            millionths *= 10;
        }

        value = Measure.FromMillionths(raw[0] == (byte)'-' ? -millionths : millionths);
        return true;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent) =>
        Utf8Parser.TryParse(text.Length > 0 && text[0] == (byte)'+' ? text[1..] : text, out exponent, out var read)
        && read > 0 && exponent is > -1000 and < 1000;
}
