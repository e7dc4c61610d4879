using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Documents.Parts;

/// <summary>红黄清单: the targets that need attention, worst first, with what both sides say of each.</summary>
internal static class AttentionTable
{
    public static ReportPart Of(PeriodReport report) => new(
        report.AttentionName,
        [
            new(
                "",
                [
                    new("序号", 5), new("颜色", 9), new("目标编号", 12), new("目标", 24), new("牵头单位", 15), new("实际值", 9),
                    new("计划值", 9), new("差距", 9), new("年度目标值", 9), new("计量单位", 9), new("评定理由（评估方）", 28),
                    new("存在困难（单位填报）", 21), new("下一步（单位填报）", 21), new("连续期数", 7), new("与上次比", 11),
                ],
                [.. report.Attention.Select((line, i) => LineOf(i + 1, line))],
                report.Head.Released ? "本期没有列入清单的目标。" : "评估报告尚未出具，没有可列的目标。",
                Fixed: 4),
        ]);

    private static Line LineOf(int number, AttentionLine line)
    {
        var (item, figures) = (line.Item, line.Item.Figures);
        return new(
        [
            Value.Of(number), Value.Of(line.Colour), Value.OfShort(item.TargetId.Value), Value.Of(item.Title),
            Value.Of(item.UnitName), Value.Of(figures?.Value), Value.Of(figures?.Planned), Value.Of(line.Gap),
            Value.Of(figures?.TargetValue), Value.OfShort(figures?.UnitOfMeasure), Value.Of(ReasonOf(line)),
            Value.Of(line.Difficulties), Value.Of(line.NextSteps), Value.Of(line.InARow),
            Value.OfShort(item.Change?.Arrow()),
        ]);
    }

    // Why, and where the colour is not the suggested one, why not that.
    private static string ReasonOf(AttentionLine line) => line.Item.Divergence is { } divergence
        ? $"{line.Item.Rationale}\n偏离建议颜色的理由：{divergence.Reason}"
        : line.Item.Rationale;
}
