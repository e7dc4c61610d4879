using System.Numerics;

namespace Jingan.TransparencyLog;

/// <summary>A complete subtree: the leaves [Index·2^Level, (Index+1)·2^Level).</summary>
internal readonly record struct Subtree(int Level, long Index)
{
    /// <summary>The complete subtrees of the leaves [low, high) of a tree, largest first; low is where RFC 6962 splits,
    /// so each is aligned.</summary>
    public static Subtree[] Cover(long low, long high)
    {
        var cover = new Subtree[BitOperations.PopCount((ulong)(high - low))];
        for (var i = 0; i < cover.Length; i++)
        {
            var level = BitOperations.Log2((ulong)(high - low));
            cover[i] = new(level, low >> level);
            low += 1L << level;
        }

        return cover;
    }

    /// <summary>The tile that holds this subtree's hash, or the hashes below it that make it up.</summary>
    public Tile TileAt(long size)
    {
        var (level, index) = (Level / Tile.Height, FirstHash / Tile.FullWidth);
        return new(level, index, Tile.WidthAt(level, index, size));
    }

    /// <summary>The subtree's hash, from the bytes of its tile.</summary>
    public byte[] Hash(ReadOnlySpan<byte> tile)
    {
        var hashes = tile.Slice((int)(FirstHash % Tile.FullWidth) * MerkleTree.HashLength,
            HashCount * MerkleTree.HashLength).ToArray();
        for (var count = HashCount; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
            {
                MerkleTree.HashNode(At(hashes, 2 * i), At(hashes, 2 * i + 1), At(hashes, i));
            }
        }

        return hashes[..MerkleTree.HashLength];
    }

    private int HashCount => 1 << Level % Tile.Height;

    private long FirstHash => Index << Level % Tile.Height;

    private static Span<byte> At(byte[] hashes, int i) =>
        hashes.AsSpan(i * MerkleTree.HashLength, MerkleTree.HashLength);
}
