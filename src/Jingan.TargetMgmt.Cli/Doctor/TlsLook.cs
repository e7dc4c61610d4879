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

    public static readonly Text Renew = new("换上新证书", "put a new certificate in place");

    public static IEnumerable<Finding> Look(Examined examined)
    {
        var addresses = examined.Installed.Addresses;
        List<Finding> found = [.. addresses.SelectMany(OpenTo), .. Without(examined.Installed),
            .. DoorCertificate.Look(examined), .. Certificates(examined)];
        return found.Count > 0 ? found : [BehindAProxy(examined.Installed.Configuration)];
    }

    // What a proxy passes on is refused under a name that is not allowed; without a proxy that is believed everybody is
    // one caller, and TLS is taken for none.
    private static Finding BehindAProxy(IConfiguration configuration)
    {
        var hosts = configuration["AllowedHosts"] ?? "";
        var proxies = string.Join(", ", configuration.GetSection("Doors:Proxies").GetChildren().Select(p => p.Value));
        return (hosts.Length > 0, proxies.Length > 0) switch
        {
            (true, true) => Finding.Ok("tls", new(
                $"经反向代理 {proxies}，名称 {hosts}", $"through the proxy {proxies}, under the name {hosts}")),
            (true, false) => Finding.Warn("tls", new(
                $"名称 {hosts}，但没有写明反向代理", $"under the name {hosts}, and no proxy is named"), new(
                "把其地址写入 Doors:Proxies（多为 127.0.0.1），再重启服务",
                "put its address into Doors:Proxies (127.0.0.1 in most cases) and restart the service")),
            (false, true) => Finding.Warn("tls", new(
                $"经反向代理 {proxies}，但没有写明名称", $"through the proxy {proxies}, and no name is set"), new(
                "把用户所用的名称写入 AllowedHosts，再重启服务",
                "put the name that people use into AllowedHosts and restart the service")),
            _ => Finding.Warn("tls", new("仅本机可达", "reached from this machine only"), new(
                "前置 TLS 反向代理，把名称写入 AllowedHosts、其地址写入 Doors:Proxies，再重启服务；只在本机使用则不必理会",
                "put a proxy with TLS before it, its name into AllowedHosts, its address into Doors:Proxies, and "
                    + "restart the service; no matter where only this machine uses it")),
        };
    }

    // Without one the service would not start.
    private static IEnumerable<Finding> Without(Installed installed)
    {
        var tls = installed.Addresses.FirstOrDefault(a => a.StartsWith("https:", StringComparison.OrdinalIgnoreCase));
        if (tls is not null && !DoorCertificate.IsSet(installed)
            && !installed.Configuration.GetSection("Kestrel:Certificates").Exists()
            && !installed.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any(e =>
                e.GetSection("Certificate").Exists() || e.GetSection("Sni").Exists()))
        {
            yield return Finding.Fault("tls", new($"{tls} 没有证书，服务不能启动", $"{tls} has no certificate: no start"),
                new("设 Doors:CertificateFile 和 Doors:CertificateKeyFile",
                    "set Doors:CertificateFile and Doors:CertificateKeyFile"));
        }
    }

    private static IEnumerable<Finding> OpenTo(string address)
    {
        if (address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !address.StartsWith("http://unix:", StringComparison.OrdinalIgnoreCase)
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
            yield return OfFile(endpoint, examined);
        }

        if (examined.Service.CertificateUntil is { } until)
        {
            yield return Until($"{examined.Service.Address}", until, examined.Now);
        }
    }

    // The server takes the paths of its own settings from where the program is.
    private static Finding OfFile(IConfigurationSection certificate, Examined examined)
    {
        var folder = examined.ProgramFolder ?? "";
        var path = Path.Combine(folder, certificate["Path"]!);
        try
        {
            using var loaded = certificate["Password"] is { } password
                ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : X509CertificateLoader.LoadCertificateFromFile(path);
            return certificate["KeyPath"] is { } key && !File.Exists(Path.Combine(folder, key))
                ? Finding.Fault("tls", new($"{path} 的私钥 {key} 不存在", $"the key of {path}, {key}, is not there"), Renew)
                : Until(path, loaded.NotAfter, examined.Now);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return Finding.Fault("tls", new($"证书 {path} 无法读取：{fault.Message}",
                $"the certificate {path} cannot be read: "
                + fault.Message), Renew);
        }
    }

    public static Finding Until(string what, DateTimeOffset until, DateTimeOffset now)
    {
        var day = until.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var found = new Text($"{what} 的证书有效至 {day}", $"the certificate of {what} is valid until {day}");
        return until <= now ? Finding.Fault("tls", found, Renew)
            : until < now + Soon ? Finding.Warn("tls", found, Renew)
            : Finding.Ok("tls", found);
    }
}
