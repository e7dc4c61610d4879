namespace Jingan.TransparencyLog.Tests;

/// <summary>A log that serves nothing but tiles, as an HTTP log does: full ones,
/// and of the last one of each level as much as the size allows.</summary>
internal sealed class TileLog
{
    private readonly List<List<byte[]>> _levels = [[]];

    private readonly List<byte[]> _bytes;

    public TileLog(IEnumerable<byte[]> leafHashes)
    {
        foreach (var hash in leafHashes)
        {
            Add(0, hash);
        }

        _bytes = [.. _levels.Select(level => level.SelectMany(hash => hash).ToArray())];
    }

    public IReadOnlyList<byte[]> Inclusion(long index, long size) => Build(TreeProof.Inclusion(index, size), size);

    public IReadOnlyList<byte[]> Consistency(long oldSize, long newSize) =>
        Build(TreeProof.Consistency(oldSize, newSize), newSize);

    public byte[] Root(long size) => Build(TreeProof.Root(size), size).SingleOrDefault(MerkleTree.EmptyRoot);

    // Nothing else is published at that size: a proof that wants another tile, or another width, fails here.
    private IReadOnlyList<byte[]> Build(TreeProof proof, long size)
    {
        Assert.All(proof.Tiles, tile => Assert.Equal(Tile.WidthAt(tile.Level, tile.Index, size), tile.Width));
        return proof.Build(tile => _bytes[tile.Level].AsMemory((int)tile.Index * Tile.FullWidth * MerkleTree.HashLength,
            tile.Width * MerkleTree.HashLength));
    }

    // By the definition of tlog-tiles: a hash of level L+1 is the root of a full tile of level L.
    private void Add(int level, byte[] hash)
    {
        if (level == _levels.Count)
        {
            _levels.Add([]);
        }

        _levels[level].Add(hash);
        if (_levels[level].Count % Tile.FullWidth == 0)
        {
            Add(level + 1, _levels[level].TakeLast(Tile.FullWidth)
                .Aggregate(CompactRange.Empty, (tree, h) => tree.Append(h)).Root());
        }
    }
}
