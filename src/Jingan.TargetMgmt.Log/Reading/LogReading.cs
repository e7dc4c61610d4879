using System.Buffers;
using Dapper;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;
using Microsoft.Extensions.Caching.Memory;

namespace Jingan.TargetMgmt.Log.Reading;

/// <summary>Tiles, entries and proofs of a side's log, assembled from its rows.
/// Nothing beyond a published checkpoint is asked for here.</summary>
public sealed class LogReading(
    SqlDatabase db, LogStatus status, TimeProvider clock, IReadOnlyList<VerifierKey> witnesses) : IDisposable
{
    // Full tiles never change: the most asked-for ones are kept, 8 KB each.
    private const int KeptTiles = 1024;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private volatile Kept? _newest;
    private readonly MemoryCache _fullTiles = new(new MemoryCacheOptions { SizeLimit = KeptTiles });

    private const string LeafHashesSql =
        "select leaf_hash from log_entry where idx >= @from and idx < @to order by idx";

    /// <summary>The tile's hashes, one after another.</summary>
    /// <exception cref="DoubtException">Rows are missing; the side is read-only from here on.</exception>
    public async Task<byte[]> TileAsync(Tile tile, CancellationToken ct)
    {
        if (_fullTiles.TryGetValue(tile, out byte[]? kept))
        {
            return kept!;
        }

        await using var connection = await db.OpenAsync(ct);
        var parameters = new
        {
            level = (long)tile.Level, from = tile.Index * Tile.FullWidth,
            to = (tile.Index * Tile.FullWidth) + tile.Width,
        };
        var hashes = await connection.QueryAsync<byte[]>(new CommandDefinition(
            tile.Level == 0 ? LeafHashesSql : LogRows.NodesSql, parameters, cancellationToken: ct));
        var joined = new ArrayBufferWriter<byte>(tile.Width * MerkleTree.HashLength);
        foreach (var hash in hashes)
        {
            joined.Write(hash);
        }

        if (joined.WrittenCount != tile.Width * MerkleTree.HashLength)
        {
            throw Missing(tile.Path);
        }

        var bytes = joined.WrittenSpan.ToArray();
        if (tile.Width == Tile.FullWidth)
        {
            _fullTiles.Set(tile, bytes, new MemoryCacheEntryOptions { Size = 1 });
        }

        return bytes;
    }

    /// <summary>The hashes of a proof.</summary>
    public async Task<IReadOnlyList<byte[]>> ProveAsync(TreeProof proof, CancellationToken ct)
    {
        var tiles = new Dictionary<Tile, byte[]>();
        foreach (var tile in proof.Tiles)
        {
            tiles[tile] = await TileAsync(tile, ct);
        }

        return proof.Build(tile => tiles[tile]);
    }

    private const string EntriesSql =
        "select idx as Idx, leaf_hash as LeafHash, data as Data from log_entry where idx >= @from and idx < @to "
        + "order by idx";

    /// <summary>The entries of a bundle as tlog-tiles serves them.</summary>
    public async Task<ReadOnlyMemory<byte>> BundleAsync(EntryBundle bundle, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var from = bundle.Index * Tile.FullWidth;
        var entries = await connection.QueryAsync<EntryRow>(new CommandDefinition(
            EntriesSql, new { from, to = from + bundle.Width }, cancellationToken: ct));
        var bytes = new ArrayBufferWriter<byte>();
        var count = 0;
        foreach (var entry in entries)
        {
            EntryBundle.Append(bytes, Unaltered(entry));
            count++;
        }

        return count == bundle.Width ? bytes.WrittenMemory : throw Missing(bundle.Path);
    }

    /// <summary>One entry's exact bytes.</summary>
    public async Task<byte[]> EntryAsync(long index, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var entry = await connection.QuerySingleOrDefaultAsync<EntryRow>(new CommandDefinition(
            EntriesSql, new { from = index, to = index + 1 }, cancellationToken: ct));
        return entry is null ? throw Missing($"entry/{index}") : Unaltered(entry);
    }

    /// <summary>The exact bytes of the entries [from, to).</summary>
    public async Task<IReadOnlyList<(long Index, byte[] Data)>> EntriesAsync(long from, long to, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var entries = (await connection.QueryAsync<EntryRow>(new CommandDefinition(
            EntriesSql, new { from, to }, cancellationToken: ct))).AsList();
        return entries.Count == to - from
            ? [.. entries.Select(e => (e.Idx, Unaltered(e)))]
            : throw Missing($"entries/{from}-{to}");
    }

    // What is served is what was hashed, or nothing.
    private byte[] Unaltered(EntryRow entry) => MerkleTree.HashLeaf(entry.Data).AsSpan().SequenceEqual(entry.LeafHash)
        ? entry.Data
        : throw Doubt(new(
            $"第 {entry.Idx} 条记录与其哈希不符：记录被改动", $"entry {entry.Idx} does not match its hash: it was altered"));

    private const string NotesSql = """
        select c.size as Size, c.root as Root, c.note as Note, s.witness as Witness, s.line as Line
        from log_checkpoint c
        left join log_cosignature s on s.size = c.size
        where c.size = coalesce(@size, (select max(size) from log_checkpoint))
        order by s.witness
        """;

    /// <summary>A published checkpoint with every signature known so far;
    /// null when none was published for that size.</summary>
    /// <param name="size">Null: the newest.</param>
    public async Task<PublishedCheckpoint?> CheckpointAsync(long? size, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = (await connection.QueryAsync<NoteRow>(new CommandDefinition(
            NotesSql, new { size }, cancellationToken: ct))).ToList();
        return rows is []
            ? null
            : new(rows[0].Size, rows[0].Root, CosignatureLines.Under(
                rows[0].Note, [.. rows.Where(r => r.Line is not null).Select(r => (r.Witness!, r.Line!))], witnesses));
    }

    /// <summary>The newest checkpoint, at most a second old where other processes write too.</summary>
    public async Task<PublishedCheckpoint?> NewestCheckpointAsync(CancellationToken ct)
    {
        var (revision, now) = (status.Revision, clock.GetTimestamp());
        if (_newest is { } kept && kept.Revision == revision && clock.GetElapsedTime(kept.At, now) < Freshness)
        {
            return kept.Checkpoint;
        }

        var checkpoint = await CheckpointAsync(null, ct);
        _newest = new(revision, now, checkpoint);
        return checkpoint;
    }

    /// <summary>How many entries the newest checkpoint covers: nothing beyond is served.</summary>
    public async Task<long> PublishedSizeAsync(CancellationToken ct) => (await NewestCheckpointAsync(ct))?.Size ?? 0;

    private const string CosignedSql =
        "select size as Size, witness as Witness from log_cosignature where size > @index and size <= @newest order "
        + "by size desc";

    /// <summary>Size of the newest checkpoint that covers an index and that a quorum of the configured witnesses has
    /// cosigned; null when there is none.</summary>
    /// <remarks>Reads backwards and stops at the first: near the end of the log where witnesses keep up, all lines
    /// above the index where they do not.</remarks>
    public async Task<long?> WitnessedSizeAsync(long index, int quorum, CancellationToken ct)
    {
        var configured = witnesses.Select(w => w.ToString()).ToHashSet();
        await using var connection = await db.OpenAsync(ct);
        var (size, count) = (-1L, 0);
        await foreach (var row in connection.QueryUnbufferedAsync<CosignedRow>(CosignedSql, new
        {
            index, newest = status.Newest?.Size ?? 0,
        }).WithCancellation(ct))
        {
            (size, count) = (row.Size, row.Size == size ? count : 0);
            if (configured.Contains(row.Witness) && ++count == quorum)
            {
                return size;
            }
        }

        return null;
    }

    public void Dispose() => _fullTiles.Dispose();

    private DoubtException Missing(string path) => Doubt(new($"{path} 的行缺失", $"rows of {path} are missing"));

    private DoubtException Doubt(Contracts.Text reason)
    {
        status.Raise(reason);
        return new(reason);
    }

    private sealed record EntryRow(long Idx, byte[] LeafHash, byte[] Data);

    private sealed record Kept(long Revision, long At, PublishedCheckpoint? Checkpoint);

    private sealed record CosignedRow(long Size, string Witness);

    private sealed record NoteRow(long Size, byte[] Root, byte[] Note, string? Witness, string? Line);
}
