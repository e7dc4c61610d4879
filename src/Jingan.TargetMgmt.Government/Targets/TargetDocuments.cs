using System.Data.Common;
using Dapper;
using Jingan.TargetMgmt.Log.Reading;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>Versions of targets by log index.</summary>
internal sealed class TargetDocuments
{
    private readonly ParsedEntries<StoredTarget> _kept = new(most: 10_000);

    private const string EntrySql = "select leaf_hash as LeafHash, data as Data from log_entry where idx = @index";

    public async Task<StoredTarget> ReadAsync(DbConnection connection, long index, CancellationToken ct)
    {
        if (_kept.TryGet(index, out var known))
        {
            return known;
        }

        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(
            EntrySql, new { index }, cancellationToken: ct));
        return _kept.Keep(index, StoredTarget.Of(index, row.LeafHash, row.Data));
    }

    /// <summary>The version of a target in an entry that has been read.</summary>
    public StoredTarget Of(long index, byte[] leafHash, byte[] data) =>
        _kept.Get(index, () => StoredTarget.Of(index, leafHash, data));

    private sealed record Row(byte[] LeafHash, byte[] Data);
}
