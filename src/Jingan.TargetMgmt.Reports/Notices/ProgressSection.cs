using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>附件2 全部目标进展表: every target of the period in one row.</summary>
internal static class ProgressSection
{
    private static readonly IReadOnlyList<Column> Always =
    [
        new("序号", 7, true), new("编号", 20), new("目标", 34), new("领域", 14), new("牵头单位", 22), new("目标值", 11, true),
        new("计划值", 11, true), new("完成值", 11, true), new("计量单位", 11, true), new("完成目标的比例", 17, true),
        new("填报", 10, true),
    ];

    // In a draft nothing stands where a colour would.
    private static readonly IReadOnlyList<Column> Coloured =
        [.. Always, new("颜色或状态", 13, true), new("上次", 10, true), new("变化", 10, true)];

    public static IEnumerable<Block> Of(NoticeFacts facts)
    {
        if (facts.View.Standings.Count == 0)
        {
            return [new Line("本期没有目标。")];
        }

        var reasons = (facts.Issued?.Unrated ?? []).ToDictionary(u => u.TargetId, u => u.Reason);
        return
        [
            new Grid(
                null, facts.IsDraft ? [.. Always, new("状态", 14, true)] : Coloured,
                facts.View.Standings.Select((s, i) => (IReadOnlyList<Cell>)
                [
                    .. Plain(s, i + 1, facts.View), .. facts.IsDraft
                        ? [s.State?.ToChinese()]
                        : Colours(s, facts.View, reasons.GetValueOrDefault(s.Target.Id)),
                ])),
        ];
    }

    private static IEnumerable<Cell> Plain(TargetStatus standing, int number, PeriodView view)
    {
        var figures = standing.Figures;
        return
        [
            number.ToNotice(), standing.Target.Id.Value, standing.Title, standing.Target.Field,
            view.LeadNameOf(standing), figures?.TargetValue.ToNotice(),
            figures?.Planned.ToNotice(), figures?.Value.ToNotice(),
            figures?.UnitOfMeasure, figures is null ? "" : Percent.Of(figures.Share),
            UnitPart.OfLead(standing).Filed?.ToChinese(),
        ];
    }

    private static IEnumerable<Cell> Colours(TargetStatus standing, PeriodView view, string? reason)
    {
        var (colour, last) = (standing.Rating?.Colour, standing.Earlier?.Colour);
        var state = reason is null ? standing.State?.ToChinese() : $"{standing.State?.ToChinese()}（{reason}）";
        return
        [
            colour is null ? state : view.Palette[colour].ToCell(),
            last is null ? "" : view.Palette.ColourOf(last).ToCell(),
            view.Palette.ChangeOf(last, colour)?.ToChinese(),
        ];
    }
}
