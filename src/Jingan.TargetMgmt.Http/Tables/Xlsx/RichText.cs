using System.Globalization;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>A text as the workbook keeps it, in one piece or in runs of different fonts
/// (ECMA-376 Part 1, 18.4).</summary>
internal static partial class RichText
{
    /// <summary>The text of the element that is reached, <c>si</c> or <c>is</c>, up to its end: its runs one after
    /// another, without the phonetic ones. Null where it is longer.</summary>
    public static string? Read(PartReader xml, int most)
    {
        var (text, depth, isRun) = (new Pieces(most), xml.Depth, false);
        if (xml.IsEmpty)
        {
            return "";
        }

        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.IsElement && xml.Depth == depth + 1)
            {
                isRun = xml.Name == "r"; // not rPh: how it is pronounced is no part of it
            }

            if (xml.IsElement && xml.Name == "t" && (xml.Depth == depth + 1 || (xml.Depth == depth + 2 && isRun))
                && !text.Add(xml.Text(most)))
            {
                return null;
            }
        }

        return Decoded(text.ToString());
    }

    /// <summary>The text without its escapes: <c>_x000D_</c> is a character that XML cannot hold
    /// (ECMA-376 Part 1, 22.9.2.19).</summary>
    public static string Decoded(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, e => ((char)ushort.Parse(
            e.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString())
        : text;

    // Half a surrogate pair would be no text.
    [GeneratedRegex("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
