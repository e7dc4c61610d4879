using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Jingan.TargetMgmt.Signing;

/// <summary>Verifies ES256 (RFC 7518 section 3.4) in managed code: a browser gives .NET no elliptic curves.</summary>
internal sealed class ManagedP256
{
    private const int Length = 32; // of a coordinate, and of each half of a signature

    private static readonly ECDomainParameters Domain = new(NistNamedCurves.GetByName("P-256"));

    private readonly ECPublicKeyParameters _key;

    private ManagedP256(ECPublicKeyParameters key, Jwk jwk) => (_key, PublicKey) = (key, jwk);

    public Jwk PublicKey { get; }

    /// <summary>The key; null when the coordinates are no point of the curve.</summary>
    public static ManagedP256? TryCreate(byte[] x, byte[] y, Jwk jwk)
    {
        try
        {
            // The constructor refuses what is not on the curve, or at infinity.
            return new(new(Domain.Curve.CreatePoint(new BigInteger(1, x), new BigInteger(1, y)), Domain), jwk);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <param name="input">What was signed.</param>
    /// <param name="signature">R and S, 32 bytes each.</param>
    public bool Verify(byte[] input, byte[] signature)
    {
        var signer = new ECDsaSigner();
        signer.Init(forSigning: false, _key);
        return signer.VerifySignature(
            SHA256.HashData(input), new BigInteger(1, signature, 0, Length),
            new BigInteger(1, signature, Length, Length));
    }
}
