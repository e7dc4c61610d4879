using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Recognises headings: by their numbering 一、（一）1. or a mark, and without either by what they say.</summary>
internal static partial class ReportHeading
{
    // Longer ones are sentences.
    private const int Longest = 60, LongestAlone = 40;

    /// <summary>The level of the heading that a line is or begins with, and how long it is; null where there is none.
    /// </summary>
    public static (int? Level, int Length) Find(string line, bool isWithin)
    {
        if (Numbered().Match(line) is { Success: true } numbered && LevelOf(numbered) is { } level)
        {
            return Ends(line, numbered, level) is { } length ? (level, length) : (null, 0);
        }

        if (isWithin || line.Length > LongestAlone || line.AsSpan().ContainsAny("，。；：？"))
        {
            return (null, 0);
        }

        return line.Contains("政府工作报告", StringComparison.Ordinal) ? (0, line.Length)
            : line[0] == '#' || Speaks().IsMatch(line) ? (1, line.Length)
            : (null, 0);
    }

    private static int? LevelOf(Match numbered) =>
        numbered.Groups["one"].Success ? 1
        : numbered.Groups["two"].Success ? 2
        : numbered.Groups["three"].Success ? 3
        : null;

    // A heading may run on into its paragraph: （一）坚持创新驱动。加快……
    private static int? Ends(string line, Match numbered, int level)
    {
        var stop = line.IndexOfAny(['。', '；', '：']);
        if (level == 3)
        {
            return stop < 0 && line.Length <= LongestAlone && !line.Contains('，')
                && Quantities.In(line[numbered.Length..]).Count == 0 ? line.Length : null;
        }

        var length = stop < 0 ? line.Length : stop + 1;
        return length <= Longest && (stop < 0 || line[stop] == '。')
            && (Quantities.In(line[numbered.Length..length]).Count == 0 || Speaks().IsMatch(line)) ? length : null;
    }

    [GeneratedRegex(
        "^(?:#+|\\*\\*)?(?:(?<one>第[一二三四五六七八九十]+(?:部分|章|篇)[、：:]?|[一二三四五六七八九十]{1,3}[、.．])"
        + "|(?<two>[（(][一二三四五六七八九十]{1,3}[）)])"
        + "|(?<three>[0-9]{1,2}[、.．](?![0-9])|[（(][0-9]{1,2}[）)]))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(
        "(?:[0-9]{4}年|今年|去年|过去|今后|未来|[下新]一年|五年|时期).*(?:回顾|总结|工作|目标|任务|安排|要求|打算|思路|举措|建议|部署)$"
            + "|^(?:主要|重点|总体|全年).{0,6}(?:目标|任务|要求|安排)$|工作回顾|主要目标任务",
        RegexOptions.CultureInvariant)]
    private static partial Regex Speaks();
}
