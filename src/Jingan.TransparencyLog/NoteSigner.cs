namespace Jingan.TransparencyLog;

/// <summary>A private key that signs notes: Ed25519, which every reader of the format knows, or SM2 with SM3.</summary>
/// <remarks>Ed25519 signatures are deterministic, SM2 signatures are not:
/// store a note once instead of signing it again.</remarks>
public sealed class NoteSigner
{
    private readonly PrivateKey _key;

    private NoteSigner(string name, PrivateKey key)
    {
        _key = key;
        VerifierKey = VerifierKey.Create(name, key.Ed25519 is null ? NoteAlgorithm.Unassigned : NoteAlgorithm.Ed25519,
            key.PublicKey());
    }

    /// <summary>The public half.</summary>
    public VerifierKey VerifierKey { get; }

    /// <summary>The signer of an Ed25519 seed (RFC 8032 section 5.1.5).</summary>
    /// <param name="name">Name of the key; for a log its origin.</param>
    /// <param name="seed32">32 secret bytes.</param>
    /// <exception cref="ArgumentException">The name or the seed's length is wrong.</exception>
    public static NoteSigner Ed25519(string name, ReadOnlySpan<byte> seed32) => new(name, PrivateKey.OfEd25519(seed32));

    /// <summary>The signer of an SM2 private key (GB/T 32918.1 section 6.1).</summary>
    /// <param name="name">Name of the key.</param>
    /// <param name="privateScalar32">32 secret bytes: a big-endian number from 1 to n-2.</param>
    /// <exception cref="ArgumentException">The name or the number is wrong.</exception>
    public static NoteSigner Sm2(
        string name, ReadOnlySpan<byte> privateScalar32) => new(name, PrivateKey.OfSm2(privateScalar32));

    /// <summary>A new Ed25519 key.</summary>
    /// <param name="name">Name of the key.</param>
    public static NoteSigner NewEd25519(string name) => new(name, PrivateKey.NewEd25519());

    /// <summary>A new SM2 key.</summary>
    /// <param name="name">Name of the key.</param>
    public static NoteSigner NewSm2(string name) => new(name, PrivateKey.NewSm2());

    /// <summary>The signer of a PEM file as openssl writes it.</summary>
    /// <remarks><c>PRIVATE KEY</c> (PKCS #8) with Ed25519 or SM2,
    /// or <c>EC PRIVATE KEY</c> or <c>SM2 PRIVATE KEY</c> (RFC 5915) with SM2.</remarks>
    /// <param name="name">Name of the key.</param>
    /// <param name="pem">The file's text.</param>
    /// <exception cref="FormatException">It is something else; the message says what.</exception>
    /// <exception cref="ArgumentException">The name is wrong.</exception>
    public static NoteSigner FromPem(string name, string pem) => new(name, PrivateKey.FromPem(pem));

    /// <summary>The private key as <c>PRIVATE KEY</c> (PKCS #8), as openssl writes it: a secret.</summary>
    public string ToPem() => _key.ToPem();

    /// <summary>Signs a note's text.</summary>
    /// <param name="text">The text with its final newline.</param>
    public NoteSignature Sign(ReadOnlySpan<byte> text) => new(VerifierKey.Name, VerifierKey.KeyId, _key.Sign(text));
}
