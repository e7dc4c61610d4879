using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Signing;

/// <summary>A public key as JWK (RFC 7517): P-256 (RFC 7518 section 6.2.1) or Ed25519 (RFC 8037 section 2).</summary>
/// <param name="Kty"><c>EC</c> or <c>OKP</c>.</param>
/// <param name="Crv"><c>P-256</c> or <c>Ed25519</c>.</param>
/// <param name="X">x coordinate, for Ed25519 the whole key: 32 bytes in base64url.</param>
/// <param name="Y">y coordinate, 32 bytes in base64url; an Ed25519 key has none.</param>
public sealed record Jwk(
    string Kty, string Crv, string X,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Y = null)
{
    private const int Length = 32;

    // Members that key tools like to add; they are taken and not kept.
    // A private key ("d") is an unknown member and so refused.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Use { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Alg { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyName("key_ops")]
    public IReadOnlyList<string>? KeyOps { get; init; }

    public static Jwk Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    /// <summary>The key with nothing but its defining members.</summary>
    public Jwk Bare() => new(Kty, Crv, X, Y);

    public static Jwk OfEd25519(
        ReadOnlySpan<byte> publicKey) => new("OKP", "Ed25519", Base64Url.EncodeToString(publicKey));

    /// <summary>RFC 7638 thumbprint: a key id that follows from the key.</summary>
    public string Thumbprint() => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(
        Y is null
        ? $$"""{"crv":"{{Crv}}","kty":"{{Kty}}","x":"{{X}}"}"""
        : $$"""{"crv":"{{Crv}}","kty":"{{Kty}}","x":"{{X}}","y":"{{Y}}"}""")));

    /// <summary>The key; false when it is no point of its curve.</summary>
    public bool TryToKey([NotNullWhen(true)] out JwsKey? key)
    {
        key = null;
        if (!CompactJws.TryDecode(X, out var x) || x.Length != Length)
        {
            return false;
        }

        key = (Kty, Crv, Y) switch
        {
            ("OKP", "Ed25519", null) => JwsKey.OfEd25519(x),
            ("EC", "P-256", { } text) when CompactJws.TryDecode(text, out var y)
                && y.Length == Length => OperatingSystem.IsBrowser() ? Managed(x, y) : P256(x, y),
            _ => null,
        };
        return key is not null;
    }

    /// <summary>The P-256 key in managed code, as a browser has it; null when it is no point of the curve.</summary>
    internal JwsKey? Managed(byte[] x, byte[] y) =>
        ManagedP256.TryCreate(x, y, Bare()) is { } key ? JwsKey.Of(key) : null;

    [UnsupportedOSPlatform("browser")]
    private JwsKey? P256(byte[] x, byte[] y)
    {
        try
        {
            return JwsKey.Of(ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = x, Y = y },
            }));
        }
        catch (CryptographicException)
        {
            // No point of the curve; or a machine that has no such curve, where every signature would be a forgery.
            return Managed(x, y);
        }
    }
}
