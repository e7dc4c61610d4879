using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Jingan.TargetMgmt.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>A service whose certificate is from an authority of the district's own: what <c>jtm</c> says until the
/// machine trusts it, and that what it says helps.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly Jtm _jtm = new();

    public void Dispose() => _jtm.Dispose();

    [Theory]
    [InlineData("127.0.0.1", 90, "SSL_CERT_FILE")]
    [InlineData("127.0.0.1", 90, "update-ca-certificates")]
    [InlineData("192.0.2.1", 90, "for another name")]
    [InlineData("127.0.0.1", -1, "has run out")]
    public async Task A_certificate_that_is_not_taken_is_told_with_what_to_do(string name, int days, string says)
    {
        await using var service = await StartAsync(Make(name, days));
        _jtm.Environment["JTM_TOKEN"] = FakeService.Token;
        var run = (await _jtm.RunAsync("unit", "list", "--server", service.Urls.Single(), "--lang", "en")).MustBe(2);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        var log = (await _jtm.RunAsync("verify", service.Urls.Single() + "/logs/government", "--policy",
            await PolicyAsync(), "--lang", "en")).MustBe(2);
        Assert.Contains(says, log.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_SSL_CERT_FILE_names_is_trusted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It is OpenSSL's variable.");
        var certificate = Make("127.0.0.1", 90);
        await using var service = await StartAsync(certificate);
        await File.WriteAllTextAsync(
            _jtm.PathOf("ca.pem"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        Assert.Equal(2, await ExitAsync(service.Urls.Single(), null));
        Assert.Equal(0, await ExitAsync(service.Urls.Single(), _jtm.PathOf("ca.pem")));
    }

    // In a process of its own: OpenSSL reads the variable once.
    private static async Task<int> ExitAsync(string server, string? trusted)
    {
        var start = new ProcessStartInfo(
            "dotnet", [typeof(JtmCommand).Assembly.Location, "unit", "list", "--server", server])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["JTM_TOKEN"] = FakeService.Token;
        start.Environment["SSL_CERT_FILE"] = trusted;
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private async Task<string> PolicyAsync()
    {
        var policy = _jtm.PathOf("policy");
        var key = Jingan.TransparencyLog.NoteSigner.NewEd25519("targets.example.gov.cn/g").VerifierKey;
        await File.WriteAllTextAsync(policy, $"log {key}\nquorum none\n", TestContext.Current.CancellationToken);
        return policy;
    }

    private static X509Certificate2 Make(string address, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=jtm test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-100), now.AddDays(days));
    }

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration()
            .ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        var service = builder.Build();
        service.Run(http =>
        {
            http.Response.ContentType = "application/json";
            return http.Response.WriteAsync("""{"items":[],"next":null}""", http.RequestAborted);
        });
        await service.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }
}
