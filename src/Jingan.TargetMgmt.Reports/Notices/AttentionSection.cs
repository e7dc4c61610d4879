using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>三、红灯、黄灯事项 and its list: the targets in the worse half of the scheme, worst first, and why.</summary>
internal static class AttentionSection
{
    private static readonly IReadOnlyList<Column> ListColumns =
    [
        new("序号", 8, true), new("目标", 26), new("牵头单位", 18), new("颜色", 9, true), new("上次", 9, true),
        new("完成值／计划值／目标值", 17, true), new("评定说明", 32),
    ];

    public static IEnumerable<Block> Of(NoticeFacts facts)
    {
        if (Without(facts) is { } line)
        {
            yield return line;
            yield break;
        }

        foreach (var (number, colour) in facts.Report.Attention.GroupBy(a => a.Colour).Index())
        {
            yield return new Line(
                $"（{NumberOf(number + 1)}）{colour.Key.ToChinese()}（{colour.Count()}项）", NoticeStyle.SecondHeading);
            foreach (var (index, line1) in colour.Index())
            {
                yield return new Line($"{index + 1}.{InWords(line1)}");
            }
        }
    }

    public static IEnumerable<Block> List(NoticeFacts facts) => Without(facts) is { } line
        ? [line]
        :
        [
            new Grid(null, ListColumns, facts.Report.Attention.Select((a, i) => (IReadOnlyList<Cell>)
            [
                (i + 1).ToNotice(), $"{a.Item.Title}（{a.Item.TargetId}）", a.Item.UnitName, a.Colour.ToCell(),
                (a.Item.Last is { } last ? facts.View.Palette.ColourOf(last.Colour) : null).ToCell(),
                Figures(a.Item.Figures), Reason(a.Item),
            ])),
        ];

    private static Line? Without(NoticeFacts facts) =>
        facts.IsDraft ? NoticeFigures.InDraft
        : facts.Report.Attention.Count > 0 ? null
        : new Line($"本期没有评定为{string.Join('、', facts.Report.Colours.Where(c => c.NeedsAttention).Reverse()
            .Select(c => c.Colour.ToChinese()))}的目标。");

    private static string InWords(AttentionLine line)
    {
        var item = line.Item;
        List<string> said = [$"{item.Title}（{item.TargetId}，{item.UnitName}）"];
        if (item.Figures is { } f)
        {
            said.Add(string.Join("，", new[] { ("完成值", f.Value), ("计划值", f.Planned), ("目标值", f.TargetValue) }
                .Where(x => x.Item2 is not null)
                .Select(x => $"{x.Item1}{x.Item2.ToNotice()}{f.UnitOfMeasure}")));
        }

        said.Add($"评定说明：{Reason(item)}");
        if (line.Difficulties is { } difficulties)
        {
            said.Add($"单位反映的困难：{difficulties}");
        }

        return string.Concat(said.Where(s => s.Length > 0).Select(Ended));
    }

    private static string Ended(string sentence) => sentence[^1] is '。' or '！' or '？' ? sentence : $"{sentence}。";

    private static string Figures(TargetFigures? figures) => figures is { } f
        ? string.Join('／', new[] { f.Value, f.Planned, f.TargetValue }.Select(v => v.ToNotice() ?? "—"))
            + $"\n{f.UnitOfMeasure}"
        : "";

    private static string Reason(PullOverview.AttentionItem item) => item.Divergence is { } divergence
        ? $"{item.Rationale}（与建议颜色不一致的理由：{divergence.Reason}）"
        : item.Rationale;

    // A scheme has 50 colours at most.
    private static string NumberOf(int number) => number switch
    {
        <= 10 => $"{"一二三四五六七八九十"[number - 1]}",
        < 20 => $"十{NumberOf(number - 10)}",
        _ => $"{NumberOf(number / 10)}十{(number % 10 == 0 ? "" : NumberOf(number % 10))}",
    };
}
