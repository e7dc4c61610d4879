using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>What a report must say for the kind of target it is about, and what it then means.</summary>
internal static class ReportRule
{
    /// <param name="target">The version that counts for the period.</param>
    /// <param name="newest">The version in force: the evaluator may judge by it, so what it asks for may be told as well.</param>
    public static IEnumerable<(string Pointer, string Message)> Faults(
        Target target, UnitCode unit, SubmitProgress.Request request, DateOnly today, Target? newest = null)
    {
        var isLead = IsLead(target, newest, unit);
        if (target.Kind != TargetKind.Quantitative && request.Value is not null)
        {
            yield return ("/value", new Text("只有定量目标填数值", "only a quantitative target takes a value").Current);
        }

        if (target.Kind != TargetKind.Milestone && request.Nodes is not null)
        {
            yield return ("/nodes", new Text("只有节点类目标填节点", "only a milestone target takes nodes").Current);
        }

        if (target.Kind == TargetKind.Quantitative && isLead && !request.NoChange && request.Value is null)
        {
            yield return ("/value", new Text("牵头单位须填累计值；没有变化请用 noChange", "the lead unit reports a value, or noChange").Current);
        }

        if (target.Kind == TargetKind.Milestone && isLead && !request.NoChange && request.Nodes is null or [])
        {
            yield return ("/nodes", new Text("牵头单位须填节点状态；没有变化请用 noChange", "the lead unit reports nodes, or noChange").Current);
        }

        var known = target.Kind == TargetKind.Milestone ? NodesOf(target, newest) : [];
        if (target.Kind == TargetKind.Milestone && known.Count < request.Nodes?.Count)
        {
            yield return ("/nodes", new Text($"该目标只有 {known.Count} 个节点", $"the target has {known.Count} nodes").Current);
            yield break;
        }

        foreach (var fault in target.Kind == TargetKind.Milestone ? NodeFaults(known, request.Nodes ?? [], today) : [])
        {
            yield return fault;
        }
    }

    private static IEnumerable<(string Pointer, string Message)> NodeFaults(IReadOnlyList<TargetNode> ofTarget, IReadOnlyList<NodeState> nodes, DateOnly today)
    {
        var (known, named) = (ofTarget.Select(n => n.Code).ToHashSet(), new HashSet<string>());
        for (var i = 0; i < nodes.Count; i++)
        {
            if (!known.Contains(nodes[i].Code))
            {
                yield return ($"/nodes/{i}/code", new Text("该目标没有此节点", "is no node of the target").Current);
            }

            if (!named.Add(nodes[i].Code))
            {
                yield return ($"/nodes/{i}/code", new Text("节点重复", "names a node twice").Current);
            }

            if (nodes[i].DoneOn > today)
            {
                yield return ($"/nodes/{i}/doneOn", new Text("完成日期不得晚于今天", "must not be in the future").Current);
            }
        }
    }

    /// <summary>The value to date: as reported, or carried forward by a "no change" report (none yet: the baseline, else 0).</summary>
    public static decimal? ValueToDate(
        Target target, UnitCode unit, SubmitProgress.Request request, LastReported last, Target? newest = null) =>
        target.Kind != TargetKind.Quantitative ? null
        : !request.NoChange ? request.Value
        : last.Value ?? (IsLead(target, newest, unit) ? target.Baseline ?? 0 : null);

    /// <summary>The state of every node of the target: as reported, unmentioned ones carried forward, else open.</summary>
    public static IReadOnlyList<NodeState>? NodesToDate(Target target, SubmitProgress.Request request, LastReported last, Target? newest = null) =>
        target.Kind != TargetKind.Milestone ? null
        : [.. NodesOf(target, newest).Select(n =>
            request.Nodes?.FirstOrDefault(r => r.Code == n.Code) ?? last.Nodes?.FirstOrDefault(r => r.Code == n.Code) ?? new NodeState(n.Code))];

    private static bool IsLead(Target target, Target? newest, UnitCode unit) => target.LeadUnit == unit || newest?.LeadUnit == unit;

    private static IReadOnlyList<TargetNode> NodesOf(Target target, Target? newest) => newest is null || ReferenceEquals(target, newest)
        ? target.Nodes!
        : [.. target.Nodes!.Concat(newest.Nodes!).DistinctBy(n => n.Code)];
}
