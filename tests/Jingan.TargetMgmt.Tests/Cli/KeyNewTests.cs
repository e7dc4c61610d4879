using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Cli.Keys;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class KeyNewTests
{
    [Fact]
    public async Task A_new_key_is_PKCS8_and_its_id_is_the_thumbprint_of_what_is_registered()
    {
        using var jtm = new Jtm();
        var body = (await jtm.RunAsync("key", "new", "--out", jtm.PathOf("a.pem"), "--name", "张三", "--json"))
            .MustBe(0).Json;

        var pem = await File.ReadAllTextAsync(jtm.PathOf("a.pem"), TestContext.Current.CancellationToken);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", pem, StringComparison.Ordinal);
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        var q = key.ExportParameters(false).Q;
        var (x, y) = (Base64Url.EncodeToString(q.X), Base64Url.EncodeToString(q.Y));
        Assert.Equal($$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{y}}"}""", body["publicKey"]!.ToJsonString());
        var canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(canonical))),
            (string?)body["kid"]);
        Assert.Equal("张三", (string?)body["name"]);
    }

    [Fact]
    public async Task The_key_file_is_its_owners_only_and_nothing_else_is_left_beside_it()
    {
        using var jtm = new Jtm();
        (await jtm.RunAsync("key", "new", "--out", jtm.PathOf("a.pem"))).MustBe(0);
        Assert.Equal([jtm.PathOf("a.pem")], Directory.GetFiles(jtm.PathOf(".")).Select(Path.GetFullPath));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(jtm.PathOf("a.pem")));
        }
    }

    [Fact]
    public async Task A_file_that_is_there_is_never_overwritten()
    {
        using var jtm = new Jtm();
        await File.WriteAllTextAsync(jtm.PathOf("a.pem"), "mine", TestContext.Current.CancellationToken);
        var run = (await jtm.RunAsync("key", "new", "--out", jtm.PathOf("a.pem"))).MustBe(1);
        Assert.Contains("不会覆盖", run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(jtm.PathOf("a.pem"), TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(jtm.PathOf(".")));
    }

    [Fact]
    public async Task The_private_half_is_neither_shown_nor_sent()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/assessors", 201,
            $$"""{"receipt":{{FakeService.Receipt}}}"""));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("key", "new", "--out", jtm.PathOf("a.pem"), "--name", "张三", "--register"))
            .MustBe(0);

        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(jtm.PathOf("a.pem"), TestContext.Current.CancellationToken));
        var d = key.ExportParameters(true).D!;
        Assert.True(CompactJws.TryParse(service.Posts.Single().Body, out var jws));
        var said = run.Output + run.Error + Encoding.UTF8.GetString(jws.Payload);
        Assert.DoesNotContain("PRIVATE", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64Url.EncodeToString(d), said, StringComparison.Ordinal);
        Assert.Equal(["crv", "kty", "x", "y"], System.Text.Json.Nodes.JsonNode.Parse(jws.Payload)!["publicKey"]!
            .AsObject()
            .Select(m => m.Key)
            .Order());
        Assert.Contains("序号 57", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_registration_keeps_the_key_and_says_how_to_go_on()
    {
        await using var service = await FakeService.StartAsync();
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("key", "new", "--out", jtm.PathOf("a.pem"), "--name", "张三", "--register",
            "--json")).MustBe(1);
        var way = $"jtm assessor add --key {jtm.PathOf("a.pem")} --name 张三";
        Assert.Contains(way, run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(jtm.PathOf("a.pem")));

        // Whoever repeats the line is told the same.
        var again = (await jtm.RunAsync("key", "new", "--out", jtm.PathOf("a.pem"), "--name", "张三", "--register"))
            .MustBe(1);
        Assert.Contains(way, again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_reached_leaves_a_key_that_can_be_registered_by_the_line_that_is_said()
    {
        using var jtm = new Jtm();
        jtm.Environment["JTM_TOKEN"] = FakeService.Token;
        var run = (await jtm.RunAsync("key", "new", "--out", jtm.PathOf("a.pem"), "--name", "张 三", "--register",
            "--server", "http://127.0.0.1:1")).MustBe(2);
        Assert.Contains("--name '张 三'", run.Error, StringComparison.Ordinal);

        await using var service = await FakeService.StartAsync(("POST /api/v1/assessors", 201,
            $$"""{"receipt":{{FakeService.Receipt}}}"""));
        (await jtm.RunAsync("assessor", "add", "--key", jtm.PathOf("a.pem"), "--name", "张 三", "--server",
            service.Address)).MustBe(0);
    }

    [Fact]
    public async Task Registering_needs_a_name_and_makes_no_key_without_one()
    {
        using var jtm = new Jtm();
        Assert.Contains(
            "--name", (await jtm.RunAsync("key", "new", "--out", jtm.PathOf("a.pem"), "--register")).MustBe(2).Error,
            StringComparison.Ordinal);
        Assert.False(File.Exists(jtm.PathOf("a.pem")));
    }

    [Fact]
    public async Task An_Ed25519_key_is_made_and_read_again()
    {
        using var jtm = new Jtm();
        var body = (await jtm.RunAsync("key", "new", "--out", jtm.PathOf("a.pem"), "--ed25519", "--json"))
            .MustBe(0).Json;
        Assert.Equal(("OKP", "Ed25519"), ((string?)body["publicKey"]!["kty"], (string?)body["publicKey"]!["crv"]));
        using var key = AssessorKeyFile.Load(jtm.PathOf("a.pem"), null);
        Assert.Equal((string?)body["kid"], key.Kid);
        Assert.True(CompactJws.TryParse(key.Sign([]), out var jws));
        Assert.True(key.PublicKey.TryToKey(out var half));
        Assert.True(jws.IsSignedBy(half));
    }
}
