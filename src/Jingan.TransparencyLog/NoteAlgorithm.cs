namespace Jingan.TransparencyLog;

/// <summary>Signature type bytes of c2sp.org/signed-note that this library signs and verifies with.</summary>
public static class NoteAlgorithm
{
    /// <summary>Ed25519 over the note's text (signed-note, "Ed25519 signatures").</summary>
    public const byte Ed25519 = 0x01;

    /// <summary>A witness's timestamped Ed25519 cosignature (c2sp.org/tlog-cosignature),
    /// see <see cref="Cosignature"/>.</summary>
    public const byte CosignatureV1 = 0x04;

    /// <summary>"No byte assigned": an identifier follows. The one known here is <see cref="Sm2Identifier"/>.</summary>
    public const byte Unassigned = 0xFF;

    /// <summary>
    /// Follows <see cref="Unassigned"/> for SM2 with SM3 (GB/T 32918.2, GB/T 32905) over the note's text:
    /// user id 1234567812345678, the signature in DER, the public key as the 65-byte uncompressed point. Defined here,
    /// not by C2SP; readers that do not know it skip the line.
    /// </summary>
    public const string Sm2Identifier = "sm2-with-sm3";
}
