using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>Answers already given under an idempotency key. The row is part of the write it belongs to; a request that
/// changed nothing has a row of its own.</summary>
public static class IdempotencyStore
{
    private const string FindSql = """
        select i.request_hash as RequestHash, i.status as Status, i.location as Location, i.answer as Answer,
               i.log_index as LogIndex, e.leaf_hash as LeafHash,
               (select min(c.size) from log_checkpoint c where c.size > i.log_index) as CheckpointSize
        from (select request_hash, status, location, answer, log_index from idempotency where caller = @caller
            and idempotency_key = @key
              union all
              select request_hash, 200, null, answer, log_index from idempotency_unchanged where caller = @caller
                  and idempotency_key = @key) i
        join log_entry e on e.idx = i.log_index
        """;

    private const string AddSql = """
        insert into idempotency (caller, idempotency_key, request_hash, status, location, answer, log_index)
        values (@caller, @key, @requestHash, @status, @location, @answer, @logIndex)
        """;

    private const string AddUnchangedSql = """
        insert into idempotency_unchanged (seq, caller, idempotency_key, request_hash, answer, log_index)
        select coalesce(max(seq), -1) + 1, @caller, @key, @requestHash, @answer, @index
        from idempotency_unchanged
        """;

    /// <summary>The answer given before, or null when the key is new.</summary>
    public static async Task<GivenAnswer?> FindAnswerAsync(
        this SqlDatabase db, string caller, string key, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            FindSql, new { caller, key }, cancellationToken: ct));
        return row is null
            ? null
            : new(row.RequestHash, (int)row.Status, row.Location, row.Answer,
                new(db.Side, row.LogIndex, Convert.ToHexStringLower(row.LeafHash), row.CheckpointSize));
    }

    /// <summary>The statement that remembers an answer.</summary>
    public static Statement Remember(
        string caller, string key, byte[] requestHash, int status, string? location, byte[] answer) =>
        new(AddSql, new { caller, key, requestHash, status = (long)status, location, answer });

    /// <summary>Remembers the answer to a request that asked for what was so already: repeated later,
    /// it must not undo what came in between.</summary>
    /// <param name="index">The entry that says what was asked for.</param>
    public static CommitUnit RememberUnchanged(
        string caller, string key, byte[] requestHash, byte[] answer, long index) =>
        new(null, [new(AddUnchangedSql, new { caller, key, requestHash, answer, index })]);

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a computed column
    // has.
    private sealed record Row
    {
        public required byte[] RequestHash { get; init; }

        public required long Status { get; init; }

        public string? Location { get; init; }

        public required byte[] Answer { get; init; }

        public required long LogIndex { get; init; }

        public required byte[] LeafHash { get; init; }

        public required long CheckpointSize { get; init; }
    }
}

/// <summary>An answer as it was given, its receipt apart.</summary>
public sealed record GivenAnswer(byte[] RequestHash, int Status, string? Location, byte[] Body, Receipt Receipt);
