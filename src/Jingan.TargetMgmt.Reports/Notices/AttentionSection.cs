using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>三、红灯、黄灯事项 and its list: the targets in the worse half of the scheme, worst first, and why.</summary>
internal static class AttentionSection
{
    public static IEnumerable<Block> Of(NoticeFacts facts)
    {
        if (facts.IsDraft)
        {
            yield return new Line("评估报告出具后由系统填写。");
            yield break;
        }

        var view = facts.View;
        if (!view.Attention.Any())
        {
            yield return new Line(Nothing(view));
            yield break;
        }

        foreach (var (number, colour) in view.Attention.GroupBy(s => s.Rating!.Colour).Index())
        {
            var name = view.Palette[colour.Key].ToChinese();
            yield return new Line($"（{NumberOf(number + 1)}）{name}（{colour.Count()}项）", NoticeStyle.SecondHeading);
            foreach (var (index, standing) in colour.Index())
            {
                yield return new Line($"{index + 1}.{InWords(standing, view)}");
            }
        }
    }

    public static IEnumerable<Block> List(NoticeFacts facts)
    {
        var view = facts.View;
        if (facts.IsDraft || !view.Attention.Any())
        {
            return [new Line(facts.IsDraft ? "评估报告出具后由系统填写。" : Nothing(view))];
        }

        return
        [
            new Grid(
                null,
                [
                    new("序号", 7, true), new("目标", 26), new("牵头单位", 18), new("颜色", 9, true), new("上次", 9, true),
                    new("完成值／计划值／目标值", 17, true), new("评定说明", 32),
                ],
                view.Attention.Select((s, i) => (IReadOnlyList<Cell>)
                [
                    (i + 1).ToNotice(), $"{s.Title}（{s.Target.Id}）", view.LeadNameOf(s),
                    view.Palette.ToCell(s.Rating!.Colour), view.Palette.ToCell(s.Earlier?.Colour), Figures(s), Reason(s),
                ])),
        ];
    }

    private static string Nothing(PeriodView view) =>
        $"本期没有评定为{string.Join('、', view.Palette.Colours.Where(c => view.Palette.NeedsAttention(c.Code))
            .Select(c => c.ToChinese()))}的目标。";

    private static string InWords(TargetStatus standing, PeriodView view)
    {
        var figures = standing.Figures is { } f
            ? string.Join("，", new[] { ("完成值", f.Value), ("计划值", f.Planned), ("目标值", f.TargetValue) }
                .Where(x => x.Item2 is not null)
                .Select(x => $"{x.Item1}{x.Item2.ToNotice()}{f.UnitOfMeasure}"))
            : "";
        return $"{standing.Title}（{standing.Target.Id}，{view.LeadNameOf(standing)}）。"
            + (figures.Length > 0 ? $"{figures}。" : "") + $"评定说明：{Reason(standing)}";
    }

    private static string Figures(TargetStatus standing) => standing.Figures is { } f
        ? $"{f.Value.ToNotice() ?? "—"}／{f.Planned.ToNotice() ?? "—"}／{f.TargetValue.ToNotice() ?? "—"}\n{f.UnitOfMeasure}"
        : "";

    private static string Reason(TargetStatus standing) => standing.Rating is { Divergence: { } divergence } rating
        ? $"{rating.Rationale}（与建议颜色不一致的理由：{divergence.Reason}）"
        : standing.Rating!.Rationale;

    // A scheme has 50 colours at most.
    private static string NumberOf(int number) => number switch
    {
        <= 10 => $"{"一二三四五六七八九十"[number - 1]}",
        < 20 => $"十{NumberOf(number - 10)}",
        _ => $"{NumberOf(number / 10)}十{(number % 10 == 0 ? "" : NumberOf(number % 10))}",
    };
}
