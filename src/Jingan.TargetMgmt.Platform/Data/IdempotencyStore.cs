using Dapper;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>Answers already given under an idempotency key. The row is part of the write it belongs to.</summary>
public static class IdempotencyStore
{
    private const string FindSql = """
        select i.request_hash as RequestHash, i.status as Status, i.location as Location, i.answer as Answer,
               i.log_index as LogIndex, e.leaf_hash as LeafHash,
               (select min(c.size) from log_checkpoint c where c.size > i.log_index) as CheckpointSize
        from idempotency i
        join log_entry e on e.idx = i.log_index
        where i.caller = @caller and i.idempotency_key = @key
        """;

    private const string AddSql = """
        insert into idempotency (caller, idempotency_key, request_hash, status, location, answer, log_index)
        values (@caller, @key, @requestHash, @status, @location, @answer, @logIndex)
        """;

    /// <summary>The answer given before, or null when the key is new.</summary>
    public static async Task<GivenAnswer?> FindAnswerAsync(this Database db, string caller, string key, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(FindSql, new { caller, key }, cancellationToken: ct));
        return row is null
            ? null
            : new(row.RequestHash, (int)row.Status, row.Location, row.Answer,
                new(db.Side, row.LogIndex, Convert.ToHexStringLower(row.LeafHash), row.CheckpointSize));
    }

    /// <summary>The statement that remembers an answer.</summary>
    public static Statement Remember(string caller, string key, byte[] requestHash, int status, string? location, byte[] answer) =>
        new(AddSql, new { caller, key, requestHash, status = (long)status, location, answer });

    private sealed record Row(
        byte[] RequestHash, long Status, string? Location, byte[] Answer, long LogIndex, byte[] LeafHash, long CheckpointSize);
}

/// <summary>An answer as it was given, its receipt apart.</summary>
public sealed record GivenAnswer(byte[] RequestHash, int Status, string? Location, byte[] Body, Receipt Receipt);
