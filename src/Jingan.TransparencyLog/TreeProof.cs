using System.Numerics;

namespace Jingan.TransparencyLog;

/// <summary>A proof that is to be made from tiles: first it says which ones,
/// then it computes the hashes from their bytes.</summary>
/// <remarks>
/// Reading is the caller's matter: a log has its tiles in a database, a client fetches them.
/// A client checks what comes out with <see cref="MerkleProof"/> against a signed root;
/// until then it is no more trustworthy than the tiles.
/// </remarks>
public sealed class TreeProof
{
    private readonly long _size;
    private readonly List<Subtree[]> _hashes;

    private TreeProof(long size, List<Subtree[]> hashes)
    {
        (_size, _hashes) = (size, hashes);
        Tiles = [.. hashes.SelectMany(subtrees => subtrees).Select(subtree => subtree.TileAt(size)).Distinct()];
    }

    /// <summary>The tiles needed, each once, with its width in a tree of the proof's (newer) size.</summary>
    public IReadOnlyList<Tile> Tiles { get; }

    /// <summary>The proof that a leaf is in a tree, RFC 6962 section 2.1.1: the leaf's sibling first.</summary>
    /// <param name="index">The leaf's index, from 0.</param>
    /// <param name="size">Number of leaves of the tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static TreeProof Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        List<Subtree[]> hashes = [];
        for (var (low, high) = (0L, size); high - low > 1;)
        {
            var middle = low + Split(high - low);
            if (index < middle)
            {
                hashes.Add(Subtree.Cover(middle, high));
                high = middle;
            }
            else
            {
                hashes.Add(Subtree.Cover(low, middle));
                low = middle;
            }
        }

        hashes.Reverse();
        return new(size, hashes);
    }

    /// <summary>The proof that a tree continues an older one, RFC 6962 section 2.1.2;
    /// empty when the older one is empty or of the same size.</summary>
    /// <param name="oldSize">Number of leaves of the older tree.</param>
    /// <param name="newSize">Number of leaves of the newer tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">The older tree is larger, or a size is negative.</exception>
    public static TreeProof Consistency(long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        List<Subtree[]> hashes = [];
        var (low, high) = (0L, newSize);
        while (oldSize != 0 && oldSize != high)
        {
            var middle = low + Split(high - low);
            if (oldSize <= middle)
            {
                hashes.Add(Subtree.Cover(middle, high));
                high = middle;
            }
            else
            {
                hashes.Add(Subtree.Cover(low, middle));
                low = middle;
            }
        }

        // The subtree in which the older tree ends; when that is the older tree itself the verifier knows it (the b of
        // SUBPROOF).
        if (low != 0)
        {
            hashes.Add(Subtree.Cover(low, high));
        }

        hashes.Reverse();
        return new(newSize, hashes);
    }

    /// <summary>The root hash, as the only hash; none, and no tiles, when the tree is empty (see
    /// <see cref="MerkleTree.EmptyRoot"/>).</summary>
    /// <param name="size">Number of leaves of the tree.</param>
    public static TreeProof Root(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new(size, size == 0 ? [] : [Subtree.Cover(0, size)]);
    }

    /// <summary>The hashes.</summary>
    /// <param name="tileBytes">The bytes of one of <see cref="Tiles"/>; called once for each.
    /// A wider tile than asked for serves as well.</param>
    /// <exception cref="InvalidDataException">A tile is too short, or not a whole number of hashes.</exception>
    public IReadOnlyList<byte[]> Build(Func<Tile, ReadOnlyMemory<byte>> tileBytes)
    {
        ArgumentNullException.ThrowIfNull(tileBytes);
        var tiles = Tiles.ToDictionary(tile => tile, tile => Whole(tile, tileBytes(tile)));
        return [.. _hashes.Select(subtrees => Join(subtrees, tiles))];
    }

    private byte[] Join(Subtree[] subtrees, Dictionary<Tile, ReadOnlyMemory<byte>> tiles)
    {
        // As CompactRange.Root: the smallest subtree is the rightmost, and each larger one stands to its left.
        var hash = Array.Empty<byte>();
        for (var i = subtrees.Length - 1; i >= 0; i--)
        {
            var subtree = subtrees[i].Hash(tiles[subtrees[i].TileAt(_size)].Span);
            hash = i == subtrees.Length - 1 ? subtree : MerkleTree.HashNode(subtree, hash);
        }

        return hash;
    }

    private static ReadOnlyMemory<byte> Whole(Tile tile, ReadOnlyMemory<byte> bytes) =>
        bytes.Length % MerkleTree.HashLength == 0 && bytes.Length >= tile.Width * MerkleTree.HashLength ? bytes
            : throw new InvalidDataException(
                $"{tile.Path} has {bytes.Length} bytes, expected {tile.Width * MerkleTree.HashLength}.");

    // "Let k be the largest power of two smaller than n."
    private static long Split(long n) => 1L << BitOperations.Log2((ulong)(n - 1));
}
