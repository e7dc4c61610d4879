using System.Buffers;
using System.Globalization;
using System.Text;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>The quote in front of what a spreadsheet would run (OWASP, CSV injection). It is put there where a table is
/// written and taken off where one is read, line by line: programs that split a file by its lines take each line of a
/// cell for a cell of its own.</summary>
/// <remarks>A text that has quotes in front of such a beginning gets one more: else two texts would come back as one.
/// Not CsvHelper's own option: it takes -5 for a formula.</remarks>
public static class FormulaMark
{
    private const char Quote = '\'';

    // East Asian versions of Excel take the wide signs for the narrow ones.
    private static readonly SearchValues<char> Signs = SearchValues.Create("=+-@＝＋－＠﹦﹢﹣﹫");

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\v\f\u0085\u2028\u2029");

    /// <summary>The text, harmless in a spreadsheet.</summary>
    public static string PutOn(string text) =>
        ByLine(text, (line, isFirst) => Runs(line, isFirst) ? Quote + line : line);

    /// <summary>The text as it was before <see cref="PutOn"/>.</summary>
    public static string TakenOff(string cell) => ByLine(cell, (line, isFirst) =>
        line is [Quote, ..] && Runs(line, isFirst) ? line[1..] : line);

    private static string ByLine(string text, Func<string, bool, string> of)
    {
        var end = text.AsSpan().IndexOfAny(Breaks);
        if (end < 0)
        {
            return of(text, true);
        }

        var all = new StringBuilder(text.Length + 8);
        for (var from = 0; from < text.Length; from = end)
        {
            var next = text.AsSpan(from).IndexOfAny(Breaks);
            end = next < 0 ? text.Length : from + next + 1; // a line with its break
            all.Append(of(text[from..end], from == 0));
        }

        return all.ToString();
    }

    // Behind quotes, blanks and what nobody sees. A blank line within a text begins nothing.
    private static bool Runs(string line, bool isFirst)
    {
        var text = line.AsSpan().TrimStart(Quote);
        if (text is ['\t', ..] || (isFirst && text is ['\r' or '\n', ..]))
        {
            return true;
        }

        foreach (var sign in text.EnumerateRunes())
        {
            if (!IsUnseen(sign))
            {
                return sign.IsBmp && Signs.Contains((char)sign.Value);
            }
        }

        return false;
    }

    private static bool IsUnseen(Rune sign) => Rune.IsWhiteSpace(sign)
        || Rune.GetUnicodeCategory(sign) is UnicodeCategory.Format or UnicodeCategory.Control
            or UnicodeCategory.NonSpacingMark;
}
