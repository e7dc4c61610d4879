using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Files;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Signing;

/// <summary>An assessor's P-256 or Ed25519 key with its id.</summary>
internal sealed class AssessorKey : IDisposable
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const string NoteName = "assessor"; // a key for notes has a name; this one signs none

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

    public static AssessorKey New(string? kid = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(key, key.ExportPkcs8PrivateKeyPem() + "\n", kid);
    }

    public static AssessorKey NewEd25519()
    {
        var signer = NoteSigner.NewEd25519(NoteName);
        return new(KeyOf(signer), signer.ToPem(), null);
    }

    public static AssessorKey Load(string path, string? kid)
    {
        var pem = InputFile.ReadText(path, new("密钥文件", "key file"));
        return new(TryReadP256(pem) ?? TryReadEd25519(pem) ?? throw CommandFailure.Impossible(new(
            $"{path} 不是未加密的 P-256 或 Ed25519 私钥（PEM）；可用 jtm key new 生成。",
            $"{path} is no unencrypted P-256 or Ed25519 private key (PEM); jtm key new makes one.")), pem, kid);
    }

    public string ToPem() => _pem;

    /// <summary>Signs claims as they will be logged.</summary>
    public string Sign(JsonObject claims) => CompactJws.Sign(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString(WireJson.Options)), Kid, _key);

    public void Dispose() => _key.Dispose();

    /// <summary>An Ed25519 key as one that signs statements; the name it has for notes does not matter.</summary>
    /// <exception cref="ArgumentException">It is of another algorithm.</exception>
    internal static JwsKey KeyOf(NoteSigner signer) => signer.VerifierKey.Algorithm == NoteAlgorithm.Ed25519
        ? JwsKey.OfEd25519(signer.VerifierKey.PublicKey, input => signer.Sign(input).Signature)
        : throw new ArgumentException("The key is not an Ed25519 key.", nameof(signer));

    // What the file is does not matter to either of the two, only whether it is such a key.
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

    private static JwsKey? TryReadEd25519(string pem)
    {
        try
        {
            return KeyOf(NoteSigner.FromPem(NoteName, pem));
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
