using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>A plan 序时进度 moves from the baseline towards the target without turning back,
/// and ends in it (domain.md).</summary>
internal static class PlanRule
{
    /// <summary>The first member that breaks the rule, as a property path; null when none does.</summary>
    public static (string Member, Text Message)? Fault(Target target)
    {
        if (target.Plan is not { Count: > 0 } plan)
        {
            return target.PlanShape is null ? null : ("PlanShape", new("没有 plan 时不需要", "goes with a plan"));
        }

        if (target.TargetValue is not { } end)
        {
            return ("Plan", new("目标值下达后再设序时进度", "a plan needs a target value"));
        }

        var start = target.Baseline ?? 0;
        var isTowards = target.Direction is Direction.Increase or Direction.Decrease;
        for (var (i, before) = (0, new PlanPoint(default, start)); i < plan.Count; before = plan[i], i++)
        {
            var point = plan[i];
            if (point.Period.Year != target.Year)
            {
                return ($"Plan[{i}].Period", new("须在目标年度内", "must lie within the target's year"));
            }

            if (i > 0 && point.Period.LastMonth <= before.Period.LastMonth)
            {
                return ($"Plan[{i}].Period", new("须按时间先后排列，不得重复", "must come after the point before it"));
            }

            var turnsBack = start <= end
                ? point.Value < before.Value || point.Value > end
                : point.Value > before.Value || point.Value < end;
            if (isTowards && turnsBack)
            {
                return ($"Plan[{i}].Value",
                    new("序时进度须从基期值走向目标值，不得回头或越过",
                        "must move from the baseline towards the target value, neither back nor beyond"));
            }
        }

        return plan[^1] is { Period.IsLastOfYear: true } last && last.Value != end && target.Provisional != true
            ? ($"Plan[{plan.Count - 1}].Value",
                new($"年末应达到目标值 {end}，而序时进度为 {last.Value}",
                    $"is {last.Value}, and the year ends with the target value {end}"))
            : null;
    }
}
