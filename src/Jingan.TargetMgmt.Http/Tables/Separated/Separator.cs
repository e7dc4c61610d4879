using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Separated;

/// <summary>What stands between the cells of a file.</summary>
internal static partial class Separator
{
    // Of equally many the first: a tab is hardly ever typed within a cell.
    private static readonly char[] Known = ['\t', ',', ';'];

    /// <summary>The separator, and the text without the line in which Excel is told it: Excel does not show that line,
    /// nor count it.</summary>
    public static (char Separator, string Table) Of(string text) =>
        Told().Match(text) is { Success: true } told
            ? (told.Groups["is"].Value[0], text[told.Length..])
            : (Found(text), text);

    /// <summary>Its name for people.</summary>
    public static Text NameOf(char separator) => separator switch
    {
        '\t' => new("制表符", "tabs"),
        ';' => new("分号", "semicolons"),
        _ => new("逗号", "commas"),
    };

    // In the first line that has any: a title stands alone in its line. What is in quotes separates nothing.
    private static char Found(string text)
    {
        var (counts, isQuoted) = (new int[Known.Length], false);
        foreach (var c in text)
        {
            if (c is '\n' or '\r' && !isQuoted && counts.Any(n => n > 0))
            {
                break;
            }

            isQuoted ^= c == '"';
            if (!isQuoted && Array.IndexOf(Known, c) is >= 0 and var which)
            {
                counts[which]++;
            }
        }

        return counts.Max() == 0 ? ',' : Known[Array.IndexOf(counts, counts.Max())];
    }

    [GeneratedRegex(
        "^\"?sep=(?<is>[,;\t])\"?[,;\t]*(\r\n|\n|\r|\\z)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Told();
}
