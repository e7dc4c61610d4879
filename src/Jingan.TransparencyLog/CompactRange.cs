using System.Numerics;

namespace Jingan.TransparencyLog;

/// <summary>The right edge of a growing tree: the roots of its complete subtrees, one per set bit of the size,
/// largest first.</summary>
/// <remarks>
/// Enough to append and to know the root at every size, in O(log n) memory;
/// RFC 6962 section 2.1 splits at the largest power of two below n, so these subtrees are exactly the left operands of
/// the root's computation. Immutable: an append that is rolled back leaves no trace.
/// </remarks>
public sealed class CompactRange
{
    private readonly byte[][] _subtrees;

    private CompactRange(long size, byte[][] subtrees) => (Size, _subtrees) = (size, subtrees);

    /// <summary>The range of the empty tree.</summary>
    public static CompactRange Empty { get; } = new(0, []);

    /// <summary>Number of leaves.</summary>
    public long Size { get; }

    /// <summary>Roots of the complete subtrees, largest (leftmost) first: what <see cref="Restore"/> takes.</summary>
    /// <remarks>Shared between ranges, not to be written to.</remarks>
    public IReadOnlyList<byte[]> Subtrees => _subtrees;

    /// <summary>The range of a tree whose complete subtrees are known, for instance from stored nodes.</summary>
    /// <param name="size">Number of leaves.</param>
    /// <param name="subtreeRoots">One root per set bit of the size, largest subtree first.</param>
    /// <exception cref="ArgumentException">There are more or fewer roots than set bits,
    /// or one of them is not 32 bytes long.</exception>
    public static CompactRange Restore(long size, IReadOnlyList<byte[]> subtreeRoots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentNullException.ThrowIfNull(subtreeRoots);
        if (subtreeRoots.Count != BitOperations.PopCount((ulong)size))
        {
            throw new ArgumentException(
                $"A tree of {size} leaves has {BitOperations.PopCount((ulong)size)} complete subtrees, "
                    + $"not {subtreeRoots.Count}.", nameof(subtreeRoots));
        }

        foreach (var root in subtreeRoots)
        {
            RequireHash(root, nameof(subtreeRoots));
        }

        return new(size, [.. subtreeRoots]);
    }

    /// <summary>The range after one more leaf.</summary>
    /// <param name="leafHash">The leaf's hash, see <see cref="MerkleTree.HashLeaf"/>.</param>
    /// <exception cref="ArgumentException">It is not 32 bytes long.</exception>
    public CompactRange Append(byte[] leafHash)
    {
        ArgumentNullException.ThrowIfNull(leafHash);
        RequireHash(leafHash, nameof(leafHash));

        // Each trailing 1 bit of the size is a complete subtree that this leaf's subtree joins as the right half.
        var joined = leafHash;
        var kept = _subtrees.Length;
        for (var bits = Size; (bits & 1) == 1; bits >>= 1)
        {
            joined = MerkleTree.HashNode(_subtrees[--kept], joined);
        }

        var subtrees = new byte[kept + 1][];
        Array.Copy(_subtrees, subtrees, kept);
        subtrees[kept] = joined;
        return new(Size + 1, subtrees);
    }

    /// <summary>Root hash of the tree.</summary>
    public byte[] Root()
    {
        if (_subtrees.Length == 0)
        {
            return MerkleTree.EmptyRoot;
        }

        var root = _subtrees[^1];
        for (var i = _subtrees.Length - 2; i >= 0; i--)
        {
            root = MerkleTree.HashNode(_subtrees[i], root);
        }

        return root;
    }

    private static void RequireHash(byte[] hash, string parameter)
    {
        if (hash is not { Length: MerkleTree.HashLength })
        {
            throw new ArgumentException("A hash has 32 bytes.", parameter);
        }
    }
}
