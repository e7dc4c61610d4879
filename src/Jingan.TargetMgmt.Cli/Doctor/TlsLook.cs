using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Contracts;
using Microsoft.Extensions.Configuration;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>How the service is reached: over TLS, or from this machine only.</summary>
internal static class TlsLook
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    private static readonly Text Renew = new("换上新证书", "put a new certificate in place");

    public static IEnumerable<Finding> Look(Examined examined)
    {
        List<Finding> found = [.. Addresses(examined.Installed).SelectMany(OpenTo), .. Certificates(examined)];
        return found.Count > 0 ? found : [Finding.Ok("tls", new(
            "仅本机可达：前面须有 TLS 反向代理", "reached from this machine only: a proxy with TLS belongs before it"))];
    }

    private static IEnumerable<string> Addresses(Installed installed) =>
        installed.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>()
            .DefaultIfEmpty(installed.Configuration["Urls"] ?? "").SelectMany(urls => urls.Split(';'));

    private static IEnumerable<Finding> OpenTo(string address)
    {
        if (address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback))
        {
            yield return Finding.Fault("tls", new($"{address}：网络上的人不经 TLS 就能到达",
                $"{address} is reached from the network "
                    + "without TLS"),
                new("改为 http://127.0.0.1:… 并前置反向代理，或改用 https", "make it http://127.0.0.1:… behind a proxy, or https"));
        }
    }

    private static IEnumerable<Finding> Certificates(Examined examined)
    {
        foreach (var endpoint in examined.Installed.Configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Append(examined.Installed.Configuration.GetSection("Kestrel:Certificates").GetSection("Default"))
            .Select(e => e.GetSection("Certificate") is var own && own.Exists() ? own : e)
            .Where(e => e["Path"] is not null))
        {
            yield return OfFile(endpoint, examined.Now);
        }

        if (examined.Service.CertificateUntil is { } until)
        {
            yield return Until($"{examined.Service.Address}", until, examined.Now);
        }
    }

    private static Finding OfFile(IConfigurationSection certificate, DateTimeOffset now)
    {
        var path = certificate["Path"]!;
        try
        {
            using var loaded = certificate["Password"] is { } password
                ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : X509CertificateLoader.LoadCertificateFromFile(path);
            return certificate["KeyPath"] is { } key && !File.Exists(key)
                ? Finding.Fault("tls", new($"{path} 的私钥 {key} 不存在", $"the key of {path}, {key}, is not there"), Renew)
                : Until(path, loaded.NotAfter, now);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return Finding.Fault("tls", new($"证书 {path} 无法读取：{fault.Message}",
                $"the certificate {path} cannot be read: "
                + fault.Message), Renew);
        }
    }

    private static Finding Until(string what, DateTimeOffset until, DateTimeOffset now)
    {
        var day = until.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var found = new Text($"{what} 的证书有效至 {day}", $"the certificate of {what} is valid until {day}");
        return until <= now ? Finding.Fault("tls", found, Renew)
            : until < now + Soon ? Finding.Warn("tls", found, Renew)
            : Finding.Ok("tls", found);
    }
}
