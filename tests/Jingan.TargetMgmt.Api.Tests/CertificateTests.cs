using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>TLS on the service itself: a certificate that was renewed is shown without a restart.</summary>
public sealed class CertificateTests : IAsyncLifetime
{
    private readonly SqliteFactory _service = new();

    private string File => Path.Combine(_service.Folder, "tls.crt");

    private string KeyFile => Path.Combine(_service.Folder, "tls.key");

    public ValueTask InitializeAsync()
    {
        _service.Settings["Doors:CertificateFile"] = File;
        _service.Settings["Doors:CertificateKeyFile"] = KeyFile;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_new_connection_sees_the_new_certificate_and_a_broken_one_changes_nothing()
    {
        Write("first");
        var address = Start();
        Assert.Equal("CN=first", await SubjectAsync(address));

        Write("second");
        Assert.Equal("CN=second", await SubjectAsync(address));

        // half written, of another key, gone
        await System.IO.File.WriteAllTextAsync(File, "-----BEGIN CERTIFICATE-----\nMIIB", Http.Ct);
        Assert.Equal("CN=second", await SubjectAsync(address));
        Write("third", keyOf: "another");
        Assert.Equal("CN=second", await SubjectAsync(address));
        System.IO.File.Delete(KeyFile);
        Assert.Equal("CN=second", await SubjectAsync(address));

        Write("fourth");
        Assert.Equal("CN=fourth", await SubjectAsync(address));
    }

    // Who renews certificates often moves a link.
    [Fact]
    public async Task A_link_that_leads_elsewhere_is_another_certificate()
    {
        Write("first");
        var second = Directory.CreateDirectory(Path.Combine(_service.Folder, "second")).FullName;
        foreach (var file in (string[])[File, KeyFile])
        {
            System.IO.File.Move(file, file + ".1");
            System.IO.File.CreateSymbolicLink(file, file + ".1");
        }

        var address = Start();
        Assert.Equal("CN=first", await SubjectAsync(address));
        Write("second", folder: second);
        foreach (var file in (string[])[File, KeyFile])
        {
            System.IO.File.Delete(file);
            System.IO.File.CreateSymbolicLink(file, Path.Combine(second, Path.GetFileName(file)));
        }

        Assert.Equal("CN=second", await SubjectAsync(address));
    }

    // A repair of who may read them changes neither time nor length.
    [Fact]
    public async Task Files_that_could_not_be_used_are_tried_again_although_they_look_the_same()
    {
        Write("first");
        var address = Start();
        Assert.Equal("CN=first", await SubjectAsync(address));
        Write("second");
        var (text, time) = (await System.IO.File.ReadAllTextAsync(File, Http.Ct), TimeProvider.System.GetUtcNow());
        async Task PutAsync(string content)
        {
            await System.IO.File.WriteAllTextAsync(File, content, Http.Ct);
            System.IO.File.SetLastWriteTimeUtc(File, time.UtcDateTime);
        }

        await PutAsync(new('x', text.Length));
        Assert.Equal("CN=first", await SubjectAsync(address));
        await PutAsync(text);
        Assert.Equal("CN=first", await SubjectAsync(address));
        _service.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("CN=second", await SubjectAsync(address));
    }

    [Fact]
    public async Task By_TLS_a_browser_is_told_to_stay_with_it()
    {
        Write("first");
        var address = Start();
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = IsOfATest },
        });
        foreach (var (host, expected) in new[] { ("public.example", "max-age=31536000"), ("localhost", null) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/health/live"))
            {
                Headers = { Host = host },
            };
            using var answer = await client.SendAsync(request, Http.Ct);
            Assert.Equal(expected, answer.Headers.TryGetValues("Strict-Transport-Security", out var told)
                ? Assert.Single(told) : null);
        }
    }

    [Fact]
    public async Task The_newest_TLS_is_taken_and_no_older_one_than_1_2()
    {
        Write("first");
        var address = Start();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, address.Port, Http.Ct);
            await using var tls = new SslStream(socket.GetStream(), false, IsOfATest);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "localhost" }, Http.Ct);
            Assert.Equal(System.Security.Authentication.SslProtocols.Tls13, tls.SslProtocol);
        }

        foreach (var (version, isTaken) in ((byte, bool)[])[(3, true), (2, false), (1, false)])
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, address.Port, Http.Ct);
            await socket.GetStream().WriteAsync(ClientHello(version), Http.Ct);
            var first = new byte[1];
            var read = await socket.GetStream().ReadAsync(first, Http.Ct);
            Assert.Equal((version, isTaken), (version, read == 1 && first[0] == 22)); // a handshake; 21 is an alert
        }
    }

    // RFC 5246, 7.4.1.2, and as RFC 4346 has it: of this version and none above; what no library here sends any more.
    private static byte[] ClientHello(byte version)
    {
        byte[] extensions =
        [
            0, 10, 0, 4, 0, 2, 0, 23, // groups: P-256
            0, 11, 0, 2, 1, 0, // points, uncompressed
            0, 13, 0, 4, 0, 2, 4, 3, // signatures: ECDSA with SHA-256
        ];
        byte[] hello =
        [
            3, version, .. RandomNumberGenerator.GetBytes(32), 0,
            0, 6, 0xc0, 0x2b, 0xc0, 0x09, 0xc0, 0x0a, // ECDHE-ECDSA with AES-GCM, and of before 1.2
            1, 0, 0, (byte)extensions.Length, .. extensions,
        ];
        byte[] handshake = [1, 0, 0, (byte)hello.Length, .. hello];
        return [22, 3, 1, 0, (byte)handshake.Length, .. handshake];
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_stops_the_start()
    {
        System.IO.File.WriteAllText(File, "no certificate");
        System.IO.File.WriteAllText(KeyFile, "no key");
        Assert.ThrowsAny<Exception>(Start);
    }

    private Uri Start()
    {
        _service.Settings["AllowedHosts"] = "public.example";
        _service.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, socket => socket.UseHttps()));
        _service.StartServer();
        return _service.AddressOf("government");
    }

    private static async Task<string> SubjectAsync(Uri address)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, Http.Ct);
        await using var tls = new SslStream(socket.GetStream(), false, IsOfATest);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, Http.Ct);
        return tls.RemoteCertificate!.Subject;
    }

    // Signed by nobody but itself.
    private static bool IsOfATest(
        object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate?.Subject == certificate?.Issuer;

    private void Write(string name, string? folder = null, string? keyOf = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        System.IO.File.WriteAllText(
            Path.Combine(folder ?? _service.Folder, "tls.crt"), certificate.ExportCertificatePem());
        System.IO.File.WriteAllText(Path.Combine(folder ?? _service.Folder, "tls.key"),
            (keyOf is null ? key : another).ExportPkcs8PrivateKeyPem());
    }
}
