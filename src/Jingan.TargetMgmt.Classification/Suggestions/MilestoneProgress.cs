using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Suggestions;

/// <summary>Measures a milestone target by its nodes 节点.</summary>
internal static class MilestoneProgress
{
    public static Measurements Measure(Target target, DateOnly cutOff, IReadOnlyList<NodeState>? states)
    {
        var nodes = target.Nodes ?? [];
        var open = nodes.Where(n => !IsDone(n, cutOff, states)).ToList();

        // The cut-off is judged at its end: a node due on that day and still open is missed by a day.
        // MinBy keeps the first of equals: the target's order.
        var worst = open.Where(n => n.Due <= cutOff).MinBy(n => n.Due);
        return new()
        {
            OverdueDays = worst is null ? 0 : cutOff.DayNumber - worst.Due.DayNumber + 1,
            WorstNode = worst?.Code,

            // Nothing to do is not the same as all done: a target without nodes must not turn blue by itself.
            Reached = nodes.Count > 0 && open.Count == 0,
        };
    }

    /// <summary>Whether no node was to be done by the cut-off.</summary>
    public static bool IsNothingDue(Target target, DateOnly cutOff) => (target.Nodes ?? []).All(n => n.Due > cutOff);

    // A report filed in July may tell what was done in July; for June's cut-off that is not done yet.
    private static bool IsDone(TargetNode node, DateOnly cutOff, IReadOnlyList<NodeState>? states) =>
        (states ?? []).Any(s => s.Code == node.Code && s.DoneOn <= cutOff);
}
