using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Platform.Http;

/// <summary>A public P-256 key as JWK (RFC 7517, RFC 7518 section 6.2.1).</summary>
/// <param name="Kty">Always <c>EC</c>.</param>
/// <param name="Crv">Always <c>P-256</c>.</param>
/// <param name="X">x coordinate, 32 bytes in base64url.</param>
/// <param name="Y">y coordinate, 32 bytes in base64url.</param>
public sealed record Jwk(string Kty, string Crv, string X, string Y)
{
    // Members that key tools like to add; they are taken and not kept. A private key ("d") is an unknown member and so refused.
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

    /// <summary>The same key with nothing but its defining members.</summary>
    public Jwk Bare() => new(Kty, Crv, X, Y);

    /// <summary>RFC 7638 thumbprint: a key id that follows from the key.</summary>
    public string Thumbprint() =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"{{Crv}}","kty":"{{Kty}}","x":"{{X}}","y":"{{Y}}"}""")));

    /// <summary>The key; false when it is no point of the curve.</summary>
    public bool TryToKey([NotNullWhen(true)] out ECDsa? key)
    {
        key = null;
        if (Kty != "EC" || Crv != "P-256" || !CompactJws.TryDecode(X, out var x) || !CompactJws.TryDecode(Y, out var y) || x.Length != 32 || y.Length != 32)
        {
            return false;
        }

        try
        {
            key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
