using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Signing;

/// <summary>An assessor's P-256 or Ed25519 key with its id.</summary>
internal sealed class AssessorKey : IDisposable
{
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly JwsKey _key;
    private readonly string _pem;

    private AssessorKey(JwsKey key, string pem, string? kid)
    {
        (_key, _pem) = (key, pem);
        PublicKey = key.PublicKey;
        Kid = kid ?? PublicKey.Thumbprint();
    }

    public Jwk PublicKey { get; }

    public string Kid { get; }

    /// <summary>A new P-256 key.</summary>
    [UnsupportedOSPlatform("browser")]
    public static AssessorKey New(string? kid = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(key, key.ExportPkcs8PrivateKeyPem() + "\n", kid);
    }

    public static AssessorKey NewEd25519()
    {
        var seed = RandomNumberGenerator.GetBytes(JwsKey.Ed25519Length);
        return new(JwsKey.OfEd25519Seed(seed), Ed25519Pem.Write(seed), null);
    }

    /// <summary>The key in a file's text; null when it is no unencrypted P-256 or Ed25519 private key in PEM.
    /// A browser reads Ed25519 alone.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="kid">The key's id, where it is another than its thumbprint.</param>
    public static AssessorKey? TryRead(string pem, string? kid) =>
        ((OperatingSystem.IsBrowser() ? null : TryReadP256(pem))
            ?? (Ed25519Pem.TryRead(pem) is { } seed ? JwsKey.OfEd25519Seed(seed) : null)) is { } key
            ? new(key, pem, kid)
            : null;

    public string ToPem() => _pem;

    /// <summary>Signs claims as they will be logged.</summary>
    public string Sign(JsonObject claims) =>
        CompactJws.Sign(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString(WireJson.Options)), Kid, _key);

    /// <summary>The signature of what <see cref="CompactJws.InputOf"/> gave.</summary>
    public byte[] SignInput(string input) => _key.Sign(System.Text.Encoding.ASCII.GetBytes(input));

    public void Dispose() => _key.Dispose();

    // What the file is does not matter to either of the two, only whether it is such a key.
    [UnsupportedOSPlatform("browser")]
    private static JwsKey? TryReadP256(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var curve = key.ExportParameters(includePrivateParameters: true).Curve.Oid;
            if (curve.Value == P256 || curve.FriendlyName is "nistP256" or "ECDSA_P256")
            {
                return JwsKey.Of(key);
            }
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            // No such key.
        }

        key.Dispose();
        return null;
    }
}
