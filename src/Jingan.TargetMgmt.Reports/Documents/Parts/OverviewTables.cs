using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Documents.Parts;

/// <summary>总览: how many targets have which colour, by level and by field, and what changed.</summary>
internal static class OverviewTables
{
    public static ReportPart Of(PeriodReport report) => new(
        "总览", [ColoursOf(report), StatesOf(report), FieldsOf(report), MovesOf(report), MovedOf(report)],
        PartChart.Colours);

    private static ReportTable ColoursOf(PeriodReport report)
    {
        var rated = report.Overview.Rated;
        var before = report.Previous is null ? null : report.Colours.Sum(c => c.Last);
        return new(
            $"一、颜色（目标共 {report.Overview.Targets} 个，已评定 {rated} 个）",
            [
                new("颜色", 14), new("含义", 44), new("区政府总体目标", 22), new("部门工作目标", 14), new("合计", 12),
                new("占比", 12), new(report.Previous?.ToChinese() ?? "上期", 14), new("增减", 12),
            ],
            [
                .. report.Colours.Select(c => new Line(
                [
                    Value.Of(c.Colour), Value.Of(c.Colour.Meaning), Value.Of(c.Overall), Value.Of(c.Departmental),
                    Value.Of(c.Count), Value.OfShare(c.Share), Value.Of(c.Last), Value.Of(c.Count - c.Last),
                ])),
                new(
                    [
                        Value.Of("已评定"), Value.Of(""), Value.Of(report.Colours.Sum(c => c.Overall)),
                        Value.Of(report.Colours.Sum(c => c.Departmental)), Value.Of(rated),
                        Value.OfShare(Quotient.Of(rated, rated)), Value.Of(before), Value.Of(rated - before),
                    ],
                    IsTotal: true),
            ]);
    }

    private static ReportTable StatesOf(PeriodReport report) => new(
        "二、没有颜色的目标",
        [new("状态", 14), new("说明", 44), new("区政府总体目标", 22), new("部门工作目标", 14), new("合计", 12)],
        [
            .. report.States.Select(s => new Line(
            [
                Value.OfShort(s.State.ToChinese()), Value.Of(s.State.Explained()), Value.Of(s.Overall),
                Value.Of(s.Departmental), Value.Of(s.Count),
            ])),
        ]);

    private static ReportTable FieldsOf(PeriodReport report) => new(
        "三、按领域",
        [
            new("序号", 14), new("领域", 44), new("目标数", 22), new("已评定", 14), new("没有颜色", 12),
            .. report.Colours.Select(c => new Column(c.Colour.Marked(), 12)),
        ],
        [
            .. report.Fields.Select((f, i) => new Line(
            [
                Value.Of(i + 1), Value.Of(f.Field), Value.Of(f.Targets), Value.Of(f.Rated), Value.Of(f.NotRated),
                .. f.Colours.Select(c => Value.Of(c.Count)),
            ])),
        ]);

    private static ReportTable MovesOf(PeriodReport report) => new(
        "四、与各目标上次的颜色相比",
        [new("变化", 14), new("说明", 44), new("目标数", 22)],
        [
            OfMove(ColourChange.Better.Arrow(), "颜色比上次好", report.Moves.Better),
            OfMove(ColourChange.Same.Arrow(), "与上次同色", report.Moves.Same),
            OfMove(ColourChange.Worse.Arrow(), "颜色比上次差", report.Moves.Worse),
            OfMove(ColourChange.New.Arrow(), "本年此前没有颜色", report.Moves.New),
            OfMove("无法比较", "两次所用的分类分色办法不同", report.Moves.NotCompared),
        ]);

    private static Line OfMove(string change, string meaning, int count) =>
        new([Value.OfShort(change), Value.Of(meaning), Value.Of(count)]);

    private static ReportTable MovedOf(PeriodReport report) => new(
        "五、颜色有变化的目标",
        [
            new("目标编号", 14), new("目标", 44), new("牵头单位", 22), new("上次所属期", 14), new("上次颜色", 12),
            new("本期颜色", 12), new("变化", 14),
        ],
        [
            .. report.Moved.Select(m => new Line(
            [
                Value.OfShort(m.TargetId.Value), Value.Of(m.Title), Value.Of(m.UnitName),
                Value.OfShort(m.LastPeriod.ToChinese()), Value.Of(m.From), Value.Of(m.To),
                Value.OfShort(m.Change?.Arrow() ?? "办法不同"),
            ])),
        ]);
}
