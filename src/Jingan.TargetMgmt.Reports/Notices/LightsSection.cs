using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>二、亮灯情况: the colours by field and by lead unit, and what changed since the last ones.</summary>
internal static class LightsSection
{
    private const int MostBars = 15;

    private const string Unrated = "未评定";

    public static IEnumerable<Block> Of(NoticeFacts facts) => facts switch
    {
        { IsDraft: true } => [new Line("评估报告出具后由系统填写。")],
        { View.Rated.Count: 0 } => [new Line("本期没有已评定的目标。")],
        _ =>
        [
            .. Divided(facts.View, "（一）分领域情况", "各领域亮灯情况", "领域", Fields(facts.View)),
            .. Divided(facts.View, "（二）分单位情况", "各牵头单位亮灯情况", "牵头单位", Units(facts.View)),
            .. Changes(facts.View),
        ],
    };

    // In the order in which the targets are numbered.
    private static IEnumerable<Group> Fields(PeriodView view) => view.Standings
        .GroupBy(s => s.Target.Field is { Length: > 0 } field ? field : "未注明")
        .Select(g => new Group(g.Key, [.. g]));

    private static IEnumerable<Group> Units(PeriodView view) => view.Standings
        .GroupBy(s => s.LeadUnit)
        .OrderBy(g => g.Key.Value, StringComparer.Ordinal)
        .Select(g => new Group(view.NameOf(g.Key), [.. g]));

    private static IEnumerable<Block> Divided(
        PeriodView view, string heading, string caption, string name, IEnumerable<Group> groups)
    {
        Group[] all = [.. groups];
        Group[] rated = [.. all.Where(g => g.Members.Any(s => s.Rating is not null))];
        Group[] shown = rated.Length <= MostBars ? rated : Gravest(rated, view);
        yield return new Line(heading, NoticeStyle.SecondHeading);
        yield return new Bars(
            shown.Length == rated.Length ? caption : $"{caption}（须关注事项最多的{shown.Length}个）",
            [.. view.Palette.Colours.Select(c => new BarSeries(
                c.ToChinese(), c.Letter, c.ToFill(), [.. shown.Select(g => CountOf(g.Members, c))]))],
            [.. shown.Select(g => g.Name)]);
        yield return new Grid(
            caption,
            [
                new(name, 30), new("目标", 10, true),
                .. view.Palette.Colours.Select(c => new Column(c.ToChinese(), 10, true)), new(Unrated, 10, true),
            ],
            all.Append(new("合计", view.Standings)).Select(g => CellsOf(g, view)));
    }

    private static Group[] Gravest(IEnumerable<Group> groups, PeriodView view) =>
    [
        .. groups.OrderByDescending(g =>
                g.Members.Count(s => s.Rating is { } rating && view.Palette.NeedsAttention(rating.Colour)))
            .Take(MostBars),
    ];

    private static IReadOnlyList<Cell> CellsOf(Group group, PeriodView view) =>
    [
        group.Name, group.Members.Count.ToNotice(),
        .. view.Palette.Colours.Select(c => (Cell)CountOf(group.Members, c).ToNotice()),
        group.Members.Count(s => s.Rating is null).ToNotice(),
    ];

    private static int CountOf(IEnumerable<TargetStatus> members, SchemeColour colour) =>
        members.Count(s => s.Rating?.Colour == colour.Code);

    private static IEnumerable<Block> Changes(PeriodView view)
    {
        var changes = view.Rated.Select(s => (Target: s, Change: ChangeOf(s, view))).ToList();
        yield return new Line("（三）变化情况", NoticeStyle.SecondHeading);
        yield return new Line(
            $"与上次颜色相比，{string.Join("，", Enum.GetValues<ColourChange>().Select(c =>
                $"{c.ToChinese()}{changes.Count(x => x.Change == c)}项"))}"
            + (changes.Count(c => c.Change is null) is > 0 and var other ? $"，上次按其他办法评定、无从比较{other}项。" : "。"));
        var moved = changes.Where(c => c.Change is ColourChange.Better or ColourChange.Worse)
            .OrderByDescending(c => c.Change == ColourChange.Worse).ToList();
        if (moved.Count > 0)
        {
            yield return new Grid(
                "颜色有变化的目标",
                [new("目标", 36), new("牵头单位", 22), new("上次", 12, true), new("本期", 12, true), new("变化", 10, true)],
                moved.Select(c => (IReadOnlyList<Cell>)
                [
                    $"{c.Target.Title}（{c.Target.Target.Id}）", view.LeadNameOf(c.Target),
                    view.Palette.ToCell(c.Target.Earlier!.Colour), view.Palette.ToCell(c.Target.Rating!.Colour),
                    c.Change!.Value.ToChinese(),
                ]));
        }
    }

    private static ColourChange? ChangeOf(TargetStatus standing, PeriodView view) =>
        view.Palette.ChangeOf(standing.Earlier?.Colour, standing.Rating!.Colour);

    private sealed record Group(string Name, IReadOnlyList<TargetStatus> Members);
}
