using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Signing;

/// <summary>An assessor's P-256 key with its id.</summary>
internal sealed class AssessorKey : IDisposable
{
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly ECDsa _key;

    public AssessorKey(ECDsa key, string? kid = null)
    {
        _key = key;
        PublicKey = Jwk.Of(key);
        Kid = kid ?? PublicKey.Thumbprint();
    }

    public Jwk PublicKey { get; }

    public string Kid { get; }

    public static AssessorKey New() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static AssessorKey Load(string path, string? kid)
    {
        var pem = File.ReadAllText(path);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var curve = key.ExportParameters(includePrivateParameters: true).Curve.Oid;
            if (curve.Value == P256 || curve.FriendlyName is "nistP256" or "ECDSA_P256")
            {
                return new(key, kid);
            }
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            // Said below: what the file is does not matter, only that it is no such key.
        }

        key.Dispose();
        throw CommandFailure.Impossible(new(
            $"{path} 不是未加密的 P-256 私钥（PEM）；可用 jtm key new 生成。", $"{path} is no unencrypted P-256 private key (PEM); jtm key new makes one."));
    }

    public string ToPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>Signs claims as they will be logged.</summary>
    public string Sign(JsonObject claims) => CompactJws.Sign(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString(WireJson.Options)), Kid, _key);

    public void Dispose() => _key.Dispose();
}
