using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>四、填报情况: who reported what was owed, and by name what is missing.</summary>
internal static class ReportingSection
{
    public static IEnumerable<Block> Of(NoticeFacts facts)
    {
        UnitView[] owing = [.. facts.View.Units.Where(u => u.Expected > 0)];
        var (expected, filed) = (owing.Sum(u => u.Expected), owing.Sum(u => u.Filed));
        if (expected == 0)
        {
            yield return new Line("本期没有应报的填报。");
            yield break;
        }

        yield return new Line(
            $"本期应报{expected}份，已报{filed}份（占{Quotient.Of(filed, expected).ToPercent()}），其中按时{owing.Sum(u => u.OnTime)}份、"
            + $"逾期{owing.Sum(u => u.Late)}份；未填报{owing.Sum(u => u.NotReported)}份。");
        yield return new Grid(
            "各单位填报情况",
            [
                new("单位", 34), new("应报", 10, true), new("已报", 10, true), new("按时", 10, true),
                new("逾期", 10, true), new("未填报", 11, true), new("完整率", 14, true),
            ],
            owing.Select(u => CellsOf(u.Unit.Name, u.Expected, u.Filed, u.OnTime, u.Late, u.NotReported))
                .Append(CellsOf(
                    "合计", expected, filed, owing.Sum(u => u.OnTime), owing.Sum(u => u.Late),
                    owing.Sum(u => u.NotReported))));
        var missing = owing.SelectMany(u => u.Parts.Where(p => p is { IsExpected: true, Report: null })
            .Select(p => (Unit: u.Unit.Name, Part: p))).ToList();
        if (missing.Count > 0)
        {
            yield return new Grid(
                "未填报的目标",
                [new("单位", 30), new("目标", 54), new("牵头或配合", 16, true)],
                missing.Select(m => (IReadOnlyList<Cell>)
                [
                    m.Unit, $"{m.Part.Standing.Title}（{m.Part.Standing.Target.Id}）", m.Part.IsLead ? "牵头" : "配合",
                ]));
        }
    }

    private static IReadOnlyList<Cell> CellsOf(string name, int expected, int filed, int onTime, int late, int missing) =>
    [
        name, expected.ToNotice(), filed.ToNotice(), onTime.ToNotice(), late.ToNotice(), missing.ToNotice(),
        Quotient.Of(filed, expected).ToPercent(),
    ];
}
