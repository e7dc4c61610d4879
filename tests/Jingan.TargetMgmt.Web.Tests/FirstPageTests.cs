using System.Net;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>Who gets the app's page, and who a problem.</summary>
public sealed class FirstPageTests(ServiceFixture shared)
{
    private const string Person = "text/html,application/xhtml+xml,*/*;q=0.8", Program = "application/json";

    private readonly RunningService _service = shared.Service;

    [Theory]
    [InlineData("/", Person, 200, "text/html")]
    [InlineData("/", Program, 200, "text/html")]
    [InlineData("/overview/2018-06", Person, 200, "text/html")]
    [InlineData("/nowhere", Person, 200, "text/html")]
    [InlineData("/nowhere", Program, 401, "application/problem+json")]
    [InlineData("/nowhere.txt", Person, 401, "application/problem+json")]
    [InlineData("/api/v1/nowhere", Person, 401, "application/problem+json")]
    [InlineData("/logs/nowhere", Person, 401, "application/problem+json")]
    [InlineData("/css/app.css", Person, 200, "text/css")]
    [InlineData("/_framework/blazor.webassembly.js", Person, 200, "text/javascript")]
    [InlineData("/_framework/nowhere.js", Person, 401, "application/problem+json")]
    [InlineData("/swagger/index.html", Person, 200, "text/html")]
    public async Task An_address_is_answered_for_whom_it_is(string path, string accept, int status, string mediaType)
    {
        using var answer = await AskAsync(path, accept);
        var type = answer.Content.Headers.ContentType;
        Assert.Equal((status, mediaType), ((int)answer.StatusCode, type?.MediaType));
        Assert.True(!mediaType.StartsWith("text/", StringComparison.Ordinal) || type?.CharSet is "utf-8", path);
    }

    [Fact]
    public async Task The_page_may_run_and_show_nothing_from_elsewhere()
    {
        using var answer = await AskAsync("/", Person);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith(
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval';", policy, StringComparison.Ordinal);
        Assert.All(
            policy.Split(';').Where(rule => rule.Contains("unsafe-inline", StringComparison.Ordinal)),
            rule => Assert.StartsWith("style-src-attr ", rule.Trim(), StringComparison.Ordinal));
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Subset(policy.Split(';', StringSplitOptions.TrimEntries).ToHashSet(),
            new HashSet<string> { "object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'" });
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("evil.example", 400)] // to that name the service says nothing at all
    public async Task The_demonstrations_tokens_are_told_under_a_name_of_this_machine_only(string? host, int status)
    {
        using var answer = await AskAsync("/demo/roles", Program, host);
        Assert.Equal(status, (int)answer.StatusCode);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        }
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string accept, string? host = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_service.Address, path));
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.Host = host;
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
