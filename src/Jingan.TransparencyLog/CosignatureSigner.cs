namespace Jingan.TransparencyLog;

/// <summary>A witness's private key, see <see cref="Cosignature"/>;
/// "a cosigner that operates multiple cosigners must use distinct keys".</summary>
public sealed class CosignatureSigner
{
    private readonly PrivateKey _key;

    private CosignatureSigner(string name, PrivateKey key)
    {
        _key = key;
        VerifierKey = VerifierKey.Create(name, NoteAlgorithm.CosignatureV1, key.PublicKey());
    }

    /// <summary>The public half, of type <see cref="NoteAlgorithm.CosignatureV1"/>.</summary>
    public VerifierKey VerifierKey { get; }

    /// <summary>The witness of an Ed25519 seed (RFC 8032 section 5.1.5).</summary>
    /// <param name="name">Name of the witness.</param>
    /// <param name="seed32">32 secret bytes.</param>
    /// <exception cref="ArgumentException">The name or the seed's length is wrong.</exception>
    public static CosignatureSigner Ed25519(
        string name, ReadOnlySpan<byte> seed32) => new(name, PrivateKey.OfEd25519(seed32));

    /// <summary>A witness with a new key.</summary>
    /// <param name="name">Name of the witness.</param>
    public static CosignatureSigner NewEd25519(string name) => new(name, PrivateKey.NewEd25519());

    /// <summary>The witness of a PEM file with an Ed25519 key, see <see cref="NoteSigner.FromPem"/>.</summary>
    /// <param name="name">Name of the witness.</param>
    /// <param name="pem">The file's text.</param>
    /// <exception cref="FormatException">It is something else; the message says what.</exception>
    /// <exception cref="ArgumentException">The name is wrong.</exception>
    public static CosignatureSigner FromPem(string name, string pem)
    {
        var key = PrivateKey.FromPem(pem);
        return new(name, key.Ed25519 is not null
            ? key
            : throw new FormatException("The private key is an SM2 key, but cosignatures are made with Ed25519."));
    }

    /// <summary>The private key as <c>PRIVATE KEY</c> (PKCS #8), as openssl writes it: a secret.</summary>
    public string ToPem() => _key.ToPem();

    internal byte[] SignMessage(ReadOnlySpan<byte> message) => _key.Sign(message);
}
