using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Jingan.TargetMgmt.Signing;

/// <summary>Private Ed25519 keys in PEM as openssl writes them: PKCS #8 (RFC 5958, RFC 8410 section 7),
/// not encrypted.</summary>
internal static class Ed25519Pem
{
    private const string Label = "PRIVATE KEY", Oid = "1.3.101.112";

    /// <summary>The key's seed, 32 bytes; null when the text holds no such key.</summary>
    public static byte[]? TryRead(string pem)
    {
        try
        {
            for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
            {
                if (rest[fields.Label] is Label)
                {
                    return ReadDer(Convert.FromBase64String(rest[fields.Base64Data].ToString()));
                }
            }
        }
        catch (AsnContentException)
        {
            // Another thing under the same label.
        }

        return null;
    }

    /// <summary>The key, byte for byte as <c>openssl genpkey</c> writes it.</summary>
    public static string Write(byte[] seed)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oid);
            }

            using (writer.PushOctetString())
            {
                writer.WriteOctetString(seed);
            }
        }

        return PemEncoding.WriteString(Label, writer.Encode()) + "\n";
    }

    private static byte[]? ReadDer(byte[] der)
    {
        var key = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        key.ReadInteger();
        return key.ReadSequence().ReadObjectIdentifier() == Oid
            && new AsnReader(key.ReadOctetString(), AsnEncodingRules.DER)
                .ReadOctetString() is { Length: JwsKey.Ed25519Length } seed ? seed : null;
    }
}
