using System.Buffers;
using System.Security.Cryptography;

namespace Jingan.TransparencyLog;

/// <summary>The hashes of the Merkle tree of RFC 6962 section 2.1 (= RFC 9162 section 2.1), over SHA-256.</summary>
public static class MerkleTree
{
    /// <summary>Length of every hash, in bytes.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    private const int OnStack = 1024;

    /// <summary>Root hash of the tree without entries: SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary>Hash of a log entry: SHA-256(0x00 ‖ entry).</summary>
    /// <param name="entry">The entry's exact bytes.</param>
    public static byte[] HashLeaf(ReadOnlySpan<byte> entry)
    {
        var hash = new byte[HashLength];
        HashLeafInto(entry, hash);
        return hash;
    }

    /// <summary>Puts the hash of a log entry, SHA-256(0x00 ‖ entry), into a place of the caller's,
    /// for who hashes many.</summary>
    /// <param name="entry">The entry's exact bytes.</param>
    /// <param name="destination">Receives the hash, 32 bytes.</param>
    public static void HashLeafInto(ReadOnlySpan<byte> entry, Span<byte> destination)
    {
        // One buffer and one call: setting up an incremental hash costs more than hashing an ordinary entry.
        var rented = entry.Length < OnStack ? null : ArrayPool<byte>.Shared.Rent(1 + entry.Length);
        var buffer = rented ?? stackalloc byte[OnStack];
        buffer[0] = 0x00;
        entry.CopyTo(buffer[1..]);
        SHA256.HashData(buffer[..(1 + entry.Length)], destination);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Hash of an interior node: SHA-256(0x01 ‖ left ‖ right).</summary>
    /// <param name="left">Hash of the left subtree, 32 bytes.</param>
    /// <param name="right">Hash of the right subtree, 32 bytes.</param>
    /// <exception cref="ArgumentException">One of the hashes is not 32 bytes long.</exception>
    public static byte[] HashNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[HashLength];
        HashNode(left, right, hash);
        return hash;
    }

    /// <summary>Puts the hash of an interior node, SHA-256(0x01 ‖ left ‖ right),
    /// into a place that may be one of the operands.</summary>
    /// <param name="left">Hash of the left subtree, 32 bytes.</param>
    /// <param name="right">Hash of the right subtree, 32 bytes.</param>
    /// <param name="destination">Receives the hash, 32 bytes.</param>
    /// <exception cref="ArgumentException">One of the hashes is not 32 bytes long.</exception>
    public static void HashNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> destination)
    {
        if (left.Length != HashLength || right.Length != HashLength)
        {
            throw new ArgumentException("A hash has 32 bytes.");
        }

        Span<byte> buffer = stackalloc byte[1 + HashLength + HashLength];
        buffer[0] = 0x01;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + HashLength)..]);
        SHA256.HashData(buffer, destination);
    }
}
