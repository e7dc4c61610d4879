using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace Jingan.TargetMgmt.Http.Workbooks;

/// <summary>Values as cells, so that a spreadsheet shows exactly what they are. A text is never a formula: in a
/// workbook the two are different things.</summary>
public static partial class Cells
{
    /// <summary>The longest text that Excel opens.</summary>
    private const int MostCharacters = 32_767;

    /// <summary>The digits that a spreadsheet keeps.</summary>
    private const int MostDigits = 15;

    private static readonly SearchValues<char> NoXml = SearchValues.Create('\uFFFE', '\uFFFF');

    public static Cell Of(string? text, StyleId style) => text is null ? new("", style) : new(Plain(text), style);

    /// <summary>A number. One with more digits than a spreadsheet keeps is written as a text: rounded it would be
    /// another.</summary>
    public static Cell Of(decimal? number, StyleId style) => number is not { } exact ? new("", style)
        : DigitsOf(exact) > MostDigits ? new(exact.ToString(CultureInfo.InvariantCulture), style)
        : new(exact, style);

    public static Cell Of(long number, StyleId style) => Of((decimal)number, style);

    public static Cell Of(DateOnly? day, StyleId style) =>
        day is { } known ? new(known.ToDateTime(TimeOnly.MinValue), style) : new("", style);

    /// <summary>A share as reports have it, such as <c>0.25</c>; a dash where there is none.</summary>
    public static Cell OfShare(string? share, StyleId style) =>
        share is null ? new("—", style) : new(decimal.Parse(share, CultureInfo.InvariantCulture), style);

    /// <summary>A text for a note on a cell, without what XML cannot hold: the library leaves that out of cells, but
    /// writes notes as they are.</summary>
    public static string Note(string text) => Plain(string.Concat(
        text.EnumerateRunes().Where(r => !r.IsBmp || XmlConvert.IsXmlChar((char)r.Value))));

    // Leading zeros are none, and neither is the sign.
    private static int DigitsOf(decimal number) =>
        Math.Abs(number).ToString("0.############################", CultureInfo.InvariantCulture)
            .Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length;

    private static string Plain(string text)
    {
        if (text.AsSpan().ContainsAny(NoXml))
        {
            text = text.Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD');
        }

        // ECMA-376 Part 1, 22.9.2.19: what looks like an escaped character is read as that character.
        if (text.Contains("_x", StringComparison.OrdinalIgnoreCase))
        {
            text = Escape().Replace(text, "_x005F_");
        }

        if (text.Length <= MostCharacters)
        {
            return text;
        }

        var rest = $"……（下略，全文共 {text.Length} 字）";
        return string.Concat(text.AsSpan(0, MostCharacters - rest.Length), rest);
    }

    [GeneratedRegex("_(?=[xX][0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
