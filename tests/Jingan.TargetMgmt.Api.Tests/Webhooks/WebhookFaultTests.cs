using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Api.Tests.Webhooks;

/// <summary>A receiver that is down, hangs, redirects or never ends its answer: nothing is lost, nobody else waits, and
/// the administrator sees why.</summary>
public sealed class WebhookFaultTests : IDisposable
{
    private const string Only = "extension.answered";

    private readonly SqliteFactory _service = new();

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task What_a_receiver_does_not_take_it_gets_later(int status)
    {
        await using var receiver = await Receiver.StartAsync(_service, events: Only);
        var asked = 0;
        receiver.Answer = http => Receiver.Status(Interlocked.Increment(ref asked) == 1 ? status : 202)(http);
        await _service.AnsweredAsync();
        var sent = await _service.MessageAsync("sent");
        Assert.Equal(("202", 2), ((string?)sent["lastAnswer"], (long)sent["attempts"]!));
        Assert.Single(receiver.All.Select(m => m.Id).Distinct());
        Assert.Single(receiver.All.Select(m => m.Text).Distinct());
        Assert.All(receiver.All, m => Assert.True(receiver.IsSignedRight(m)));
    }

    [Fact]
    public async Task A_receiver_that_is_down_gets_it_when_it_is_up_again()
    {
        var receiver = await Receiver.StartAsync(_service, events: Only);
        await receiver.DisposeAsync();
        await _service.AnsweredAsync();
        await _service.UntilAsync(async () => (await _service.MessagesAsync()).Any(m => (long)m["attempts"]! >= 2));
        Assert.Equal("unreachable (ConnectionError)", (string?)(await _service.MessagesAsync())[0]["lastAnswer"]);
        Assert.Equal("waiting", (string?)(await _service.MessagesAsync())[0]["state"]);
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_given_ten_seconds_and_holds_nobody_up()
    {
        await using var hanging = await Receiver.StartAsync(_service, "hanging", events: Only);
        await using var other = await Receiver.StartAsync(_service, "other", events: Only);
        hanging.Answer = http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        await _service.AnsweredAsync();
        await _service.UntilAsync(() => !other.All.IsEmpty && !hanging.All.IsEmpty);
        await _service.UntilAsync(async () => (await _service.MessagesAsync("&endpoint=hanging"))
            .Any(m => (string?)m["lastAnswer"] == "timeout"));
        hanging.Answer = Receiver.Status(204);
        await _service.UntilAsync(async () => (await _service.MessagesAsync("&state=sent")).Count == 2);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await Receiver.StartAsync(_service, "elsewhere", events: "period.opened");
        await using var receiver = await Receiver.StartAsync(_service, events: Only);
        receiver.Answer = http =>
        {
            http.Response.Redirect(elsewhere.Url, permanent: true, preserveMethod: true);
            return Task.CompletedTask;
        };
        await _service.AnsweredAsync();
        await _service.UntilAsync(() => receiver.All.Count >= 2);
        Assert.Equal("308", (string?)(await _service.MessageAsync("waiting"))["lastAnswer"]);
        Assert.Empty(elsewhere.All);
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_not_read_to_its_end()
    {
        await using var receiver = await Receiver.StartAsync(_service, events: Only);
        using var endless = new TcpListener(IPAddress.Loopback, 0);
        endless.Start();
        _service.Settings["Webhooks:Endpoints:0:Url"] = $"http://127.0.0.1:{((IPEndPoint)endless.LocalEndpoint).Port}/";
        var written = AnswerWithoutEndAsync(endless);
        await _service.AnsweredAsync();
        var sent = await _service.MessageAsync("sent");
        Assert.Equal("200", (string?)sent["lastAnswer"]);
        var bytes = await written; // it ends: the connection was closed
        Assert.True(bytes < 64_000_000, $"{bytes} bytes"); // what systems keep on the way is a few megabytes
    }

    // Writes to the socket itself, which says when nobody is there any more.
    private static async Task<long> AnswerWithoutEndAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(Http.Ct);
        await using var stream = client.GetStream();
        var asked = new byte[64 * 1024];
        while (!Encoding.UTF8.GetString(asked).Contains("extension.answered", StringComparison.Ordinal))
        {
            await stream.ReadAtLeastAsync(asked, 1, throwOnEndOfStream: true, Http.Ct);
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), Http.Ct);
        var chunk = Encoding.UTF8.GetBytes($"10000\r\n{new string('x', 0x10000)}\r\n");
        for (var written = 0L; ; written += chunk.Length)
        {
            try
            {
                await stream.WriteAsync(chunk, Http.Ct);
            }
            catch (IOException)
            {
                return written;
            }
        }
    }

    [Fact]
    public async Task Who_is_gone_is_not_asked_again()
    {
        await using var receiver = await Receiver.StartAsync(_service, events: Only);
        receiver.Answer = Receiver.Status(410);
        await _service.AnsweredAsync();
        var dead = await _service.MessageAsync("dead");
        Assert.Equal(("410", 1), ((string?)dead["lastAnswer"], (long)dead["attempts"]!));
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task A_private_address_is_refused_unless_it_is_allowed()
    {
        await using var receiver = await Receiver.StartAsync(_service, events: Only);
        _service.Settings["Webhooks:AllowPrivate"] = "false";
        _service.Settings["Webhooks:Endpoints:0:Url"] =
            receiver.Url.Replace("http:", "https:", StringComparison.Ordinal);
        await _service.AnsweredAsync();
        await _service.UntilAsync(async () => (await _service.MessagesAsync()).Any(m => m["lastAnswer"] is not null));
        Assert.Equal("address-refused", (string?)(await _service.MessagesAsync())[0]["lastAnswer"]);
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task A_secret_that_is_changed_counts_at_once_and_one_that_is_lost_loses_no_message()
    {
        await using var receiver = await Receiver.StartAsync(_service, events: Only);
        await _service.IsCheckedAndReadyAsync();
        var secret = await File.ReadAllTextAsync(receiver.SecretFile, Http.Ct);
        File.Delete(receiver.SecretFile);
        await _service.AnsweredAsync();
        await _service.UntilAsync(async () => (await _service.MessagesAsync()).Any(m => m["lastAnswer"] is not null));
        Assert.Equal("secret-unreadable", (string?)(await _service.MessagesAsync())[0]["lastAnswer"]);
        Assert.Empty(receiver.All);
        await File.WriteAllTextAsync(receiver.SecretFile, secret, Http.Ct);
        await _service.MessageAsync("sent");
        Assert.All(receiver.All, m => Assert.True(receiver.IsSignedRight(m)));
    }
}
