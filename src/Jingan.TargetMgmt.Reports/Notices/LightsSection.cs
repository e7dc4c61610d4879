using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>二、亮灯情况: the colours by field and by lead unit, and what changed since the last ones.</summary>
internal static class LightsSection
{
    private const int MostBars = 15;

    public static IEnumerable<Block> Of(NoticeFacts facts) => facts switch
    {
        { IsDraft: true } => [NoticeFigures.InDraft],
        { Report.Overview.Rated: 0 } => [new Line("本期没有已评定的目标。")],
        { Report: var report } =>
        [
            new Line("（一）分领域情况", NoticeStyle.SecondHeading),
            .. Divided("各领域亮灯情况", "领域", [.. report.Fields.Select(Group.Of)], report),
            new Line("（二）分单位情况", NoticeStyle.SecondHeading),
            .. report.Units.SelectMany(kind => Divided(
                $"各{kind.Kind.ToChinese()}牵头目标亮灯情况", kind.Kind.ToChinese(),
                [.. kind.Units.Where(u => u.Led > 0).Select(Group.Of)], report)),
            new Line("（三）变化情况", NoticeStyle.SecondHeading),
            .. Changes(report),
        ],
    };

    private static IEnumerable<Block> Divided(
        string caption, string name, IReadOnlyList<Group> all, PeriodReport report)
    {
        if (all.Count == 0)
        {
            yield break;
        }

        Group[] rated = [.. all.Where(g => g.Rated > 0)];
        var shown = rated.Length <= MostBars ? rated : Gravest(rated, report);
        if (shown.Length > 0)
        {
            yield return new Bars(
                shown.Length == rated.Length ? caption : $"{caption}（须关注目标最多的{shown.Length}个）",
                [.. report.Colours.Select((c, i) => new BarSeries(
                    c.Colour.ToChinese(), c.Colour.Letter, c.Colour.ToFill(),
                    [.. shown.Select(g => g.Colours[i].Count)]))],
                [.. shown.Select(g => g.Name)]);
        }

        yield return new Grid(
            caption,
            [
                new(name, 30), new("目标", 10, true),
                .. report.Colours.Select(c => new Column(c.Colour.ToChinese(), 10, true)), new("未评定", 10, true),
            ],
            all.Append(Group.All(all, report)).Select(CellsOf));
    }

    private static Group[] Gravest(IEnumerable<Group> groups, PeriodReport report)
    {
        var grave = report.Colours.Where(c => c.NeedsAttention).Select(c => c.Colour.Code).ToHashSet();
        return
        [
            .. groups.OrderByDescending(g => g.Colours.Where(c => grave.Contains(c.Colour.Code)).Sum(c => c.Count))
                .Take(MostBars),
        ];
    }

    private static IReadOnlyList<Cell> CellsOf(Group group) =>
    [
        group.Name, group.Targets.ToNotice(), .. group.Colours.Select(c => (Cell)c.Count.ToNotice()),
        group.NotRated.ToNotice(),
    ];

    private static IEnumerable<Block> Changes(PeriodReport report)
    {
        var moves = report.Moves;
        yield return new Line(
            $"与上次颜色相比，{ColourChange.Better.ToChinese()}{moves.Better}项，{ColourChange.Same.ToChinese()}{moves.Same}项，"
            + $"{ColourChange.Worse.ToChinese()}{moves.Worse}项，{ColourChange.New.ToChinese()}{moves.New}项"
            + (moves.NotCompared > 0 ? $"，上次按其他办法评定、无从比较{moves.NotCompared}项。" : "。"));
        if (report.Moved.Count > 0)
        {
            yield return new Grid(
                "颜色有变化的目标",
                [
                    new("目标", 36), new("牵头单位", 20), new("上次所属期", 15, true), new("上次", 10, true), new("本期", 10, true),
                    new("变化", 9, true),
                ],
                report.Moved.Select(m => (IReadOnlyList<Cell>)
                [
                    $"{m.Title}（{m.TargetId}）", m.UnitName, m.LastPeriod.ToChinese(), m.From.ToCell(), m.To.ToCell(),
                    m.Change?.ToChinese(),
                ]));
        }
    }

    /// <summary>What the targets are divided by.</summary>
    private sealed record Group(string Name, int Targets, int Rated, IReadOnlyList<ColourShare> Colours, int NotRated)
    {
        public static Group Of(FieldLine field) => new(
            field.Field.Length > 0 ? field.Field : "未注明", field.Targets, field.Rated, field.Colours,
            field.NotRated);

        public static Group Of(UnitLine unit) => new(unit.Name, unit.Led, unit.Rated, unit.Colours, unit.NotRated);

        // Counted, never averaged.
        public static Group All(IReadOnlyList<Group> groups, PeriodReport report) => new(
            "合计", groups.Sum(g => g.Targets), groups.Sum(g => g.Rated),
            [.. report.Colours.Select((c, i) => new ColourShare(c.Colour, groups.Sum(g => g.Colours[i].Count), null))],
            groups.Sum(g => g.NotRated));
    }
}
