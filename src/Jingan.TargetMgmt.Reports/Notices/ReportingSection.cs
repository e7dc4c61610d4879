using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>四、填报情况: who reported what was owed, and by name what is missing or came late.</summary>
internal static class ReportingSection
{
    private static readonly IReadOnlyList<Column> Columns =
    [
        new("单位", 34), new("应报", 10, true), new("已报", 10, true), new("按时", 10, true), new("逾期", 10, true),
        new("未填报", 11, true), new("完整率", 14, true),
    ];

    public static IEnumerable<Block> Of(NoticeFacts facts)
    {
        var (reporting, total) = (facts.Report.Reporting, facts.Report.Reporting.Total);
        if (total.Expected == 0)
        {
            yield return new Line("本期没有应报的填报。");
            yield break;
        }

        yield return new Line(
            $"本期应报{total.Expected}份，已报{total.Filed}份（占{Percent.Of(total.Completeness)}），其中按时{total.OnTime}份、"
            + $"逾期{total.Late}份；未填报{total.NotReported}份。");
        yield return new Grid(
            "各单位填报情况", Columns,
            reporting.Units.Where(u => u.Reporting.Expected > 0).Select(u => CellsOf(u.Name, u.Reporting))
                .Append(CellsOf("合计", total)));
        var missing = reporting.Units.SelectMany(u => u.Missing.Select(m => (u.Name, m))).ToList();
        if (missing.Count > 0)
        {
            yield return Named("未填报的目标", missing.Select(m => (m.Name, m.m.Title, m.m.TargetId.Value, m.m.IsLead)));
        }

        if (facts.Report.Late.Count > 0)
        {
            yield return Named("逾期填报的目标", facts.Report.Late.Select(l => (l.Name, l.Title, l.TargetId.Value, l.IsLead)));
        }
    }

    private static Grid Named(
        string caption, IEnumerable<(string Unit, string Title, string Target, bool IsLead)> reports) => new(
        caption, [new("单位", 30), new("目标", 54), new("牵头或配合", 16, true)],
        reports.Select(r => (IReadOnlyList<Cell>)
            [r.Unit, $"{r.Title}（{r.Target}）", r.IsLead ? "牵头" : "配合"]));

    private static IReadOnlyList<Cell> CellsOf(string name, PullCompleteness.Reporting r) =>
    [
        name, r.Expected.ToNotice(), r.Filed.ToNotice(), r.OnTime.ToNotice(), r.Late.ToNotice(),
        r.NotReported.ToNotice(), Percent.Of(r.Completeness),
    ];
}
