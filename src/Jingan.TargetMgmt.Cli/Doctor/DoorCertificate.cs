using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Jingan.TargetMgmt.Cli.Installation;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>The certificate that the service shows itself, <c>Doors:CertificateFile</c>, read as the service reads it:
/// one that cannot be used stops the next start, whether or not the service runs now.</summary>
internal static class DoorCertificate
{
    private const string File = "Doors:CertificateFile", KeyFile = "Doors:CertificateKeyFile";

    public static bool IsSet(Installed installed) =>
        installed.Configuration[File] is { Length: > 0 } || installed.Configuration[KeyFile] is { Length: > 0 };

    public static IEnumerable<Finding> Look(Examined examined)
    {
        if (!IsSet(examined.Installed))
        {
            return [];
        }

        if (examined.Installed.Configuration[File] is not { Length: > 0 } file
            || examined.Installed.Configuration[KeyFile] is not { Length: > 0 } keyFile)
        {
            return [Finding.Fault("tls", new($"{File} 与 {KeyFile} 须同时设置", $"{File} and {KeyFile} are set together"),
                new("补上缺少的一项，或都不设", "set the one that is missing, or neither"))];
        }

        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(file, keyFile);
            return [pair.NotBefore > examined.Now
                ? Finding.Fault("tls", new($"{file} 的证书尚未生效", $"the certificate of {file} is not valid yet"),
                    TlsLook.Renew)
                : TlsLook.Until(file, pair.NotAfter, examined.Now)];
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or IOException
            or UnauthorizedAccessException or NotSupportedException)
        {
            return [Finding.Fault("tls", new($"证书 {file} 与私钥 {keyFile} 不能使用：{fault.Message}",
                $"the certificate {file} with the key {keyFile} cannot be used: {fault.Message}"), TlsLook.Renew)];
        }
    }
}
