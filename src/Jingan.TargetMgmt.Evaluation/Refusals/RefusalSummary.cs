namespace Jingan.TargetMgmt.Evaluation.Refusals;

/// <summary>The refused attempts that an evaluation report counts: those in the log between the report issued before it and itself.</summary>
/// <param name="After">Log index of the report issued before; -1 for the first.</param>
/// <param name="Total">How many attempts.</param>
/// <param name="By">The same by role, method and route.</param>
internal sealed record RefusalSummary(long After, long Total, IReadOnlyList<RefusalSummary.Line> By)
{
    internal sealed record Line(string Role, string Method, string Route, long Count);

    public static RefusalSummary Of(long after, IReadOnlyList<Refusal> refusals) => new(
        after, refusals.Sum(r => r.Count),
        [.. refusals.GroupBy(r => (r.Role, r.Method, r.Route)).Select(g => new Line(g.Key.Role, g.Key.Method, g.Key.Route, g.Sum(r => r.Count)))
            .OrderBy(l => l.Role, StringComparer.Ordinal).ThenBy(l => l.Method, StringComparer.Ordinal).ThenBy(l => l.Route, StringComparer.Ordinal)]);
}
