using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>Receipts of entries that are already in the log.</summary>
public static class ReceiptStore
{
    private const string FindSql = """
        select e.leaf_hash as LeafHash, (select min(c.size) from log_checkpoint c
            where c.size > e.idx) as CheckpointSize
        from log_entry e
        where e.idx = @index
        """;

    public static async Task<Receipt> ReadReceiptAsync(this SqlDatabase db, long index, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(
            FindSql, new { index }, cancellationToken: ct));
        return new(db.Side, index, Convert.ToHexStringLower(row.LeafHash), row.CheckpointSize);
    }

    private sealed record Row(byte[] LeafHash, long CheckpointSize);
}
