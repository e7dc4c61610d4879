using System.Globalization;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Which part of a report a paragraph belongs to.</summary>
internal enum ReportPart
{
    /// <summary>The text does not say.</summary>
    Unknown,

    /// <summary>回顾: what was done.</summary>
    Review,

    /// <summary>工作安排: what is to be done in the year.</summary>
    Plan,

    /// <summary>今后五年: what is to be done in several years.</summary>
    LongPlan,
}

/// <summary>A paragraph with its part.</summary>
/// <param name="Paragraph">The paragraph.</param>
/// <param name="Part">Its part.</param>
/// <param name="Headings">The headings that it stands below, by level.</param>
/// <param name="IsBySection">Whether a heading says which part it is.</param>
internal sealed record PlacedParagraph(
    ReportParagraph Paragraph, ReportPart Part, IReadOnlyList<string> Headings, bool IsBySection);

/// <summary>Tells a report's review from its plan: by its headings and their years, and where no heading says, by how a
/// paragraph begins.</summary>
internal static partial class ReportParts
{
    /// <summary>The year that a report plans; null where it names none.</summary>
    public static int? YearOf(IReadOnlyList<ReportParagraph> report)
    {
        // A title's year is that of the plan or of the meeting before it; a heading may look years ahead.
        var title = report.Where(p => p.Level == 0).SelectMany(p => YearsIn(p.Text)).Cast<int?>().FirstOrDefault();
        var headings = report.Where(p => p.Level is 0 or 1).SelectMany(p => YearsIn(p.Text))
            .Where(y => title is null || y <= title + 1).ToList();
        return headings.Count > 0 ? headings.Max()
            : report.Select(p => Planned().Match(p.Text)).FirstOrDefault(m => m.Success) is { } planned
                ? int.Parse(planned.Groups["year"].ValueSpan, CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>The paragraphs without the headings.</summary>
    public static IEnumerable<PlacedParagraph> Of(IReadOnlyList<ReportParagraph> report, int? year)
    {
        var headings = new SortedDictionary<int, (string Text, ReportPart Part)>();
        var told = ReportPart.Unknown;
        foreach (var paragraph in report)
        {
            if (paragraph.Level is { } level)
            {
                foreach (var below in headings.Keys.Where(k => k >= level).ToList())
                {
                    headings.Remove(below);
                }

                headings[level] = (paragraph.Text.Trim('#', '*'), PartOf(paragraph.Text, level, year));
                told = ReportPart.Unknown;
                continue;
            }

            var section = headings.Values.LastOrDefault(h => h.Part != ReportPart.Unknown).Part;
            told = section != ReportPart.Unknown ? ReportPart.Unknown : Told(paragraph.Text, year) ?? told;
            yield return new(
                paragraph, section != ReportPart.Unknown ? section : told,
                [.. headings.Where(h => h.Key > 0).Select(h => h.Value.Text)], section != ReportPart.Unknown);
        }
    }

    private static ReportPart PartOf(string heading, int level, int? year)
    {
        var years = YearsIn(heading).ToList();
        return Review().IsMatch(heading) ? ReportPart.Review
            : level > 1 && !Chapter().IsMatch(heading) ? ReportPart.Unknown
            : Years().IsMatch(heading) && years.Count == 0 ? ReportPart.LongPlan
            : years.Count > 0 && years.Max() < year ? ReportPart.Review
            : level > 0 && (Plan().IsMatch(heading) || years.Count > 0) ? ReportPart.Plan
            : level is 1 && Past().IsMatch(heading) ? ReportPart.Review
            : ReportPart.Unknown;
    }

    private static ReportPart? Told(string paragraph, int? year)
    {
        var begins = paragraph[..Math.Min(paragraph.Length, 60)];
        return Past().IsMatch(begins) || YearsIn(begins).Any(y => y < year) ? ReportPart.Review
            : Ahead().IsMatch(begins) ? ReportPart.Plan
            : null;
    }

    private static IEnumerable<int> YearsIn(string text) =>
        Year().Matches(text).Select(m => int.Parse(m.ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex("(?<![0-9])20[0-9]{2}(?=年)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(
        "(?<year>(?<![0-9])20[0-9]{2})年[^。]{0,40}(?:预期目标|主要目标|目标任务|主要任务|工作任务|重点工作|主要工作|工作安排|要重点|我们将)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Planned();

    [GeneratedRegex("回顾|工作总结|完成情况|执行情况|进展情况|工作情况|主要成绩|工作成效|(?:困难|问题)(?:和|与)(?:问题|不足|挑战)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Review();

    [GeneratedRegex("(?:主要|重点|总体|预期|奋斗|工作).{0,4}(?:目标|任务|要求|安排|工作|部署|打算|思路|举措|建议)|今年|明年|展望|计划|目标任务",
        RegexOptions.CultureInvariant)]
    private static partial Regex Plan();

    [GeneratedRegex("(?:主要|预期|总体)(?:工作|预期)?(?:目标|要求|任务)|重点工作|工作安排", RegexOptions.CultureInvariant)]
    private static partial Regex Chapter();

    [GeneratedRegex("(?:今后|未来|下一个?)(?:的)?[三五几](?:年|个五年)|“?十[一二三四五六七八九]五”?(?:时期|期间|发展|规划)|五年(?:的)?(?:奋斗|发展|工作|主要)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Years();

    [GeneratedRegex("过去(?:的)?[一五几]?年|过去(?:一|五)年|一年来|五年来|去年|上年|这一年|本届政府任期|即将过去",
        RegexOptions.CultureInvariant)]
    private static partial Regex Past();

    [GeneratedRegex("^.{0,12}(?:(?:今年|明年|新的一年|20[0-9]{2}年)[^。]{0,30}(?:要|将|重点|预期|目标|任务|计划|安排)|下一步|下一阶段)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Ahead();
}
