using System.Globalization;

namespace Jingan.TransparencyLog;

/// <summary>The one spelling of a number in these formats: ASCII digits, no sign, no leading zero,
/// at most 2^63-1.</summary>
internal static class DecimalText
{
    public static string Print(long value) => value.ToString(CultureInfo.InvariantCulture);

    // The parser of the base class library also takes leading zeros and trailing NULs:
    // only what prints the same is accepted.
    public static bool TryParse(ReadOnlySpan<char> text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        && text.SequenceEqual(Print(value));
}
