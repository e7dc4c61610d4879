using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Jingan.TransparencyLog;

/// <summary>SM2 signatures with SM3 (GB/T 32918.2), in DER,
/// with the user id that the standard and openssl take by default.</summary>
internal static class Sm2
{
    public const int PointLength = 65;

    private static readonly ECDomainParameters Curve = new(CustomNamedCurves.GetByOid(GMObjectIdentifiers.sm2p256v1));

    private static readonly byte[] UserId = "1234567812345678"u8.ToArray();

    public static string CurveOid => GMObjectIdentifiers.sm2p256v1.Id;

    /// <summary>The public key of a 65-byte uncompressed point; null when it is not one of the curve.</summary>
    public static ECPublicKeyParameters? ReadPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointLength || point[0] != 0x04)
        {
            return null;
        }

        try
        {
            return new(Curve.Curve.DecodePoint(point.ToArray()), Curve);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The private key of a scalar, 1 to n-2 (GB/T 32918.1 section 6.1; with n-1 no signature exists);
    /// null when it is out of range.</summary>
    public static ECPrivateKeyParameters? ReadScalar(ReadOnlySpan<byte> scalar)
    {
        var d = new BigInteger(1, scalar.ToArray());
        return d.SignValue > 0 && d.CompareTo(Curve.N.Subtract(BigInteger.One)) < 0 ? new(d, Curve) : null;
    }

    public static byte[] Point(ECPrivateKeyParameters key) =>
        Curve.G.Multiply(key.D).Normalize().GetEncoded(compressed: false);

    public static byte[] Sign(ECPrivateKeyParameters key, ReadOnlySpan<byte> text) =>
        Init(forSigning: true, key, text).GenerateSignature();

    public static bool Verify(ECPublicKeyParameters key, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        Init(forSigning: false, key, text).VerifySignature(signature.ToArray());

    private static SM2Signer Init(bool forSigning, ICipherParameters key, ReadOnlySpan<byte> text)
    {
        var signer = new SM2Signer();
        signer.Init(forSigning, new ParametersWithID(key, UserId));
        signer.BlockUpdate(text);
        return signer;
    }
}
