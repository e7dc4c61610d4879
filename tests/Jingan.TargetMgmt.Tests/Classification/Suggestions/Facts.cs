using System.Globalization;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Suggestions;

/// <summary>Short ways to say what was promised and what was reported.</summary>
internal static class Facts
{
    public static Target Quantitative(
        Direction direction, decimal? baseline, decimal? target, TargetNature nature = TargetNature.Anticipated,
        params PlanPoint[] plan) =>
        Promise(TargetKind.Quantitative) with
        {
            Direction = direction,
            Baseline = baseline,
            TargetValue = target,
            Nature = nature,
            Plan = plan,
            UnitOfMeasure = "万元",
        };

    public static Target Milestone(params string[] dueDates) => Promise(TargetKind.Milestone) with
    {
        Nodes = [.. dueDates.Select((due, i) => new TargetNode($"n{i + 1}", "节点", Day(due)))],
    };

    public static Target Promise(TargetKind kind) => new(
        new("JA2018-001"), 2018, TargetLevel.Overall, "经济", "目标", TargetNature.Anticipated, kind, new("FGW"), "工作报告");

    public static PlanPoint Point(string period, decimal value) => new(new(period), value);

    public static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static TargetFacts Silent(
        this Target target, params EarlierReport[] earlier) => new(target, 1, null, [], earlier);

    public static TargetFacts Reports(this Target target, decimal? value, params EarlierReport[] earlier) =>
        new(target, 1, Report(target.LeadUnit, value, null), [], earlier);

    public static TargetFacts ReportsNodes(this Target target, params (string Code, string DoneOn)[] done) =>
        new(target, 1, Report(target.LeadUnit, null, States(done)), [], []);

    public static IReadOnlyList<NodeState> States(params (string Code, string DoneOn)[] done) =>
        [.. done.Select(d => new NodeState(d.Code, Day(d.DoneOn)))];

    public static ProgressReport Report(
        UnitCode unit, decimal? value, IReadOnlyList<NodeState>? nodes, bool noChange = false) => new(
        unit, 1, value, noChange, nodes, "进展", null, null, null, [], "张三", "李四", Timeliness.OnTime,
        "2018-07-01T01:02:03.000Z",
        new("government", 0, new('0', 64)));

    public static Suggestion In(this TargetFacts facts, string period) =>
        SuggestionRule.Suggest(ColourScheme.Example2018, new(period), facts);

    public static Suggestion In(this TargetFacts facts, string period, ColourScheme scheme) =>
        SuggestionRule.Suggest(scheme, new(period), facts);
}
