using System.Buffers.Binary;
using Dapper;
using Jingan.TargetMgmt.Sql;

namespace Jingan.TargetMgmt.Log.Reading;

/// <summary>Finds entries by leaf hash. Kept in memory from the first search on: an index in the database would touch a
/// random page with every write (ADR 0007).</summary>
public sealed class LeafIndex(SqlDatabase db, LogReading reading) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private readonly Dictionary<long, long> _byPrefix = [];
    private long _size;

    private const string HashesSql =
        "select idx as Idx, leaf_hash as LeafHash from log_entry where idx >= @from and idx < @to order by idx";

    private const string IsSql = "select count(*) from log_entry where idx = @index and leaf_hash = @leafHash";

    private const string FirstSql = "select min(idx) from log_entry where leaf_hash = @leafHash and idx < @size";

    /// <summary>Index of the first published entry with this hash; null when there is none.</summary>
    public async Task<long?> FindAsync(byte[] leafHash, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await _reading.WaitAsync(ct);
        long index;
        try
        {
            var size = await reading.PublishedSizeAsync(ct);
            if (size > _size)
            {
                foreach (var row in await connection.QueryAsync<Row>(new CommandDefinition(
                    HashesSql, new { from = _size, to = size }, flags: CommandFlags.None, cancellationToken: ct)))
                {
                    _byPrefix.TryAdd(Prefix(row.LeafHash), row.Idx);
                    _size = row.Idx + 1;
                }
            }

            if (!_byPrefix.TryGetValue(Prefix(leafHash), out index))
            {
                return null;
            }
        }
        finally
        {
            _reading.Release();
        }

        // Eight bytes of a hash are as good as all of it, unless somebody has searched for a collision:
        // then the rows are.
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            IsSql, new { index, leafHash }, cancellationToken: ct)) == 1
            ? index
            : await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                FirstSql, new { leafHash, size = _size }, cancellationToken: ct));
    }

    public void Dispose() => _reading.Dispose();

    private static long Prefix(byte[] leafHash) => BinaryPrimitives.ReadInt64BigEndian(leafHash);

    private sealed record Row(long Idx, byte[] LeafHash);
}
