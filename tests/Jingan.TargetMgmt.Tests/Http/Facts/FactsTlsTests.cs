using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Tests.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Tests.Http.Facts;

/// <summary>Between two machines or containers: the token goes to the one certificate that is named,
/// or to one that the machine trusts.</summary>
public sealed class FactsTlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("facts-tls").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("own", true)]
    [InlineData("another", false)] // of the same name
    [InlineData(null, false)] // self-signed: nobody vouches for it
    public async Task Only_the_certificate_that_is_named_is_talked_to(string? named, bool answers)
    {
        var ct = TestContext.Current.CancellationToken;
        using var own = Make("own");
        using var another = Make("another");
        var token = Path.Combine(_folder, "token");
        await File.WriteAllTextAsync(token, "jtm_x", ct);
        var asked = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration()
            .ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l => l.UseHttps(own)));
        await using var other = builder.Build();
        other.Run(http =>
        {
            asked++;
            return http.Response.WriteAsync(
                """{"log":{"log":"government","size":1,"root":"00"},"period":null,"marks":null,"units":[],"items":[],"next":null}""", ct);
        });
        await other.StartAsync(ct);

        var services = new ServiceCollection();
        services.AddLogging()
            .AddRemoteProgressFacts(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Government:Facts:Url"] = other.Urls.Single(), ["Government:Facts:TokenFile"] = token,
                ["Government:Facts:CertificateFile"] = named is null ? "" : Path.Combine(_folder, named),
            }).Build());
        await using var provider = services.BuildServiceProvider();
        var facts = provider.GetRequiredService<IProgressFacts>();
        if (answers)
        {
            Assert.Null(await facts.ReadPeriodAsync(Sample.June, ct));
        }
        else
        {
            await Assert.ThrowsAsync<FactsUnavailableException>(() => facts.ReadPeriodAsync(Sample.June, ct));
        }

        Assert.Equal(answers ? 1 : 0, asked);
    }

    // As make-secrets.sh does, read by Kestrel with its key.
    private X509Certificate2 Make(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=government", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(Path.Combine(_folder, name), made.ExportCertificatePem());
        return X509Certificate2.CreateFromPem(made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
