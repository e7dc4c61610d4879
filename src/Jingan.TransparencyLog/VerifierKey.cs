using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Jingan.TransparencyLog;

/// <summary>
/// A public key under a name, as c2sp.org/signed-note writes it (a "vkey"): name,
/// 8 hex digits of the key id and base64 of type byte and key, joined by "+".
/// </summary>
/// <remarks>The key id only says which key a signature line means; what is trusted is the key.</remarks>
public sealed class VerifierKey
{
    private const int MaxLength = 4096;

    private static readonly byte[] Sm2Identifier = Encoding.ASCII.GetBytes(NoteAlgorithm.Sm2Identifier);

    private readonly byte[] _encoded;
    private readonly Ed25519PublicKeyParameters? _ed25519;
    private readonly ECPublicKeyParameters? _sm2;

    private VerifierKey(
        string name, byte[] encoded, byte[] publicKey, Ed25519PublicKeyParameters? ed25519, ECPublicKeyParameters? sm2)
    {
        (Name, _encoded, PublicKey, _ed25519, _sm2) = (name, encoded, publicKey, ed25519, sm2);
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. NoteText.Utf8.GetBytes(name), (byte)'\n',
            .. encoded]));
    }

    /// <summary>The key's name, by recommendation a URL without a scheme; for a log its origin.</summary>
    public string Name { get; }

    /// <summary>First four bytes of SHA-256(name ‖ newline ‖ type ‖ key), as a big-endian number.</summary>
    public uint KeyId { get; }

    /// <summary>Signature type, see <see cref="NoteAlgorithm"/>.</summary>
    public byte Algorithm => _encoded[0];

    /// <summary>The key itself: 32 bytes for Ed25519 and cosignatures,
    /// the 65-byte uncompressed point for SM2.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Reads a vkey, accepting exactly what <see cref="ToString"/> prints.</summary>
    /// <param name="vkey">The vkey.</param>
    /// <param name="key">The key.</param>
    /// <param name="fault">What was found and what is expected.</param>
    public static bool TryParse(
        string vkey, [NotNullWhen(true)] out VerifierKey? key, [NotNullWhen(false)] out string? fault)
    {
        key = null;
        if (vkey is null || vkey.Length > MaxLength)
        {
            fault = $"A vkey has at most {MaxLength} characters.";
            return false;
        }

        var parts = vkey.Split('+', 3);
        if (parts.Length != 3 || !NoteText.IsKeyName(parts[0]))
        {
            fault = "A vkey is a name without spaces, 8 hex digits and base64, joined by \"+\".";
            return false;
        }

        if (!Base64Text.TryDecode(parts[2], out var encoded) || encoded.Length == 0)
        {
            fault = $"The key \"{parts[2]}\" of the vkey is not canonical base64.";
            return false;
        }

        if (!TryRead(parts[0], encoded, out var read, out fault))
        {
            return false;
        }

        var id = KeyIdText(read.KeyId);
        if (id != parts[1])
        {
            fault = $"The vkey names the key id \"{parts[1]}\", but that of its name and key is {id}.";
            return false;
        }

        key = read;
        return true;
    }

    /// <summary>The vkey.</summary>
    public override string ToString() => $"{Name}+{KeyIdText(KeyId)}+{Convert.ToBase64String(_encoded)}";

    /// <summary>Whether a signature is this key's for a note's text;
    /// for a cosignature the timestamp in it may be any.</summary>
    /// <param name="text">The note's text with its final newline.</param>
    /// <param name="signature">The signature's bytes without the key id.</param>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        _sm2 is not null ? Sm2.Verify(_sm2, text, signature)
        : Algorithm == NoteAlgorithm.CosignatureV1 ? Cosignature.TryVerify(this, text, signature, out _)
        : VerifyEd25519(text, signature);

    /// <summary>The key of a signer.</summary>
    internal static VerifierKey Create(string name, byte algorithm, ReadOnlySpan<byte> publicKey)
    {
        if (!NoteText.IsKeyName(name))
        {
            throw new ArgumentException(
                $"\"{name}\" is not a key name: not empty, no spaces, no control characters, no \"+\".", nameof(name));
        }

        byte[] encoded = algorithm == NoteAlgorithm.Unassigned
            ? [algorithm, .. Sm2Identifier, .. publicKey]
            : [algorithm, .. publicKey];
        return TryRead(name, encoded, out var key, out var fault)
            ? key
            : throw new ArgumentException(fault, nameof(publicKey));
    }

    /// <summary>Plain Ed25519 (RFC 8032) by this key, whatever the message stands for.</summary>
    internal bool VerifyEd25519(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        _ed25519 is not null && signature.Length == Ed25519.SignatureSize
        && _ed25519.Verify(Ed25519.Algorithm.Ed25519, null, message.ToArray(), 0, message.Length, signature.ToArray(),
            0);

    private static bool TryRead(
        string name, byte[] encoded, [NotNullWhen(true)] out VerifierKey? key, [NotNullWhen(false)] out string? fault)
    {
        key = null;
        fault = null;
        var body = encoded.AsSpan(1);
        switch (encoded[0])
        {
            case NoteAlgorithm.Ed25519 or NoteAlgorithm.CosignatureV1 when ReadEd25519(body) is { } ed25519:
                key = new(name, encoded, body.ToArray(), ed25519, null);
                break;
            case NoteAlgorithm.Ed25519 or NoteAlgorithm.CosignatureV1:
                fault = $"The key is not an Ed25519 public key: {body.Length} bytes, expected the 32 of a point on "
                    + "the curve.";
                break;
            case NoteAlgorithm.Unassigned when body.StartsWith(Sm2Identifier):
                var point = body[Sm2Identifier.Length..];
                var sm2 = Sm2.ReadPoint(point);
                key = sm2 is null ? null : new(name, encoded, point.ToArray(), null, sm2);
                fault = sm2 is null
                    ? $"The key is not an SM2 public key: {point.Length} bytes, expected "
                        + $"the {Sm2.PointLength} of an uncompressed point."
                    : null;
                break;
            default:
                fault = $"The signature type 0x{encoded[0]:x2} is not known, expected 0x01 (Ed25519), 0x04 "
                    + $"(cosignature) or 0xff {NoteAlgorithm.Sm2Identifier}.";
                break;
        }

        return key is not null;
    }

    private static Ed25519PublicKeyParameters? ReadEd25519(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyPartial(bytes.ToArray(), 0)
        ? new(bytes)
        : null;

    private static string KeyIdText(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);
}
