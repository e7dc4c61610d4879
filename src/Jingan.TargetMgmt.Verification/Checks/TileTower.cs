using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>The tree above the level-0 tiles as it is recomputed;
/// each tile that becomes complete is compared with the log's own.</summary>
internal sealed class TileTower(LogFiles files, Findings findings) : IDisposable
{
    private readonly List<Level> _levels = [];
    private readonly MemoryStream _served = new();

    /// <summary>Number of complete level-0 tiles that it stands on.</summary>
    public long Tiles { get; private set; }

    /// <summary>Root hash of 256 hashes, or of fewer when a power of two.</summary>
    public static byte[] RootOf(ReadOnlySpan<byte> hashes)
    {
        Span<byte> work = stackalloc byte[Tile.FullWidth * MerkleTree.HashLength];
        hashes.CopyTo(work);
        for (var count = hashes.Length / MerkleTree.HashLength; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
            {
                MerkleTree.HashNode(At(work, 2 * i), At(work, (2 * i) + 1), At(work, i));
            }
        }

        return work[..MerkleTree.HashLength].ToArray();
    }

    /// <summary>Says which hash of a served tile is not the recomputed one; null when all are the same.</summary>
    public static int? FirstDifference(ReadOnlySpan<byte> computed, ReadOnlySpan<byte> served) =>
        computed.SequenceEqual(served) ? null : computed.CommonPrefixLength(served) / MerkleTree.HashLength;

    public async ValueTask AddAsync(byte[] tileRoot, CancellationToken ct)
    {
        Tiles++;
        for (var level = 1; ; level++)
        {
            if (_levels.Count < level)
            {
                _levels.Add(new());
            }

            if (!_levels[level - 1].Add(tileRoot))
            {
                return;
            }

            await CompareAsync(level, ct);
            tileRoot = RootOf(_levels[level - 1].Hashes.Span);
            _levels[level - 1].Count = 0;
        }
    }

    /// <summary>Compares the tiles that stay incomplete.</summary>
    public async Task CompareLastAsync(CancellationToken ct)
    {
        for (var level = 1; level <= _levels.Count; level++)
        {
            if (_levels[level - 1].Count > 0)
            {
                await CompareAsync(level, ct);
            }
        }
    }

    /// <summary>Root of the tree: the complete tiles, and these leaf hashes after them.</summary>
    public byte[] Root(ReadOnlySpan<byte> leavesAfter)
    {
        var edge = TreeEdge.Restore(Tiles * Tile.FullWidth, (level, from, to) =>
            [.. Enumerable.Range(0, (int)(to - from)).Select(i => At(_levels[level - 1].Hashes.Span, i).ToArray())]);
        for (; !leavesAfter.IsEmpty; leavesAfter = leavesAfter[MerkleTree.HashLength..])
        {
            edge = edge.Append(leavesAfter[..MerkleTree.HashLength].ToArray());
        }

        return edge.Root();
    }

    public void Dispose() => _served.Dispose();

    private async ValueTask CompareAsync(int level, CancellationToken ct)
    {
        var computed = _levels[level - 1].Hashes;
        var tile = new Tile(level, ((Tiles >> ((level - 1) * Tile.Height)) - 1) / Tile.FullWidth,
            _levels[level - 1].Count);
        var firstEntry = tile.Index << ((level + 1) * Tile.Height);
        if (await files.ReadAsync(tile, _served, ct) != FileOutcome.Read)
        {
            findings.AddMissing(files, firstEntry, new(
                $"缺少 {files.Name}/{tile.Path}，未能比较。", $"{files.Name}/{tile.Path} is missing and was not compared."));
        }
        else if (FirstDifference(computed.Span, _served.GetBuffer().AsSpan(0, (int)_served.Length)) is { } at)
        {
            findings.AddDamage(firstEntry, new(
                $"{files.Name}/{tile.Path} 的第 {at} 个哈希与重新计算的不符。",
                $"{files.Name}/{tile.Path}: hash {at} is not the recomputed one."));
        }
    }

    private static Span<byte> At(Span<byte> hashes, int i) =>
        hashes.Slice(i * MerkleTree.HashLength, MerkleTree.HashLength);

    /// <summary>The last, incomplete tile of a level.</summary>
    private sealed class Level
    {
        private readonly byte[] _hashes = new byte[Tile.FullWidth * MerkleTree.HashLength];

        public int Count { get; set; }

        public Memory<byte> Hashes => _hashes.AsMemory(0, Count * MerkleTree.HashLength);

        /// <summary>Whether the tile is complete now.</summary>
        public bool Add(byte[] hash)
        {
            hash.CopyTo(_hashes, Count++ * MerkleTree.HashLength);
            return Count == Tile.FullWidth;
        }
    }
}
