using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>What a report must say for the kind of target it is about, and what it then means.</summary>
internal static class ProgressRule
{
    /// <param name="target">The version that counts for the period.</param>
    /// <param name="last">What the unit reported before.</param>
    /// <param name="newest">The version in force: the evaluator may judge by it,
    /// so what it asks for may be told as well.</param>
    public static IEnumerable<(string Pointer, string Message)> Faults(
        Target target, UnitCode unit, SubmitProgress.Request request, DateOnly today, LastReported last,
        Target? newest = null)
    {
        var isLead = IsLead(target, newest, unit);
        if (request.NoChange && FirstOf(target, isLead, last) is { } first)
        {
            yield return ("/noChange", first.Current);
        }

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
            yield return ("/value",
                new Text("牵头单位须填累计值；没有变化请用 noChange", "the lead unit reports a value, or noChange").Current);
        }

        if (target.Kind == TargetKind.Milestone && isLead && !request.NoChange && request.Nodes is null or [])
        {
            yield return ("/nodes",
                new Text("牵头单位须填节点状态；没有变化请用 noChange", "the lead unit reports nodes, or noChange").Current);
        }

        foreach (var fault in PartFaults(target, unit, request.Part, today))
        {
            yield return fault;
        }

        var known = target.Kind == TargetKind.Milestone ? NodesOf(target, newest) : [];
        if (target.Kind == TargetKind.Milestone && known.Count < request.Nodes?.Count)
        {
            yield return ("/nodes",
                new Text($"该目标只有 {known.Count} 个节点", $"the target has {known.Count} nodes").Current);
            yield break;
        }

        foreach (var fault in target.Kind == TargetKind.Milestone
            ? NodeFaults(known, request.Nodes ?? [], today, target.Year)
            : [])
        {
            yield return fault;
        }
    }

    private static IEnumerable<(string Pointer, string Message)> PartFaults(
        Target target, UnitCode unit, PartState? part, DateOnly today)
    {
        if (part is null)
        {
            yield break;
        }

        if (!IsCoUnit(target, unit))
        {
            yield return ("/part", new Text(
                "只有配合单位填配合部分", "only a co-operating unit tells of a part of its own").Current);
        }

        foreach (var fault in DayFaults("/part", part.DoneOn, part.ForecastOn, today, target.Year))
        {
            yield return fault;
        }
    }

    // A year mistyped is decades away. What was done in the year before may be told: the promise was made on it.
    private static DateOnly EarliestDone(int year) => new(year - 1, 1, 1);

    // Works run on for years.
    private static DateOnly LatestForecast(int year) => new(Math.Min(year + 10, 9999), 12, 31);

    // "No change" carries on what was reported. Nodes are open until one is reported as done,
    // so there is something to carry on from the beginning.
    private static Text? FirstOf(Target target, bool isLead, LastReported last) => target.Kind switch
    {
        TargetKind.Milestone => null,
        TargetKind.Quantitative when isLead => last.Value is null
            ? new("首次填报须填数值，没有可以沿用的数据", "a first report gives a value: there is none to carry on")
            : null,
        _ => last.HasReported
            ? null
            : new("首次填报须填进展情况，没有可以沿用的填报", "a first report says how things stand: there is none to carry on"),
    };

    private static IEnumerable<(string Pointer, string Message)> NodeFaults(
        IReadOnlyList<TargetNode> ofTarget, IReadOnlyList<NodeState> nodes, DateOnly today, int year)
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

            foreach (var fault in DayFaults($"/nodes/{i}", nodes[i].DoneOn, nodes[i].ForecastOn, today, year))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<(string Pointer, string Message)> DayFaults(
        string at, DateOnly? doneOn, DateOnly? forecastOn, DateOnly today, int year)
    {
        if (doneOn > today)
        {
            yield return ($"{at}/doneOn", new Text("完成日期不得晚于今天", "must not be in the future").Current);
        }

        if (doneOn is { } done && done < EarliestDone(year))
        {
            yield return ($"{at}/doneOn",
                new Text($"完成日期 {done:yyyy-MM-dd} 过早；请核对年份",
                    $"is {done:yyyy-MM-dd}, long before the target's year; check the year").Current);
        }

        if (forecastOn is { } forecast && (forecast < EarliestDone(year) || forecast > LatestForecast(year)))
        {
            yield return ($"{at}/forecastOn",
                new Text($"预计日期 {forecast:yyyy-MM-dd} 与目标年度 {year} 相差过远；请核对年份",
                    $"is {forecast:yyyy-MM-dd}, far from the target's year {year}; check the year").Current);
        }
    }

    /// <summary>The value to date: as reported, or carried forward by a "no change" report;
    /// null where a unit reports in words alone.</summary>
    public static decimal? ValueToDate(Target target, SubmitProgress.Request request, LastReported last) =>
        target.Kind != TargetKind.Quantitative ? null : request.NoChange ? last.Value : request.Value;

    /// <summary>The state of every node of the target: as reported, unmentioned ones carried forward,
    /// else open.</summary>
    public static IReadOnlyList<NodeState>? NodesToDate(
        Target target, SubmitProgress.Request request, LastReported last, Target? newest = null) =>
        target.Kind != TargetKind.Milestone ? null
        : [.. NodesOf(target, newest).Select(n =>
            request.Nodes?.FirstOrDefault(r => r.Code == n.Code)
            ?? last.Nodes?.FirstOrDefault(r => r.Code == n.Code) ?? new NodeState(n.Code))];

    /// <summary>How a co-unit's part stands: as reported, else as it said before; null of a lead unit.</summary>
    public static PartState? PartToDate(
        Target target, UnitCode unit, SubmitProgress.Request request, LastReported last) =>
        IsCoUnit(target, unit) ? request.Part ?? last.Newest?.ReadEntry()?.Part : null;

    private static bool IsCoUnit(Target target, UnitCode unit) =>
        target.LeadUnit != unit && target.CoUnits?.Any(c => c.Unit == unit) == true;

    private static bool IsLead(Target target, Target? newest, UnitCode unit) =>
        target.LeadUnit == unit || newest?.LeadUnit == unit;

    private static IReadOnlyList<TargetNode> NodesOf(Target target, Target? newest) =>
        newest is null || ReferenceEquals(target, newest)
        ? target.Nodes!
        : [.. target.Nodes!.Concat(newest.Nodes!).DistinctBy(n => n.Code)];
}
