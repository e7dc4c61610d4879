namespace Jingan.TransparencyLog;

/// <summary>A node at a tile level: the root of a complete subtree of 256^<paramref name="Level"/> leaves (C2SP
/// tlog-tiles).</summary>
/// <param name="Level">Tile level, from 1: level 0 are the leaf hashes themselves.</param>
/// <param name="Index">Position among the nodes of its level.</param>
/// <param name="Hash">32 bytes.</param>
public readonly record struct TreeNode(int Level, long Index, byte[] Hash);

/// <summary>The right edge of a growing tree, tile by tile: for each tile level the hashes of its last,
/// incomplete tile.</summary>
/// <remarks>
/// Appending tells which tile-level nodes became complete, which is what a log has to store (C2SP tlog-tiles:
/// a partial tile is never hashed up). Immutable: an append that is rolled back leaves no trace.
/// </remarks>
public sealed class TreeEdge
{
    private readonly CompactRange[] _levels;

    private TreeEdge(long size, CompactRange[] levels) => (Size, _levels) = (size, levels);

    /// <summary>The edge of the empty tree.</summary>
    public static TreeEdge Empty { get; } = new(0, []);

    /// <summary>Number of leaves.</summary>
    public long Size { get; }

    /// <summary>The edge at the end of the last complete level-0 tile: this tree without the leaves after it.</summary>
    public TreeEdge AtLastFullTile =>
        Size % Tile.FullWidth == 0 ? this : new(Size - (Size % Tile.FullWidth), [CompactRange.Empty, .. _levels[1..]]);

    /// <summary>The edge of a tree of which the stored nodes are known.</summary>
    /// <param name="size">Number of leaves; a multiple of 256.</param>
    /// <param name="nodes">Answers a tile level (from 1) and a range of indexes [from, to) with those nodes' hashes,
    /// in order.</param>
    /// <exception cref="ArgumentException">The size is no multiple of 256, or some node was not answered.</exception>
    public static TreeEdge Restore(long size, Func<int, long, long, IReadOnlyList<byte[]>> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        if (size < 0 || size % Tile.FullWidth != 0)
        {
            throw new ArgumentException("Only a tree of complete level-0 tiles can be restored from nodes.",
                nameof(size));
        }

        List<CompactRange> levels = [CompactRange.Empty];
        for (var (level, count) = (1, size / Tile.FullWidth); count > 0; level++, count /= Tile.FullWidth)
        {
            var hashes = nodes(level, count - (count % Tile.FullWidth), count);
            if (hashes.Count != count % Tile.FullWidth)
            {
                throw new ArgumentException(
                    $"At tile level {level}, {hashes.Count} of {count % Tile.FullWidth} nodes are there.",
                    nameof(nodes));
            }

            levels.Add(hashes.Aggregate(CompactRange.Empty, (range, hash) => range.Append(hash)));
        }

        return new(size, [.. levels]);
    }

    /// <summary>The edge after one more leaf.</summary>
    /// <param name="leafHash">The leaf's hash, see <see cref="MerkleTree.HashLeaf"/>.</param>
    /// <param name="completed">Receives the tile-level nodes that this leaf completes, lowest level first.</param>
    public TreeEdge Append(byte[] leafHash, ICollection<TreeNode>? completed = null)
    {
        var levels = _levels.Length == 0 ? [CompactRange.Empty] : (CompactRange[])_levels.Clone();
        levels[0] = levels[0].Append(leafHash);
        var count = Size + 1;
        for (var level = 0; levels[level].Size == Tile.FullWidth; level++)
        {
            count /= Tile.FullWidth;
            var node = levels[level].Root();
            levels[level] = CompactRange.Empty;
            completed?.Add(new(level + 1, count - 1, node));
            if (level + 1 == levels.Length)
            {
                levels = [.. levels, CompactRange.Empty];
            }

            levels[level + 1] = levels[level + 1].Append(node);
        }

        return new(Size + 1, levels);
    }

    /// <summary>Root hash of the tree (RFC 6962 section 2.1).</summary>
    public byte[] Root()
    {
        // The complete subtrees from the smallest to the largest: each joins what is to its right.
        byte[]? root = null;
        foreach (var level in _levels)
        {
            for (var i = level.Subtrees.Count - 1; i >= 0; i--)
            {
                root = root is null ? level.Subtrees[i] : MerkleTree.HashNode(level.Subtrees[i], root);
            }
        }

        return root ?? MerkleTree.EmptyRoot;
    }
}
