using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Curve25519 = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace Jingan.TransparencyLog;

/// <summary>The secret behind a signer: an Ed25519 seed or an SM2 scalar.</summary>
internal sealed class PrivateKey
{
    public const int SecretLength = 32;

    private readonly ECPrivateKeyParameters? _sm2;
    private readonly byte[] _secret;

    private PrivateKey(ReadOnlySpan<byte> secret, Ed25519PrivateKeyParameters? ed25519, ECPrivateKeyParameters? sm2) =>
        (_secret, Ed25519, _sm2) = (secret.ToArray(), ed25519, sm2);

    public Ed25519PrivateKeyParameters? Ed25519 { get; }

    public static PrivateKey OfEd25519(ReadOnlySpan<byte> seed) => seed.Length == SecretLength
        ? new(seed, new Ed25519PrivateKeyParameters(seed), null)
        : throw new ArgumentException($"An Ed25519 seed has {SecretLength} bytes, not {seed.Length}.", nameof(seed));

    public static PrivateKey OfSm2(ReadOnlySpan<byte> scalar) =>
        scalar.Length == SecretLength && Sm2.ReadScalar(scalar) is { } key
        ? new(scalar, null, key)
        : throw new ArgumentException($"An SM2 private key is a number of {SecretLength} bytes from 1 to n-2.",
            nameof(scalar));

    public static PrivateKey NewEd25519() => OfEd25519(RandomNumberGenerator.GetBytes(SecretLength));

    public static PrivateKey NewSm2()
    {
        // Out of range once in 2^32 draws or so, n being just below 2^256.
        var scalar = RandomNumberGenerator.GetBytes(SecretLength);
        while (Sm2.ReadScalar(scalar) is null)
        {
            scalar = RandomNumberGenerator.GetBytes(SecretLength);
        }

        return OfSm2(scalar);
    }

    public static PrivateKey FromPem(string pem)
    {
        var (isSm2, secret) = PrivateKeyPem.Read(pem);
        try
        {
            return isSm2 ? OfSm2(secret) : OfEd25519(secret);
        }
        catch (ArgumentException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    public string ToPem() => PrivateKeyPem.Write(_secret, _sm2 is null ? null : PublicKey());

    public byte[] PublicKey() => _sm2 is null ? Ed25519!.GeneratePublicKey().GetEncoded() : Sm2.Point(_sm2);

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        if (_sm2 is not null)
        {
            return Sm2.Sign(_sm2, message);
        }

        var signature = new byte[Curve25519.SignatureSize];
        Ed25519!.Sign(Curve25519.Algorithm.Ed25519, null, message.ToArray(), 0, message.Length, signature, 0);
        return signature;
    }
}
