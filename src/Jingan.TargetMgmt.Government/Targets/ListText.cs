using System.Text;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>A list in a cell: items by <c>;</c> or line, their parts by <c>|</c>, with the signs of either keyboard. A
/// backslash in front of one of these signs, or of another backslash, makes it a sign like any other.</summary>
internal static class ListText
{
    public static readonly char[] Items = [';', '；', '\n', '\r'], Parts = ['|', '｜'];

    private const char Escape = '\\';

    private static readonly char[] Escaped = [.. Items, .. Parts, Escape];

    /// <summary>The texts between signs, still escaped, without blanks around them; those with nothing in them
    /// too.</summary>
    public static List<string> Split(string text, char[] signs)
    {
        List<string> texts = [];
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Escape && i + 1 < text.Length && Escaped.Contains(text[i + 1]))
            {
                i++;
            }
            else if (signs.Contains(text[i]))
            {
                texts.Add(text[from..i].Trim());
                from = i + 1;
            }
        }

        texts.Add(text[from..].Trim());
        return texts;
    }

    /// <summary>A text as it was before it was escaped.</summary>
    public static string Plain(string text)
    {
        if (!text.Contains(Escape))
        {
            return text;
        }

        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            i += text[i] == Escape && i + 1 < text.Length && Escaped.Contains(text[i + 1]) ? 1 : 0;
            plain.Append(text[i]);
        }

        return plain.ToString();
    }

    /// <summary>A list, an item a line; of an item the empty parts at its end are left out.</summary>
    public static string Write(IEnumerable<IReadOnlyList<string>> items) => string.Join('\n', items.Select(parts =>
        string.Join('|', parts.Reverse().SkipWhile(p => p.Length == 0).Reverse().Select(Written))));

    private static string Written(string part)
    {
        var written = new StringBuilder();
        foreach (var sign in part)
        {
            written.Append(Escaped.Contains(sign) ? $"{Escape}{sign}" : sign);
        }

        return written.ToString();
    }
}
