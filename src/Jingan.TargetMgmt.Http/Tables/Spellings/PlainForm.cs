using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Spellings;

/// <summary>What somebody typed with a Chinese keyboard, in plain signs: －６．５％ as -6.5%.</summary>
public static class PlainForm
{
    private const char FirstWide = '\uFF01', LastWide = '\uFF5E', WideSpace = '\u3000', NoBreakSpace = '\u00A0',
        Minus = '\u2212';

    /// <summary>The text with full-width signs made plain and without space around it.</summary>
    public static string Of(string text) => string.Concat(text.Select(c =>
        c is >= FirstWide and <= LastWide ? (char)(c - FirstWide + '!')
        : c is WideSpace or NoBreakSpace ? ' '
        : c == Minus ? '-' : c)).Trim();

    /// <summary>What was found, short enough to be shown.</summary>
    public static string Quote(string found) => RefusedValueException.Quote(found.Trim());

    /// <summary>What was found, and what to write instead.</summary>
    public static Text Found(string found, string zh, string en) =>
        new($"收到“{Quote(found)}”；{zh}", $"is \"{Quote(found)}\"; {en}");
}
