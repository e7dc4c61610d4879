namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What a proxy says of who asks, and by TLS or not, is believed of the named ones only.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly SqliteFactory _service = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData(null, false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.0/8", true)]
    public async Task TLS_at_the_proxy_counts_where_the_proxy_is_named(string? named, bool believed)
    {
        if (named is not null)
        {
            _service.Settings["Doors:Proxies:0"] = named;
        }

        _service.Settings["AllowedHosts"] = "public.example";
        using var client = new HttpClient { BaseAddress = _service.OnSocket().AddressOf("government") };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live")
        {
            Headers =
            {
                Host = "public.example",
            },
        };
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        using var answer = await client.SendAsync(request, Http.Ct);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(believed, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("Doors:Proxies:0", "somewhere")]
    [InlineData("Doors:Proxies:0", "10.0.0.0/99")]
    [InlineData("Doors:Timeout", "00:00:00")]
    [InlineData("Doors:MinBytesPerSecond", "0")]
    [InlineData("Doors:CertificateFile", "alone.pem")]
    [InlineData("ForwardedHeaders_Enabled", "true")] // the framework's: it believes everybody
    public void What_is_no_setting_stops_the_start(string key, string value)
    {
        _service.Settings[key] = value;
        Assert.ThrowsAny<Exception>(_service.CreateClient);
    }

    // Of a body that never comes.
    [Fact]
    public async Task Whoever_takes_too_long_is_told_so()
    {
        _service.Settings["Doors:LongTimeout"] = "00:00:00.2"; // that of an import
        using var body = new StreamContent(new NeverEnding());
        body.Headers.ContentType = new("application/json");
        var answer = await _service.Office.SendAsync(HttpMethod.Post, "targets/import", body);
        Assert.Equal((504, "timed_out"), (answer.Status, answer.Code));
        Assert.Equal(200, (await _service.Office.ReadAsync("targets?year=2018")).Status);
    }

    private sealed class NeverEnding : MemoryStream
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async Task CopyToAsync(
            Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
