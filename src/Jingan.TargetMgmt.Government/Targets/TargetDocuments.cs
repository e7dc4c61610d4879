using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>Versions of targets by log index, parsed once: an entry never changes, so what was read stays true.</summary>
internal sealed class TargetDocuments
{
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<long, StoredTarget> _kept = [];

    private const string EntrySql = "select leaf_hash as LeafHash, data as Data from log_entry where idx = @index";

    public async Task<StoredTarget> ReadAsync(DbConnection connection, long index, CancellationToken ct)
    {
        if (_kept.TryGetValue(index, out var known))
        {
            return known;
        }

        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(EntrySql, new { index }, cancellationToken: ct));
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        return _kept[index] = StoredTarget.Of(index, row.LeafHash, row.Data);
    }

    private sealed record Row(byte[] LeafHash, byte[] Data);
}
