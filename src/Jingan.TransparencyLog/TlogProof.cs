using System.Diagnostics.CodeAnalysis;

namespace Jingan.TransparencyLog;

/// <summary>A receipt that is checked offline, c2sp.org/tlog-proof: an entry's index, its inclusion proof,
/// and the checkpoint with its signatures.</summary>
/// <remarks>Files of it end in <c>.tlog-proof</c>. Whoever checks it brings the entry and a policy of their own: the
/// receipt cannot vouch for its keys.</remarks>
public sealed class TlogProof
{
    /// <summary>The most extra data, in bytes: Go's readers take lines of at most 64 KiB.</summary>
    public const int MaxExtraLength = 48_000;

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraWord = "extra ";
    private const string IndexWord = "index";

    /// <summary>A receipt.</summary>
    /// <param name="index">Index of the entry, from 0.</param>
    /// <param name="hashes">The inclusion proof, the leaf's sibling first; at most 63 hashes.</param>
    /// <param name="checkpoint">The signed checkpoint.</param>
    /// <param name="extra">Data for the application, which nothing vouches for; empty is as good as none.</param>
    /// <exception cref="ArgumentException">The index is negative, the hashes are not hashes,
    /// or the extra data is too long.</exception>
    public TlogProof(long index, IReadOnlyList<byte[]> hashes, SignedNote checkpoint, byte[]? extra = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentNullException.ThrowIfNull(checkpoint);
        ProofLines.RequireHashes(hashes, nameof(hashes));
        if (extra?.Length > MaxExtraLength)
        {
            throw new ArgumentException($"The extra data has at most {MaxExtraLength} bytes, not {extra.Length}.",
                nameof(extra));
        }

        (Index, Hashes, Checkpoint, Extra) = (index, hashes, checkpoint, extra is { Length: 0 } ? null : extra);
    }

    /// <summary>Data for the application, which nothing vouches for; null when there is none.</summary>
    public byte[]? Extra { get; }

    /// <summary>Index of the entry, from 0.</summary>
    public long Index { get; }

    /// <summary>The inclusion proof, the leaf's sibling first.</summary>
    public IReadOnlyList<byte[]> Hashes { get; }

    /// <summary>The signed checkpoint, not verified yet.</summary>
    public SignedNote Checkpoint { get; }

    /// <summary>Reads a receipt, accepting exactly what <see cref="ToBytes"/> prints.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="proof">The receipt.</param>
    /// <param name="fault">What was found and what is expected.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out TlogProof? proof, [NotNullWhen(false)] out string? fault)
    {
        proof = null;
        if (!ProofLines.TrySplit(bytes, out var lines, out var checkpoint, out fault))
        {
            return false;
        }

        if (lines[0] != Header)
        {
            fault = $"Found the first line \"{lines[0]}\", expected \"{Header}\".";
            return false;
        }

        byte[] extra = [];
        var next = 1;
        if (lines.Length > next && lines[next].StartsWith(ExtraWord, StringComparison.Ordinal))
        {
            // "If no extra data is present, this line is omitted."
            if (!Base64Text.TryDecode(lines[next].AsSpan(ExtraWord.Length), out extra)
                || extra.Length is 0 or > MaxExtraLength)
            {
                fault = $"The extra data is not canonical base64 of 1 to {MaxExtraLength} bytes.";
                return false;
            }

            next++;
        }

        if (!ProofLines.TryReadNumber(lines.ElementAtOrDefault(next) ?? "", IndexWord, out var index, out fault)
            || !ProofLines.TryReadHashes(lines.AsSpan(next + 1), out var hashes, out fault))
        {
            return false;
        }

        proof = new(index, hashes, checkpoint, extra);
        return true;
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes()
    {
        string[] extra = Extra is null ? [] : [ExtraWord + Convert.ToBase64String(Extra)];
        return ProofLines.Print([Header, .. extra, $"{IndexWord} {DecimalText.Print(Index)}"], Hashes,
            Checkpoint.ToBytes());
    }

    /// <summary>Checks the receipt for an entry, see <see cref="VerifyLeaf"/>.</summary>
    /// <param name="entry">The entry's exact bytes.</param>
    /// <param name="policy">The logs and witnesses that are trusted.</param>
    public TlogProofVerification Verify(ReadOnlySpan<byte> entry, WitnessPolicy policy) =>
        VerifyLeaf(MerkleTree.HashLeaf(entry), policy);

    /// <summary>Checks that a trusted log signed the checkpoint, the quorum of witnesses cosigned it,
    /// and the entry is in its tree at the index.</summary>
    /// <param name="leafHash">The entry's hash, see <see cref="MerkleTree.HashLeaf"/>.</param>
    /// <param name="policy">The logs and witnesses that are trusted.</param>
    public TlogProofVerification VerifyLeaf(ReadOnlySpan<byte> leafHash, WitnessPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var signed = policy.Verify(Checkpoint);
        if (signed.Checkpoint is not { } checkpoint)
        {
            return new(signed.Outcome, signed.Fault, null, signed.Witnesses);
        }

        return MerkleProof.VerifyInclusion(Index, checkpoint.Size, leafHash, Hashes, checkpoint.Root)
            ? new(PolicyOutcome.Accepted, null, checkpoint, signed.Witnesses)
            : new(PolicyOutcome.EntryNotIncluded,
                $"The proof does not lead from the entry at index {Index} to the root of {checkpoint.Size} entries.",
                null, signed.Witnesses);
    }
}
