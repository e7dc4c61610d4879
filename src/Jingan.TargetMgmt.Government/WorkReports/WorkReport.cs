using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Reads the targets out of a government work report 政府工作报告, by rules. What it finds is a proposal; a person
/// corrects it.</summary>
internal static partial class WorkReport
{
    /// <summary>No more are proposed: as many as an import takes.</summary>
    public const int MostTargets = 2_000;

    private const int LongestField = 50;

    private static readonly Text NoText = new("文件里没有文字。", "There is no text in it.");

    private static readonly Text OnlyReview = new(
        "文中只有回顾部分，没有找到工作安排；请提交含“主要工作”“目标任务”等部分的全文，或只粘贴该部分。",
        "There is a review and no plan; send the whole report, or paste the part that plans.");

    private static readonly Text Nothing = new(
        "没有找到带数字、节点或名称的任务；请核对文件是否为政府工作报告的工作安排部分。",
        "No sentence promises a number, a node or anything by name; is this the plan of a work report?");

    private static readonly Text TooLong = new(
        $"只读了前 {ReportParagraphs.Most} 段；请分段提交。",
        $"Only the first {ReportParagraphs.Most} paragraphs were read; send the text in parts.");

    private static readonly Text TooMany = new(
        $"只列前 {MostTargets} 项；请分段提交。", $"Only the first {MostTargets} are shown; send the text in parts.");

    /// <summary>The proposals.</summary>
    public static TargetDraft Read(string report)
    {
        var paragraphs = ReportParagraphs.Of(report);
        var year = ReportParts.YearOf(paragraphs);
        var placed = ReportParts.Of(paragraphs, year).ToList();
        var targets = placed.Where(p => p.Part != ReportPart.Review).SelectMany(InOrder(year)).Take(MostTargets + 1)
            .ToList();
        return targets.Count > MostTargets ? new(year, targets[..MostTargets], TooMany.Current)
            : paragraphs.Count >= ReportParagraphs.Most ? new(year, targets, TooLong.Current)
            : new(year, targets, targets.Count > 0 ? null
                : placed.Count == 0 ? NoText.Current
                : placed.TrueForAll(p => p.Part == ReportPart.Review) ? OnlyReview.Current
                : Nothing.Current);
    }

    // A list of expectations may go on over several sentences and paragraphs, until a full stop.
    private static Func<PlacedParagraph, IEnumerable<ProposedTarget>> InOrder(int? year)
    {
        var isExpected = false;
        return Of;

        IEnumerable<ProposedTarget> Of(PlacedParagraph placed)
        {
            foreach (var sentence in ReportSentence.Of(placed.Paragraph.Text).Where(s => s.IsReadable))
            {
                isExpected = isExpected || Expectations().IsMatch(sentence.Text);
                foreach (var target in new SentenceReading(
                    sentence, Frame(placed, sentence, isExpected), placed, year).Read())
                {
                    yield return target;
                }

                isExpected = isExpected && sentence.Text[^1] is not ('。' or '！' or '？');
            }
        }
    }

    private static ProposedTarget Frame(PlacedParagraph placed, ReportSentence sentence, bool isExpected)
    {
        var field = placed.Headings.Count > 1 ? Number().Replace(placed.Headings[^1], "").TrimEnd('。') : "";
        return new(
            "", sentence.Text,
            new(string.Join('／', placed.Headings), placed.Paragraph.Number,
                placed.Paragraph.Line.OffsetOf(sentence.Start)),
            TargetKind.Qualitative,
            isExpected ? TargetLevel.Overall : null,
            isExpected ? "主要预期目标" : field.Length is > 0 and <= LongestField ? field : null);
    }

    [GeneratedRegex("(?:预期目标|主要目标|主要指标|预期指标)[^。]{0,12}(?:[是为：:]|如下)", RegexOptions.CultureInvariant)]
    private static partial Regex Expectations();

    [GeneratedRegex("^(?:第?[一二三四五六七八九十]+(?:部分|章|篇)?[、．.：:]|[（(][一二三四五六七八九十0-9]+[）)]"
        + "|[0-9]{1,2}[、．.])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
