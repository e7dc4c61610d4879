using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Jingan.TransparencyLog;

/// <summary>Private keys in PEM, as openssl writes them: PKCS #8 (RFC 5958, RFC 8410) and, for SM2,
/// the older form of RFC 5915.</summary>
internal static class PrivateKeyPem
{
    private const string Pkcs8 = "PRIVATE KEY";
    private const string Sec1 = "EC PRIVATE KEY";

    // What openssl ec of 3.0 calls the same thing on this curve.
    private const string Sm2Sec1 = "SM2 PRIVATE KEY";

    private const string Ed25519Oid = "1.3.101.112";
    private const string EcOid = "1.2.840.10045.2.1";

    private static readonly Asn1Tag Parameters = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Public = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <exception cref="FormatException">There is no such key; the message says what there is.</exception>
    public static (bool IsSm2, byte[] Secret) Read(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var found = "nothing in PEM";

        // openssl ecparam -genkey puts a block of parameters before the key.
        for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            var label = rest[fields.Label].ToString();
            if (label is Pkcs8 or Sec1 or Sm2Sec1)
            {
                return ReadDer(Convert.FromBase64String(rest[fields.Base64Data].ToString()), label);
            }

            found = $"\"{label}\"";
        }

        throw new FormatException(
            $"No private key: found {found}, expected \"{Pkcs8}\" (Ed25519 or SM2) or \"{Sec1}\" (SM2), not "
                + "encrypted.");
    }

    /// <summary>PKCS #8, byte for byte as <c>openssl genpkey</c> writes it;
    /// the public point makes it an SM2 key.</summary>
    public static string Write(byte[] secret, byte[]? sm2Point)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(sm2Point is null ? Ed25519Oid : EcOid);
                if (sm2Point is not null)
                {
                    writer.WriteObjectIdentifier(Sm2.CurveOid);
                }
            }

            using (writer.PushOctetString())
            {
                WriteSecret(writer, secret, sm2Point);
            }
        }

        return PemEncoding.WriteString(Pkcs8, writer.Encode()) + "\n";
    }

    private static void WriteSecret(AsnWriter writer, byte[] secret, byte[]? sm2Point)
    {
        if (sm2Point is null)
        {
            writer.WriteOctetString(secret);
            return;
        }

        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteOctetString(secret);
            using (writer.PushSequence(Public))
            {
                writer.WriteBitString(sm2Point);
            }
        }
    }

    private static (bool IsSm2, byte[] Secret) ReadDer(byte[] der, string label)
    {
        try
        {
            var key = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            if (label != Pkcs8)
            {
                return (true, ReadEc(key, parametersKnown: false));
            }

            key.ReadInteger();
            var algorithm = key.ReadSequence();
            var oid = algorithm.ReadObjectIdentifier();
            var inner = new AsnReader(key.ReadOctetString(), AsnEncodingRules.DER);
            switch (oid)
            {
                case Ed25519Oid:
                    return (false, inner.ReadOctetString());
                case EcOid:
                    RequireSm2(algorithm.ReadObjectIdentifier());
                    return (true, ReadEc(inner.ReadSequence(), parametersKnown: true));
                default:
                    throw new FormatException(
                        $"The private key is of the algorithm {oid}, expected Ed25519 "
                            + $"({Ed25519Oid}) or SM2 ({EcOid} on {Sm2.CurveOid}).");
            }
        }
        catch (AsnContentException e)
        {
            throw new FormatException($"The \"{label}\" in PEM is broken: {e.Message}", e);
        }
    }

    // ECPrivateKey of RFC 5915 section 3; inside PKCS #8 the curve is named outside.
    private static byte[] ReadEc(AsnReader key, bool parametersKnown)
    {
        key.ReadInteger();
        var secret = key.ReadOctetString();
        if (!parametersKnown)
        {
            RequireSm2(key.ReadSequence(Parameters).ReadObjectIdentifier());
        }

        return secret;
    }

    private static void RequireSm2(string curve)
    {
        if (curve != Sm2.CurveOid)
        {
            throw new FormatException(
                $"The private key is on the curve {curve}, expected SM2 ({Sm2.CurveOid}) or an Ed25519 key.");
        }
    }
}
