using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Jingan.TargetMgmt.Signing;

/// <summary>A key that signs or verifies a JWS: P-256 with ES256 (RFC 7518 section 3.4) or Ed25519 with EdDSA (RFC 8037
/// section 3.1). One thread at a time.</summary>
/// <remarks>The algorithm follows from the key, never from the header:
/// a header can only agree with it (RFC 8725 section 3.1).</remarks>
public sealed class JwsKey : IDisposable
{
    public const string Es256 = "ES256";
    public const string EdDsa = "EdDSA";

    /// <summary>Length of an Ed25519 seed and of a public key, in bytes.</summary>
    internal const int Ed25519Length = 32;

    private const int SignatureLength = 64; // of both

    private readonly ECDsa? _p256;
    private readonly Ed25519PrivateKeyParameters? _private;
    private readonly byte[] _ed25519;

    private readonly ManagedP256? _managed;

    private JwsKey(ECDsa? p256, Ed25519PrivateKeyParameters? secret, byte[] ed25519, ManagedP256? managed = null) =>
        (_p256, _private, _ed25519, _managed) = (p256, secret, ed25519, managed);

    public string Algorithm => _p256 is null && _managed is null ? EdDsa : Es256;

    /// <summary>The public half.</summary>
    public Jwk PublicKey => _p256 is not null ? Jwk.Of(_p256) : _managed?.PublicKey ?? Jwk.OfEd25519(_ed25519);

    /// <summary>A P-256 key, private or public; disposed with this.</summary>
    public static JwsKey Of(ECDsa p256) => new(p256, null, []);

    /// <summary>A private Ed25519 key.</summary>
    /// <param name="seed">Its secret, 32 bytes (RFC 8032 section 5.1.5).</param>
    public static JwsKey OfEd25519Seed(byte[] seed)
    {
        var secret = new Ed25519PrivateKeyParameters(seed, 0);
        return new(null, secret, secret.GeneratePublicKey().GetEncoded());
    }

    public static implicit operator JwsKey(ECDsa p256) => Of(p256);

    /// <summary>A public Ed25519 key; null when the bytes are no point of the right order:
    /// under one of small order a signature says nothing.</summary>
    internal static JwsKey? OfEd25519(byte[] publicKey) =>
        publicKey.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyFull(publicKey, 0)
        ? new(null, null, publicKey)
        : null;

    /// <summary>A public P-256 key that verifies in managed code.</summary>
    internal static JwsKey Of(ManagedP256 p256) => new(null, null, [], p256);

    public byte[] Sign(byte[] input) => _p256 is not null
        ? _p256.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        : _private is not null ? SignEd25519(_private, input)
        : throw new CryptographicException("It is the public half of the key.");

    public bool Verify(byte[] input, byte[] signature) => signature.Length == SignatureLength && (_p256 is not null
        ? _p256.VerifyData(
            input, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        : _managed is not null ? _managed.Verify(input, signature)
        : Ed25519.Verify(signature, 0, _ed25519, 0, input, 0, input.Length));

    private static byte[] SignEd25519(Ed25519PrivateKeyParameters secret, byte[] input)
    {
        var signature = new byte[SignatureLength];
        secret.Sign(Ed25519.Algorithm.Ed25519, null, input, 0, input.Length, signature, 0);
        return signature;
    }

    public void Dispose() => _p256?.Dispose();
}
