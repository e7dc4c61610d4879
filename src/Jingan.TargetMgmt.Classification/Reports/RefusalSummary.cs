namespace Jingan.TargetMgmt.Classification.Reports;

/// <summary>The refused attempts that an evaluation report counts. Whoever has the log counts the same:
/// see each member.</summary>
/// <param name="From">
/// The size of the evaluation log that the report before was made from: member <c>logSize</c> of the newest report
/// entry below <paramref name="To"/>, or that entry's own index where it has no such member; 0 when there is none.
/// </param>
/// <param name="To">The size of the evaluation log that this report was made from: the second of <c>logs</c>,
/// and <c>logSize</c> of its entry.</param>
/// <param name="Total">How many attempts: the sum of <c>count</c> over the refusal entries with an index from
/// <paramref name="From"/> to before <paramref name="To"/>.</param>
/// <param name="Entries">How many entries that is.</param>
/// <param name="First">The least of their <c>since</c>; absent when there are none.</param>
/// <param name="Last">The greatest of their <c>at</c>; absent when there are none.</param>
/// <param name="Most">Role, method and route with most attempts, ten at most: by their number downwards, then by role,
/// method and route in the order of their code units.</param>
/// <remarks>Bounded, whatever was attempted; and of a fixed part of the log, so that an attempt more changes no report
/// that is being issued. It is counted by the next.</remarks>
internal sealed record RefusalSummary(
    long From, long To, long Total, long Entries, string? First, string? Last, IReadOnlyList<RefusalSummary.Line> Most)
{
    public const int MostLines = 10;

    internal sealed record Line(string Role, string Method, string Route, long Count);

    public static RefusalSummary Of(long from, long to, IReadOnlyList<RefusalGroup> groups) => new(
        from, to, groups.Sum(g => g.Attempts), groups.Sum(g => g.Entries),
        groups.Select(g => g.First).Min(StringComparer.Ordinal), groups.Select(g => g.Last).Max(StringComparer.Ordinal),
        [.. groups.OrderByDescending(g => g.Attempts)
            .ThenBy(g => g.Role, StringComparer.Ordinal)
                .ThenBy(g => g.Method, StringComparer.Ordinal)
                .ThenBy(g => g.Route, StringComparer.Ordinal)
            .Take(MostLines).Select(g => new Line(g.Role, g.Method, g.Route, g.Attempts))]);
}

/// <summary>The attempts of one role with one method on one route, within a part of the log.</summary>
internal sealed record RefusalGroup(
    string Role, string Method, string Route, long Attempts, long Entries, string First, string Last);
