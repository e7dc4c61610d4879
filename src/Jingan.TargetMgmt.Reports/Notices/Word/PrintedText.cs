using System.Buffers;
using System.Text;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>Text as it can stand in a Word document and be printed.</summary>
internal static class PrintedText
{
    /// <summary>In the place of what cannot be printed; every Chinese font has it.</summary>
    private static readonly Rune Instead = new('□');

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Characters(' ', '~'), .. Characters('\u3001', '\u9fff'), .. Characters('\uff01', '\uff5e')]);

    /// <summary>The text without what XML does not have (control characters, halves of surrogate pairs, noncharacters)
    /// and without what turns the direction of its neighbours; line ends are line feeds.</summary>
    public static string Of(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var printed = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            printed.Append((rune.Value == '\t' ? new Rune(' ') : IsPrinted(rune) ? rune : Instead).ToString());
        }

        return printed.ToString();
    }

    // Nearly every text: letters, digits and signs of the basic plane.
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(Plain);

    // Half a pair is enumerated as U+FFFD.
    private static bool IsPrinted(Rune rune) => rune.Value == '\n'
        || (rune.Value & 0xFFFE) != 0xFFFE && rune.Value != 0xFFFD && !Rune.IsControl(rune) && !TurnsDirection(rune);

    private static IEnumerable<char> Characters(char first, char last) =>
        Enumerable.Range(first, last - first + 1).Select(c => (char)c);

    private static bool TurnsDirection(Rune rune) =>
        rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x200E or 0x200F or 0x061C;
}
