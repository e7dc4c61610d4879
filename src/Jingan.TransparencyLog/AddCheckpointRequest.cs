using System.Diagnostics.CodeAnalysis;

namespace Jingan.TransparencyLog;

/// <summary>The body of a request to a witness, c2sp.org/tlog-witness "add-checkpoint": what it saw last,
/// the way from there, the new checkpoint.</summary>
/// <param name="OldSize">Size of the last checkpoint that the witness has cosigned; 0 for none.</param>
/// <param name="Proof">The consistency proof from there, at most 63 hashes;
/// empty when <paramref name="OldSize"/> is 0.</param>
/// <param name="Checkpoint">The signed checkpoint's bytes, see <see cref="SignedNote"/>.</param>
public sealed record AddCheckpointRequest(long OldSize, IReadOnlyList<byte[]> Proof, ReadOnlyMemory<byte> Checkpoint)
{
    private const string Old = "old";

    /// <summary>Reads a body, accepting exactly what <see cref="ToBytes"/> prints;
    /// whether the proof is right is not asked here.</summary>
    /// <param name="bytes">The body.</param>
    /// <param name="request">The request.</param>
    /// <param name="fault">What was found and what is expected.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out AddCheckpointRequest? request,
        [NotNullWhen(false)] out string? fault)
    {
        request = null;
        if (!ProofLines.TrySplit(bytes, out var lines, out var checkpoint, out fault)
            || !ProofLines.TryReadNumber(lines[0], Old, out var oldSize, out fault)
            || !ProofLines.TryReadHashes(lines.AsSpan(1), out var proof, out fault))
        {
            return false;
        }

        request = new(oldSize, proof, checkpoint.ToBytes());
        return true;
    }

    /// <summary>The body.</summary>
    /// <exception cref="InvalidOperationException">The size is negative, or the proof is not one.</exception>
    public byte[] ToBytes() =>
        OldSize >= 0 && Proof.Count <= ProofLines.MaxHashes
        && Proof.All(hash => hash is { Length: MerkleTree.HashLength })
        ? ProofLines.Print([$"{Old} {DecimalText.Print(OldSize)}"], Proof, Checkpoint.Span)
        : throw new InvalidOperationException(
            $"A request has a size from 0 and at most {ProofLines.MaxHashes} hashes of 32 bytes.");
}
