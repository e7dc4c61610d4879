using Dapper;
using Jingan.TargetMgmt.Platform.Data;

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
internal sealed record Refusal(long Index, string Caller, string Role, string Method, string Route, string Since, string At, long Count);

/// <summary>The SQL of refused attempts.</summary>
internal sealed class RefusalStore(EvaluationDb db)
{
    private const string ListSql = """
        select log_index as LogIndex, caller as Caller, role as Role, method as Method, route as Route, since as Since, at as At, attempts as Attempts
        from (select r.*, row_number() over (order by log_index) as row_no from refusal r where log_index > @after) page
        where row_no <= @take
        order by log_index
        """;

    /// <summary>In log order.</summary>
    public async Task<IReadOnlyList<Refusal>> ListAsync(long after, long take, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(ListSql, new { after, take }, cancellationToken: ct))).Select(r => r.ToRefusal())];
    }

    private const string SinceReportSql = """
        select log_index as LogIndex, caller as Caller, role as Role, method as Method, route as Route, since as Since, at as At, attempts as Attempts
        from refusal
        where log_index > (select coalesce(max(log_index), -1) from evaluation_report)
        """;

    /// <summary>Those that no issued evaluation report has counted yet.</summary>
    public static Answer<Refusal> AddSinceReport(QueryBatch queries) => queries.Add(SinceReportSql, new { }, (Row r) => r.ToRefusal());

    private const string AddSql = """
        insert into refusal (log_index, caller, role, method, route, since, at, attempts)
        values (@logIndex, @caller, @role, @method, @route, @since, @at, @attempts)
        """;

    public static CommitUnit ToCommit(CountedRefusals refusals, string at)
    {
        var entry = RefusalEntry.Of(at, refusals);
        return new(
            LogEntry.ToBytes(entry, EvaluationEntries.Format.RefusalEntry),
            [new(AddSql, new { caller = entry.Caller, role = entry.Role, method = entry.Method, route = entry.Route, since = entry.Since, at, attempts = entry.Count })]);
    }

    private sealed record Row(long LogIndex, string Caller, string Role, string Method, string Route, string Since, string At, long Attempts)
    {
        public Refusal ToRefusal() => new(LogIndex, Caller, Role, Method, Route, Since, At, Attempts);
    }
}
