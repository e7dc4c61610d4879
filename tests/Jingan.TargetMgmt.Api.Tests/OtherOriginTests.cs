using System.Net;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Pages of other addresses ask this service only where it names them.</summary>
public sealed class OtherOriginTests : IAsyncLifetime
{
    private const string Copy = "https://copy.example", Stranger = "https://stranger.example";

    private readonly SqliteFactory _service = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/me")]
    [InlineData("/api/v1/ratings")]
    [InlineData("/logs/government/checkpoint")]
    [InlineData("/api/v1/nowhere")]
    public async Task No_page_of_another_address_may_ask_unless_it_is_named(string path)
    {
        Assert.Null(await AllowedAsync(HttpMethod.Options, path, Copy));
        Assert.Null(await AllowedAsync(HttpMethod.Get, path, Copy));
    }

    [Theory]
    [InlineData("/api/v1/me")]
    [InlineData("/api/v1/ratings")]
    [InlineData("/logs/government/checkpoint")]
    [InlineData("/api/v1/nowhere")]
    public async Task A_page_that_is_named_may_ask_and_read_refusals_and_no_other(string path)
    {
        _service.Settings["Pages:AllowedOrigins:0"] = Copy;
        foreach (var method in (HttpMethod[])[HttpMethod.Options, HttpMethod.Get])
        {
            Assert.Equal(Copy, await AllowedAsync(method, path, Copy));
            Assert.Null(await AllowedAsync(method, path, Stranger));
        }
    }

    [Theory]
    [InlineData("*")]
    [InlineData("copy.example")]
    [InlineData("https://copy.example/")]
    [InlineData("https://copy.example/app")]
    [InlineData("ftp://copy.example")]
    [InlineData("https://somebody@copy.example")]
    public void What_is_no_origin_stops_the_start(string origin)
    {
        _service.Settings["Pages:AllowedOrigins:0"] = Copy;
        _service.Settings["Pages:AllowedOrigins:1"] = origin;
        Assert.ThrowsAny<Exception>(_service.CreateClient);
    }

    private async Task<string?> AllowedAsync(HttpMethod method, string path, string origin)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "Origin", origin } } };
        if (method == HttpMethod.Options)
        {
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key");
        }

        using var answer = await _service.CreateClient().SendAsync(request, Http.Ct);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }
}
