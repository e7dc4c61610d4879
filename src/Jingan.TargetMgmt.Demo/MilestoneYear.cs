using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>Made-up days on which the nodes 节点 of a target are done; null: never.</summary>
internal sealed class MilestoneYear
{
    private readonly YearRules _rules;
    private readonly Target _target;
    private readonly DateOnly?[] _doneOn;

    public MilestoneYear(ulong seed, Target target, YearRules rules)
    {
        (_rules, _target) = (rules, target);
        _doneOn = new DateOnly?[target.Nodes!.Count];
        var earliest = new DateOnly(target.Year, 1, 8);
        for (var i = 0; i < _doneOn.Length; i++)
        {
            // One node follows another; after one that is never done nothing is.
            var done = i > 0 && _doneOn[i - 1] is null
                ? null
                : Draw(SplitMix64.For(seed, "node", target.Id.Value, target.Nodes[i].Code), target.Nodes[i].Due);
            _doneOn[i] = done < earliest ? earliest : done;
            earliest = _doneOn[i] ?? earliest;
        }
    }

    /// <summary>What is known of every node at the end of a day.</summary>
    public IReadOnlyList<NodeState> StatesOn(DateOnly day) => [.. _target.Nodes!.Select((n, i) =>
        _doneOn[i] is { } done && done <= day
        ? new NodeState(n.Code, done)
        : new NodeState(n.Code, ForecastOn: Forecast(n.Due, _doneOn[i], day)))];

    public int StandingOn(DateOnly day)
    {
        var measured = _rules.Measured(_target, day, StatesOn(day));
        return measured.Reached == true ? DemoProgress.Done
            : measured.OverdueDays == 0 ? DemoProgress.OnPlan
            : measured.OverdueDays <= 30 ? DemoProgress.Behind
            : DemoProgress.FarBehind;
    }

    private static DateOnly? Draw(SplitMix64 random, DateOnly due) => random.Below(100) switch
    {
        < 30 => due.AddDays(-random.Between(30, 120)),
        < 78 => due.AddDays(-random.Between(0, 28)),
        < 94 => due.AddDays(random.Between(6, 75)),
        _ => null,
    };

    // Nobody forecasts a delay before the day is near, nor a day that has passed.
    private static DateOnly Forecast(DateOnly due, DateOnly? done, DateOnly day) =>
        day.AddDays(30) < due ? due : done is { } known && known > day ? known : day.AddDays(45) > due ? day.AddDays(45)
        : due;
}
