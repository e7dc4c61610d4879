using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Signing;

/// <summary>A JWS in compact serialization (RFC 7515 section 7.1) with ES256 or EdDSA: how an assessor signs.</summary>
/// <param name="Text">The three parts as received; kept, never re-serialised.</param>
/// <param name="Algorithm">The header's <c>alg</c>.</param>
/// <param name="KeyId">The header's <c>kid</c>.</param>
/// <param name="Payload">The claims' exact bytes.</param>
public sealed record CompactJws(string Text, string Algorithm, string KeyId, byte[] Payload)
{
    public const string MediaType = "application/jose";

    /// <summary>Longest payload that is taken, in bytes: what is signed goes into one log entry.</summary>
    public const int MaxPayload = 64 * 1024;

    /// <summary>Longest text that is looked at: such a payload in base64url,
    /// and a header and a signature of any known kind.</summary>
    public const int MaxText = (MaxPayload * 4 / 3) + 4096;

    /// <summary>Signs a payload.</summary>
    public static string Sign(ReadOnlySpan<byte> payload, string keyId, JwsKey key)
    {
        var input = InputOf(payload, keyId, key.Algorithm);
        return Join(input, key.Sign(Encoding.ASCII.GetBytes(input)));
    }

    /// <summary>What is signed: header and payload (section 5.1), ASCII. For a key that is kept elsewhere.</summary>
    public static string InputOf(ReadOnlySpan<byte> payload, string keyId, string algorithm)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new Header(algorithm, keyId), WireJson.Options);
        return $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
    }

    /// <summary>The whole of an input and its signature.</summary>
    public static string Join(string input, ReadOnlySpan<byte> signature) =>
        $"{input}.{Base64Url.EncodeToString(signature)}";

    /// <summary>Reads what has the form of such a JWS; says nothing about its signature.</summary>
    /// <remarks>Only <c>alg</c>, <c>kid</c> and <c>typ</c> are understood, and a header we do not understand in full is
    /// not one we may trust (section 4.1.11).</remarks>
    public static bool TryParse(string text, [NotNullWhen(true)] out CompactJws? jws)
    {
        jws = null;
        if (text.Split('.') is not [var headerPart, var payloadPart, var signaturePart]
            || !TryDecode(headerPart, out var header) || !TryDecode(payloadPart, out var payload)
            || !TryDecode(signaturePart, out _))
        {
            return false;
        }

        try
        {
            if (JsonSerializer.Deserialize<Header>(
                header, WireJson.Options) is { Alg: JwsKey.Es256 or JwsKey.EdDsa, Kid: { Length: > 0 } kid } read)
            {
                jws = new(text, read.Alg, kid, payload);
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return jws is not null;
    }

    /// <summary>Whether the key has signed it, with its own algorithm and no other.</summary>
    public bool IsSignedBy(JwsKey key)
    {
        var dot = Text.LastIndexOf('.');
        return Algorithm == key.Algorithm && TryDecode(Text[(dot + 1)..], out var signature)
            && key.Verify(Encoding.ASCII.GetBytes(Text[..dot]), signature);
    }

    // Canonical only: no padding, no white space, no stray bits, so that one signature has one text.
    internal static bool TryDecode(string part, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && part.Length % 4 != 1)
        {
            try
            {
                bytes = Base64Url.DecodeFromChars(part);
            }
            catch (FormatException)
            {
                return false;
            }
        }

        return bytes is not null && Base64Url.EncodeToString(bytes) == part;
    }

    private sealed record Header(
        string Alg, string Kid,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Typ = null);
}
