using System.Data.Common;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Jingan.TargetMgmt.Sql.Connections;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.Sql.Tds;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Tests.Sql.Connections;

/// <summary>How connections to a server come about, by the driver itself over real sockets: broken off, refused,
/// not trusted.</summary>
public sealed class OpeningTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, bool> Faults => new() { { 1, true }, { 1, false }, { 2, true }, { 2, false } };

    [Theory, MemberData(nameof(Faults))]
    public async Task An_opening_that_breaks_off_is_tried_again(int message, bool isReset)
    {
        using var link = LinkedDatabase.Of(null);
        foreach (var isAsync in (bool[])[true, false])
        {
            link.ClearPool();
            var before = link.Proxy.Accepted;
            link.Proxy.Doom(2, message, isReset);
            await using var connection = await OpenAsync(link.ConnectionString, isAsync);
            Assert.Equal(before + 3, link.Proxy.Accepted);
        }
    }

    // What the driver says of it is printed: on Linux number 0.
    [Theory, MemberData(nameof(Faults))]
    public async Task What_breaks_an_opening_off_every_time_is_told_as_it_is_and_is_passing(int message, bool isReset)
    {
        using var link = LinkedDatabase.Of(null);
        link.ClearPool();
        link.Proxy.Doom(100, message, isReset);
        AssertIsPassing(await Assert.ThrowsAsync<SqlException>(() => OpenAsync(link.ConnectionString, isAsync: true)));
        link.Proxy.Doom(0, 0, false);
    }

    // A pool that has failed once would refuse for 5 s, without asking, what is possible again.
    [Fact]
    public async Task A_server_that_was_away_is_used_as_soon_as_it_is_back()
    {
        using var link = LinkedDatabase.Of(null, LinkedDatabase.Short);
        link.ClearPool();
        link.Proxy.Close();
        AssertIsPassing(await Assert.ThrowsAsync<SqlException>(() => OpenAsync(link.ConnectionString, isAsync: true)));
        link.Proxy.OpenAgain();
        await using var connection = await OpenAsync(link.ConnectionString, isAsync: true);
    }

    [Fact]
    public void A_blocking_period_that_somebody_has_asked_for_is_kept()
    {
        using var asked = SqlDialect.SqlServer.CreateConnection("Server=db.example;Pool Blocking Period=AlwaysBlock");
        using var silent = SqlDialect.SqlServer.CreateConnection("Server=db.example");
        Assert.Equal(
            PoolBlockingPeriod.AlwaysBlock, new SqlConnectionStringBuilder(asked.ConnectionString).PoolBlockingPeriod);
        Assert.Equal(
            PoolBlockingPeriod.NeverBlock, new SqlConnectionStringBuilder(silent.ConnectionString).PoolBlockingPeriod);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_not_tried_again_and_called_by_its_name()
    {
        using var key = ECDsa.Create();
        using var made = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(new(2018, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2118, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepted = 0;
        _ = Task.Run(
            async () =>
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync(Ct);
                    accepted++;
                    await using var tls = new SslStream(client.GetStream());
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                    {
                        ServerCertificate = certificate,
                        ApplicationProtocols = [new("tds/8.0")],
                    }, Ct)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            },
            Ct);
        var failure = await Assert.ThrowsAsync<SqlException>(
            () => OpenAsync(
                $"Server=127.0.0.1,{((IPEndPoint)listener.LocalEndpoint).Port};User ID=a;Password=b;Encrypt=Strict;"
                    + "Connect Timeout=5;Pooling=False", isAsync: false));
        output.WriteLine($"number {failure.Number}, class {failure.Class}: {failure.Message}");
        Assert.Equal((false, 1), (SqlServerFailures.IsPassing(failure, isOpening: true), accepted));
        Assert.Contains("certificate", SqlDialect.SqlServer.Advice(failure)!.Value.En, StringComparison.Ordinal);
    }

    private static async Task<DbConnection> OpenAsync(string connectionString, bool isAsync)
    {
        var connection = SqlDialect.SqlServer.CreateConnection(connectionString);
        try
        {
            if (isAsync)
            {
                await connection.OpenAsync(Ct);
            }
            else
            {
                connection.Open();
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private void AssertIsPassing(SqlException failure)
    {
        output.WriteLine(
            $"number {failure.Number}, class {failure.Class}, transient {failure.IsTransient}: {failure.Message}");
        Assert.True(SqlServerFailures.IsPassing(failure, isOpening: true), failure.ToString());
        Assert.True(SqlDialect.IsTransientOnAny(failure), failure.ToString());
    }
}
