using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>一、总体情况: how many targets there are, how they stand, and what the evaluator says of them.</summary>
internal static class OverviewSection
{
    public static IEnumerable<Block> Of(NoticeFacts facts)
    {
        yield return new Line(Targets(facts.Report, facts.IsDraft));
        if (facts.Issued is not { } issued)
        {
            yield break;
        }

        if (facts.Report.Overview.Rated > 0)
        {
            yield return new Line($"已评定的目标中，{Colours(facts.Report)}。");
        }

        yield return new Line("第三方机构综述", NoticeStyle.SecondHeading);
        foreach (var line in issued.Summary.ReplaceLineEndings("\n")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            yield return new Line(line);
        }
    }

    private static string Targets(PeriodReport report, bool isDraft)
    {
        var (all, rated) = (report.Overview.Targets, report.Overview.Rated);
        return all == 0
            ? "本期没有目标。"
            : $"本期共有目标{all}项。" + (isDraft ? ""
                : rated == all ? "全部目标均已评定。"
                : $"已评定{rated}项，未评定{all - rated}项。")
                + (rated == all ? "" : $"{(isDraft ? "其中" : "没有颜色的目标中")}，{States(report)}。");
    }

    // A target without a colour has exactly one state.
    private static string States(PeriodReport report) => string.Join(
        "，", report.States.Where(s => s.Count > 0).Select(s => $"{s.State.ToChinese()}{s.Count}项"));

    private static string Colours(PeriodReport report) => string.Join("，", report.Colours.Select(c =>
        $"{c.Colour.ToChinese()} {c.Count}项{(c.Count == 0 ? "" : $"（占{Percent.Of(c.Share)}）")}"));
}
