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

    // Else one address could pass for many, and many behind a proxy would be one.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_asks_is_what_a_named_proxy_says_and_nobody_else(bool isNamed)
    {
        if (isNamed)
        {
            _service.Settings["Doors:Proxies:0"] = "127.0.0.1";
        }

        (_service.Settings["Limits:Read:Burst"], _service.Settings["Limits:Read:PerSecond"]) = ("1", "0.001");
        using var client = new HttpClient { BaseAddress = _service.OnSocket().AddressOf("government") };
        List<int> answers = [];
        foreach (var said in (string[])["203.0.113.7", "203.0.113.8", "203.0.113.7", "198.51.100.1, 203.0.113.8"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
            request.Headers.Add("X-Forwarded-For", said);
            using var answer = await client.SendAsync(request, Http.Ct);
            answers.Add((int)answer.StatusCode);
        }

        // The last one has put an address of his own before that which the proxy has added.
        Assert.Equal([401, isNamed ? 401 : 429, 429, 429], answers);
    }

    [Theory]
    [InlineData("Doors:Proxies:0", "somewhere")]
    [InlineData("Doors:Proxies:0", "10.0.0.0/99")]
    [InlineData("Doors:Timeout", "00:00:00")]
    [InlineData("Doors:FileTimeout", "00:00:00.9")]
    [InlineData("Doors:LongTimeout", "1.00:00:01")]
    [InlineData("Doors:MinBytesPerSecond", "0")]
    [InlineData("Doors:MinBytesPerSecond", "10001")]
    [InlineData("Doors:CertificateFile", "alone.pem")]
    [InlineData("ForwardedHeaders_Enabled", "true")] // the framework's: it believes everybody
    public void What_is_no_setting_stops_the_start(string key, string value)
    {
        _service.Settings[key] = value;
        Assert.ThrowsAny<Exception>(_service.CreateClient);
    }
}
