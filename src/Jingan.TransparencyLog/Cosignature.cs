using System.Buffers.Binary;

namespace Jingan.TransparencyLog;

/// <summary>
/// Timestamped Ed25519 cosignatures of c2sp.org/tlog-cosignature (type 0x04): a witness's word that, as of this time,
/// the checkpoint is the largest consistent tree it has seen of the log.
/// </summary>
public static class Cosignature
{
    private const int TimeLength = sizeof(long);

    /// <summary>Cosigns a checkpoint.</summary>
    /// <param name="signer">The witness.</param>
    /// <param name="unixSeconds">Now, as seconds since 1970-01-01T00:00:00Z; not negative.</param>
    /// <param name="checkpointText">The checkpoint's whole text with its extension lines and final newline.</param>
    public static NoteSignature Sign(CosignatureSigner signer, long unixSeconds, ReadOnlySpan<byte> checkpointText)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentOutOfRangeException.ThrowIfNegative(unixSeconds);
        var time = new byte[TimeLength];
        BinaryPrimitives.WriteInt64BigEndian(time, unixSeconds);
        return new(signer.VerifierKey.Name, signer.VerifierKey.KeyId,
            [.. time, .. signer.SignMessage(Message(unixSeconds, checkpointText))]);
    }

    /// <summary>Whether a line is a witness's cosignature of a checkpoint.</summary>
    /// <param name="witness">The witness's key, of type <see cref="NoteAlgorithm.CosignatureV1"/>.</param>
    /// <param name="checkpointText">The checkpoint's whole text.</param>
    /// <param name="line">The signature line.</param>
    /// <param name="unixSeconds">When it was cosigned, as seconds since 1970-01-01T00:00:00Z; the witness's word,
    /// not checked against any clock.</param>
    public static bool TryVerify(
        VerifierKey witness, ReadOnlySpan<byte> checkpointText, NoteSignature line, out long unixSeconds)
    {
        ArgumentNullException.ThrowIfNull(witness);
        ArgumentNullException.ThrowIfNull(line);
        unixSeconds = 0;
        return line.Name == witness.Name && line.KeyId == witness.KeyId
            && TryVerify(witness, checkpointText, line.Signature, out unixSeconds);
    }

    internal static bool TryVerify(
        VerifierKey witness, ReadOnlySpan<byte> checkpointText, ReadOnlySpan<byte> signature, out long unixSeconds)
    {
        unixSeconds = 0;
        if (witness.Algorithm != NoteAlgorithm.CosignatureV1 || signature.Length < TimeLength)
        {
            return false;
        }

        // "It MUST NOT exceed 2^63 - 1": as a signed number it is not negative.
        var time = BinaryPrimitives.ReadInt64BigEndian(signature);
        if (time < 0 || !witness.VerifyEd25519(Message(time, checkpointText), signature[TimeLength..]))
        {
            return false;
        }

        unixSeconds = time;
        return true;
    }

    /// <summary>The timestamp of a cosignature that was verified.</summary>
    internal static long Time(NoteSignature verified) => BinaryPrimitives.ReadInt64BigEndian(verified.Signature);

    private static byte[] Message(long unixSeconds, ReadOnlySpan<byte> checkpointText) =>
        [.. "cosignature/v1\ntime "u8, .. NoteText.Utf8.GetBytes(DecimalText.Print(unixSeconds)), (byte)'\n',
            .. checkpointText];
}
