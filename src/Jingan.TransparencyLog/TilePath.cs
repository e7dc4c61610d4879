using System.Globalization;
using System.Text;

namespace Jingan.TransparencyLog;

/// <summary>The tail that hash tiles and entry bundles share: N in groups of three digits, all but the last with an x,
/// and .p/W when it is not full.</summary>
internal static class TilePath
{
    // Seven groups hold any long; with "tile/entries/" in front nothing valid is longer.
    public const int MaxLength = 64;

    public static string Print(string prefix, long index, int width)
    {
        var path = new StringBuilder(prefix);
        var digits = DecimalText.Print(index);
        digits = digits.PadLeft((digits.Length + 2) / 3 * 3, '0');
        for (var i = 0; i < digits.Length; i += 3)
        {
            path.Append(i + 3 < digits.Length ? "x" : "").Append(digits, i, 3).Append(i + 3 < digits.Length ? "/" : "");
        }

        return width == Tile.FullWidth
            ? path.ToString()
            : path.Append(CultureInfo.InvariantCulture, $".p/{width}").ToString();
    }

    /// <summary>Reads leniently; the caller prints the result and compares, which is what makes it strict.</summary>
    public static bool TryParse(string text, out long index, out int width)
    {
        index = 0;
        width = Tile.FullWidth;
        var partial = text.IndexOf(".p/", StringComparison.Ordinal);
        if (partial >= 0)
        {
            if (!DecimalText.TryParse(text.AsSpan(partial + 3), out var w) || w is < 1 or >= Tile.FullWidth)
            {
                return false;
            }

            (width, text) = ((int)w, text[..partial]);
        }

        var digits = text.Replace("x", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }
}
