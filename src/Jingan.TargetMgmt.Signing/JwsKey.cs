using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Jingan.TargetMgmt.Signing;

/// <summary>A key that signs or verifies a JWS: P-256 with ES256 (RFC 7518 section 3.4) or Ed25519 with EdDSA (RFC 8037 section 3.1). One thread at a time.</summary>
/// <remarks>The algorithm follows from the key, never from the header: a header can only agree with it (RFC 8725 section 3.1).</remarks>
public sealed class JwsKey : IDisposable
{
    public const string Es256 = "ES256";
    public const string EdDsa = "EdDSA";

    private const int SignatureLength = 64; // of both

    private readonly ECDsa? _p256;
    private readonly Func<byte[], byte[]>? _signer;
    private readonly byte[] _ed25519;

    private JwsKey(ECDsa? p256, Func<byte[], byte[]>? signer, byte[] ed25519) => (_p256, _signer, _ed25519) = (p256, signer, ed25519);

    public string Algorithm => _p256 is null ? EdDsa : Es256;

    /// <summary>The public half.</summary>
    public Jwk PublicKey => _p256 is null ? Jwk.OfEd25519(_ed25519) : Jwk.Of(_p256);

    /// <summary>A P-256 key, private or public; disposed with this.</summary>
    public static JwsKey Of(ECDsa p256) => new(p256, null, []);

    /// <summary>A private Ed25519 key, wherever its secret is kept.</summary>
    /// <param name="publicKey">Its public half, 32 bytes.</param>
    /// <param name="sign">Signs bytes with the other half.</param>
    public static JwsKey OfEd25519(byte[] publicKey, Func<byte[], byte[]> sign) => new(null, sign, publicKey);

    public static implicit operator JwsKey(ECDsa p256) => Of(p256);

    /// <summary>A public Ed25519 key; null when the bytes are no point of the right order: under one of small order a signature says nothing.</summary>
    internal static JwsKey? OfEd25519(byte[] publicKey) =>
        publicKey.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyFull(publicKey, 0) ? new(null, null, publicKey) : null;

    public byte[] Sign(byte[] input) => _p256 is not null
        ? _p256.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        : _signer?.Invoke(input) ?? throw new CryptographicException("It is the public half of the key.");

    public bool Verify(byte[] input, byte[] signature) => signature.Length == SignatureLength && (_p256 is not null
        ? _p256.VerifyData(input, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        : Ed25519.Verify(signature, 0, _ed25519, 0, input, 0, input.Length));

    public void Dispose() => _p256?.Dispose();
}
