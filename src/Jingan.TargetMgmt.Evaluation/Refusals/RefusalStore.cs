using Dapper;
using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Evaluation.Refusals;

/// <summary>Refused attempts as readers see them.</summary>
/// <param name="Index">Position in the evaluation log.</param>
/// <param name="Caller">The access token's name, or <c>anonymous</c>.</param>
/// <param name="Role">Its role, or <c>anonymous</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">The route's template.</param>
/// <param name="Since">When the first of them was made, UTC.</param>
/// <param name="At">When they were logged, UTC.</param>
/// <param name="Count">How many.</param>
internal sealed record Refusal(
    long Index, string Caller, string Role, string Method, string Route, string Since, string At, long Count);

/// <summary>The SQL of refused attempts.</summary>
internal sealed class RefusalStore(EvaluationDb db)
{
    private const string ListSql = """
        select log_index as LogIndex, caller as Caller, role as Role, method as Method, route as Route, since as Since,
            at as At, attempts as Attempts
        from (select r.*, row_number() over (order by log_index) as row_no from refusal r where log_index > @after) page
        where row_no <= @take
        order by log_index
        """;

    /// <summary>The refused attempts after a place of the log, in log order.</summary>
    public async Task<IReadOnlyList<Refusal>> ListAsync(long after, long take, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            ListSql, new { after, take }, cancellationToken: ct))).Select(r => r.ToRefusal())];
    }

    private const string GroupsSql = """
        select role as Role, method as Method, route as Route, sum(attempts) as Attempts,
            cast(count(*) as bigint) as Entries, min(since) as First, max(at) as Last
        from refusal
        where log_index >= @from and log_index < @to
        group by role, method, route
        """;

    /// <summary>What a part of the log says about them. Nothing is added below a size that the log had once, so the
    /// answer does not depend on when it is asked for.</summary>
    public async Task<RefusalSummary> SummaryAsync(long from, long to, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var groups = queries.Add(GroupsSql, new { from, to }, (GroupRow r) => r.ToGroup());
        await db.ReadAsync(queries, ct);
        return RefusalSummary.Of(from, to, groups.Rows);
    }

    private const string AddSql = """
        insert into refusal (log_index, caller, role, method, route, since, at, attempts)
        values (@logIndex, @caller, @role, @method, @route, @since, @at, @attempts)
        """;

    public static CommitUnit ToCommit(CountedRefusals refusals, string at)
    {
        var entry = RefusalEntry.Of(
            at, refusals.Attempt.Caller, refusals.Attempt.Role, refusals.Attempt.Method, refusals.Attempt.Route,
            refusals.Since, refusals.Count);
        return new(
            LogEntry.ToBytes(entry, EvaluationEntries.Format.RefusalEntry),
            [new(AddSql, new
            {
                caller = entry.Caller, role = entry.Role, method = entry.Method, route = entry.Route,
                since = entry.Since, at, attempts = entry.Count,
            })]);
    }

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a computed column
    // has.
    private sealed record GroupRow
    {
        public required string Role { get; init; }

        public required string Method { get; init; }

        public required string Route { get; init; }

        public required long Attempts { get; init; }

        public required long Entries { get; init; }

        public required string First { get; init; }

        public required string Last { get; init; }

        public RefusalGroup ToGroup() => new(Role, Method, Route, Attempts, Entries, First, Last);
    }

    private sealed record Row(
        long LogIndex, string Caller, string Role, string Method, string Route, string Since, string At, long Attempts)
    {
        public Refusal ToRefusal() => new(LogIndex, Caller, Role, Method, Route, Since, At, Attempts);
    }
}
