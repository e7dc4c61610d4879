using System.Numerics;

namespace Jingan.TransparencyLog;

/// <summary>Checks proofs about Merkle trees by the algorithms of RFC 9162 (the proofs themselves are those of RFC
/// 6962).</summary>
/// <remarks>Whatever comes in is answered with true or false, never with an exception:
/// proofs come from the party that is being checked.</remarks>
public static class MerkleProof
{
    /// <summary>Whether a leaf is in a tree, at exactly this index; RFC 9162 section 2.1.3.2.</summary>
    /// <param name="index">The leaf's index, from 0.</param>
    /// <param name="size">Number of leaves of the tree.</param>
    /// <param name="leafHash">The leaf's hash, see <see cref="MerkleTree.HashLeaf"/>.</param>
    /// <param name="proof">Sibling hashes, the leaf's own sibling first.</param>
    /// <param name="root">Root hash of the tree.</param>
    public static bool VerifyInclusion(
        long index, long size, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || !AreHashes(leafHash, root, proof))
        {
            return false;
        }

        var (fn, sn) = (index, size - 1);
        Span<byte> r = stackalloc byte[MerkleTree.HashLength];
        leafHash.CopyTo(r);
        foreach (var p in proof)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                MerkleTree.HashNode(p, r, r);
                SkipToRightChild(ref fn, ref sn);
            }
            else
            {
                MerkleTree.HashNode(r, p, r);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        // Without "sn == 0" a proof that is too short would be accepted at several indexes.
        return sn == 0 && r.SequenceEqual(root);
    }

    /// <summary>Whether a tree is a continuation of an older one: the same leaves, and more behind them;
    /// RFC 9162 section 2.1.4.2.</summary>
    /// <remarks>
    /// Of equal sizes the roots have to be equal and the proof empty.
    /// Every tree continues the empty one (size 0 with its own root), with an empty proof;
    /// nothing is said about the new root then.
    /// </remarks>
    /// <param name="oldSize">Number of leaves of the older tree.</param>
    /// <param name="newSize">Number of leaves of the newer tree.</param>
    /// <param name="oldRoot">Root hash of the older tree.</param>
    /// <param name="newRoot">Root hash of the newer tree.</param>
    /// <param name="proof">Hashes in the order of RFC 6962 section 2.1.2.</param>
    public static bool VerifyConsistency(
        long oldSize, long newSize, ReadOnlySpan<byte> oldRoot, ReadOnlySpan<byte> newRoot, IReadOnlyList<byte[]> proof)
    {
        if (oldSize < 0 || oldSize > newSize || proof is null)
        {
            return false;
        }

        if (oldSize == 0 && !oldRoot.SequenceEqual(MerkleTree.EmptyRoot))
        {
            return false;
        }

        // Nothing is hashed in these two cases.
        if (oldSize == newSize)
        {
            return proof.Count == 0 && oldRoot.SequenceEqual(newRoot);
        }

        if (oldSize == 0)
        {
            return proof.Count == 0 && newRoot.Length == MerkleTree.HashLength;
        }

        // The older tree's last subtree: known already when it is the whole tree, else the first hash of the proof.
        var whole = BitOperations.IsPow2(oldSize);
        if (!AreHashes(oldRoot, newRoot, proof) || (!whole && proof.Count == 0))
        {
            return false;
        }

        var (fn, sn) = (oldSize - 1, newSize - 1);
        var complete = BitOperations.TrailingZeroCount(~fn);
        (fn, sn) = (fn >> complete, sn >> complete);
        Span<byte> fr = stackalloc byte[MerkleTree.HashLength];
        Span<byte> sr = stackalloc byte[MerkleTree.HashLength];
        (whole ? oldRoot : proof[0]).CopyTo(fr);
        fr.CopyTo(sr);
        for (var i = whole ? 0 : 1; i < proof.Count; i++)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                MerkleTree.HashNode(proof[i], fr, fr);
                MerkleTree.HashNode(proof[i], sr, sr);
                SkipToRightChild(ref fn, ref sn);
            }
            else
            {
                MerkleTree.HashNode(sr, proof[i], sr);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && fr.SequenceEqual(oldRoot) && sr.SequenceEqual(newRoot);
    }

    // A node at the right edge without a sibling moves up unhashed until it is a right child.
    private static void SkipToRightChild(ref long fn, ref long sn)
    {
        while ((fn & 1) == 0 && fn != 0)
        {
            (fn, sn) = (fn >> 1, sn >> 1);
        }
    }

    private static bool AreHashes(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, IReadOnlyList<byte[]> proof) =>
        one.Length == MerkleTree.HashLength && other.Length == MerkleTree.HashLength
        && proof is not null && proof.All(hash => hash is { Length: MerkleTree.HashLength });
}
