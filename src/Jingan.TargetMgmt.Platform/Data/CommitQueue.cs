using System.Data.Common;
using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>The only way to write on a side: units one after another, each with its log entry in one durable transaction.</summary>
/// <remarks>The order of the log is the order of the commits. An answer is given only when the transaction is on disk.</remarks>
public sealed class CommitQueue(Database db) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private CompactRange? _tree;

    private const string SizeSql = "select coalesce(max(idx), -1) + 1 from log_entry";

    private const string LeafHashesSql = "select leaf_hash from log_entry where idx >= @from order by idx";

    private const string AddEntrySql = "insert into log_entry (idx, leaf_hash, data) values (@idx, @leafHash, @data)";

    private const string AddHeadSql = "insert into log_head (size, root, at) values (@size, @root, @at)";

    /// <summary>Stores the units together, or none of them.</summary>
    /// <param name="units">At least one.</param>
    /// <param name="ct">Gives up waiting for the turn; once the transaction has begun it is seen through, so that the outcome is known.</param>
    public async Task<CommitOutcome> CommitAsync(IReadOnlyList<CommitUnit> units, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfZero(units.Count);
        await _turn.WaitAsync(ct);
        try
        {
            return await CommitInTurnAsync(units);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<CommitOutcome> CommitInTurnAsync(IReadOnlyList<CommitUnit> units)
    {
        await using var connection = await db.OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        var tree = await CurrentTreeAsync(connection, transaction);
        var checkpointSize = tree.Size + units.Count;
        var receipts = new List<Receipt>(units.Count);
        try
        {
            foreach (var unit in units)
            {
                var leafHash = MerkleTree.HashLeaf(unit.Entry);
                await connection.ExecuteAsync(AddEntrySql, new { idx = tree.Size, leafHash, data = unit.Entry }, transaction);
                foreach (var statement in unit.Statements)
                {
                    if (await connection.ExecuteAsync(statement.Sql, Bind(statement, tree.Size, checkpointSize), transaction) != 1)
                    {
                        return CommitOutcome.Conflict;
                    }
                }

                receipts.Add(new(db.Side, tree.Size, Convert.ToHexStringLower(leafHash), checkpointSize));
                tree = tree.Append(leafHash);
            }
        }
        catch (DbException failure) when (db.Dialect.IsDuplicateKey(failure))
        {
            return CommitOutcome.Conflict;
        }

        var head = new { size = tree.Size, root = tree.Root(), at = UtcText.Format(db.Clock.GetUtcNow()) };
        await connection.ExecuteAsync(AddHeadSql, head, transaction);
        await transaction.CommitAsync();
        _tree = tree;
        return new(receipts);
    }

    // The rows decide, not the memory: after a failed commit whose outcome is unknown the next turn reads what is there.
    private async Task<CompactRange> CurrentTreeAsync(DbConnection connection, DbTransaction transaction)
    {
        var size = await connection.ExecuteScalarAsync<long>(SizeSql, transaction: transaction);
        var tree = _tree is { } known && known.Size <= size ? known : CompactRange.Empty;
        if (tree.Size < size)
        {
            foreach (var leafHash in await connection.QueryAsync<byte[]>(LeafHashesSql, new { from = tree.Size }, transaction))
            {
                tree = tree.Append(leafHash);
            }
        }

        return tree;
    }

    private static DynamicParameters Bind(Statement statement, long logIndex, long checkpointSize)
    {
        var parameters = new DynamicParameters(statement.Parameters);
        if (statement.Sql.Contains("@logIndex", StringComparison.Ordinal))
        {
            parameters.Add("logIndex", logIndex);
        }

        if (statement.Sql.Contains("@checkpointSize", StringComparison.Ordinal))
        {
            parameters.Add("checkpointSize", checkpointSize);
        }

        return parameters;
    }
}
