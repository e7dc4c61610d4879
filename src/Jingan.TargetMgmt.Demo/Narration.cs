using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>What made-up reports say.</summary>
internal static class Narration
{
    private static readonly string[] Obstacles =
    [
        "前期手续办理时间长于预期。", "资金拨付进度影响施工安排。", "涉及多部门协调，意见尚未统一。", "居民意见征询仍在进行。", "施工单位人手不足，部分工序顺延。",
    ];

    private static readonly string[] Remedies = ["倒排节点，按周调度。", "加快手续办理，争取下月进场。", "由分管领导牵头召开协调会。", "增派力量，追回滞后进度。"];

    private static readonly string[][] Qualities =
    [
        ["年度任务已提前落实，转入巩固提升。", "主要工作已完成，正在总结评估。"],
        ["按计划推进，本月完成阶段性工作。", "工作专班按月例会推进，进展平稳。", "方案已印发，各项任务有序落实。"],
        ["部分工作进度滞后，正在协调。", "阶段性任务未按期完成，已制定赶工措施。"],
        ["工作基本停滞，主要环节尚未启动。", "关键条件尚不具备，进度严重滞后。"],
    ];

    public static string OfNumber(Target target, Period period, decimal value)
    {
        var promised = target.TargetValue is { } goal ? $"全年目标{Digits(goal)}{target.UnitOfMeasure}" : "全年目标以市下达为准";
        var share = target is { TargetValue: > 0, Aggregation: Aggregation.Cumulative }
            ? $"，已完成{Percent(value, target.TargetValue.Value)}%"
            : "";
        var reached = target.Aggregation == Aggregation.Cumulative
            ? IsPartOfThing(target, value) ? "累计完成（含在建折合）" : "累计完成"
            : "达到";
        return Synthetic.Text(
            $"截至{period.Year}年{period.LastMonth}月末，{reached}{Digits(value)}{target.UnitOfMeasure}（{promised}{share}）。");
    }

    public static string OfNodes(Target target, IReadOnlyList<NodeState> states) =>
        Synthetic.Text(string.Join("；", target.Nodes!.Zip(states, (node, state) =>
        state.DoneOn is { } done
        ? $"{node.Title}：已于{Day(done)}完成"
        : $"{node.Title}：推进中，预计{Day(state.ForecastOn!.Value)}完成")) + "。");

    public static string OfQuality(SplitMix64 random, int standing) => Synthetic.Text(random.Pick(Qualities[standing]));

    public static string OfNoChange(Period period) => Synthetic.Text($"{period.LastMonth}月无变化。");

    public static string OfPart(string part) => Synthetic.Text($"配合事项“{part}”按牵头单位安排推进。");

    public static string? Difficulties(SplitMix64 random, int standing) =>
        standing >= DemoProgress.Behind ? Synthetic.Text(random.Pick(Obstacles)) : null;

    public static string? NextSteps(SplitMix64 random, int standing) =>
        standing >= DemoProgress.Behind ? Synthetic.Text(random.Pick(Remedies)) : null;

    private static bool IsPartOfThing(Target target, decimal value) =>
        decimal.Truncate(value) != value && target.UnitOfMeasure?.IndexOfAny(['万', '亿', '%']) < 0;

    private static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    private static string Digits(decimal value) => Measure.Normalise(value).ToString(CultureInfo.InvariantCulture);

    private static string Percent(decimal value, decimal goal) =>
        ((Int128)Measure.ToMillionths(value) * 100 / Measure.ToMillionths(goal)).ToString(CultureInfo.InvariantCulture);
}
