using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What every address says to HEAD, and to a method that it does not have.</summary>
public sealed partial class MethodTests(MethodTests.Listening listening) : IClassFixture<MethodTests.Listening>
{
    private readonly ServiceFactory _service = listening.Service;

    /// <summary>One service on a real socket.</summary>
    public sealed class Listening : IDisposable
    {
        public ServiceFactory Service { get; } = new SqliteFactory().WithoutLimits().OnSocket();

        public void Dispose() => Service.Dispose();
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("auditor")]
    [InlineData("evaluator")]
    [InlineData("service")]
    public async Task HEAD_is_GET_without_the_body_wherever_there_is_a_GET(string caller)
    {
        var client = caller == "anonymous" ? _service.Anonymous : _service.As(caller);
        string[] urls = [.. Urls(e => MethodsOf(e).Contains("GET")), "/swagger/index.html", "/api/v1/nowhere"];
        Assert.True(urls.Length > 40, $"{urls.Length} addresses");
        foreach (var url in urls)
        {
            using var get = await client.GetAsync(url, Http.Ct);
            using var head = await client.SendAsync(new(HttpMethod.Head, url), Http.Ct);
            Assert.Equal((url, get.StatusCode, get.Content.Headers.ContentType),
                (url, head.StatusCode, head.Content.Headers.ContentType));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Http.Ct));
        }
    }

    // Case 16: a monitor that asks a public address with a method it does not have is told so, not asked for a token.
    [Theory]
    [InlineData("anonymous")]
    [InlineData("office")]
    public async Task A_method_that_an_address_does_not_have_is_405_with_those_it_has(string caller)
    {
        var client = caller == "anonymous" ? _service.Anonymous : _service.As(caller);
        foreach (var url in Urls(e => MethodsOf(e) is ["GET"]
            && !e.RoutePattern.RawText!.Contains("**", StringComparison.Ordinal)).Where(u => !HasMethod(u, "DELETE")))
        {
            var answer = await client.SendAsync(HttpMethod.Delete, url, null);
            Assert.Equal((url, 405, "method_not_allowed"), (url, answer.Status, answer.Code));
            Assert.Contains("GET", answer.Response.Content.Headers.Allow);
        }
    }

    // What was sent is sent back to nobody, headers least of all (RFC 9110, 9.3.8).
    [Fact]
    public async Task TRACE_is_no_method_of_any_address()
    {
        using var client = _service.Office;
        foreach (var url in Urls(_ => true).Concat(["/", "/swagger/index.html", "/nowhere", "/api/v1/nowhere"]))
        {
            using var request = new HttpRequestMessage(HttpMethod.Trace, url);
            request.Headers.Add("X-Told", "back");
            using var answer = await client.SendAsync(request, Http.Ct);
            Assert.Contains((int)answer.StatusCode, (int[])[401, 404, 405]);
            Assert.DoesNotContain("back", await answer.Content.ReadAsStringAsync(Http.Ct), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("office")]
    [InlineData("LSJ")]
    [InlineData("evaluator")]
    [InlineData("admin")]
    public async Task A_GET_stores_nothing(string caller)
    {
        using var client = _service.As(caller);
        var before = await _service.SizesAsync();
        foreach (var url in Urls(e => MethodsOf(e).Contains("GET")))
        {
            (await client.GetAsync(url, Http.Ct)).Dispose();
        }

        Assert.Equal(before, await _service.SizesAsync());
    }

    [Theory]
    [InlineData("office", "区府办", null, "PutPeriod", "RateTarget")]
    [InlineData("LSJ", "填报单位", "LSJ", "SubmitProgress", "PutPeriod")]
    [InlineData("evaluator", "第三方机构", null, "RateTarget", "SubmitProgress")]
    [InlineData("auditor", "审计、人大", null, "ListRefusals", "SubmitProgress")]
    [InlineData("admin", "系统管理员", null, "ListTargets", "RateTarget")]
    public async Task A_caller_learns_who_it_is_and_what_it_may_do(
        string caller, string roleName, string? unit, string may, string mayNot)
    {
        var me = await _service.As(caller).ReadAsync("me");
        Assert.Equal((200, roleName, unit), (me.Status, (string?)me["roleName"], (string?)me.Body!["unit"]));
        Assert.Matches("^20[0-9]{2}-", (string?)me["expires"]);
        var operations = me["may"].AsArray().Select(o => (string?)o).ToList();
        Assert.Contains(may, operations);
        Assert.DoesNotContain(mayNot, operations);
    }

    [Fact]
    public async Task Whoever_has_no_token_is_nobody() =>
        Assert.Equal((401, "unauthenticated"), await _service.Anonymous.ReadAsync("me") is var a
            ? (a.Status, a.Code)
            : default);

    // What an operation says of itself is what happens to who calls it.
    [Fact]
    public async Task What_me_names_is_what_access_lets_through()
    {
        foreach (var caller in (string[])["office", "LSJ", "evaluator", "auditor", "admin"])
        {
            var may = (await _service.As(caller).ReadAsync("me"))["may"].AsArray().Select(o => (string?)o).ToHashSet();
            foreach (var endpoint in _service.Endpoints.Where(e =>
                MethodsOf(e) is ["GET"] && e.Metadata.GetMetadata<IEndpointNameMetadata>() is not null
                && e.Metadata.GetMetadata<IAllowAnonymous>() is null))
            {
                var answer = await _service.As(caller).ReadAsync(UrlOf(endpoint));
                var isLetIn = answer.Code is not ("forbidden" or "evaluator_only")
                    || endpoint.Metadata.GetMetadata<AllowedRoles>() is null;
                Assert.Equal((caller, UrlOf(endpoint), isLetIn), (caller, UrlOf(endpoint),
                    may.Contains(endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName)));
            }
        }
    }

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];

    private IEnumerable<string> Urls(Func<RouteEndpoint, bool> which) =>
        _service.Endpoints.Where(which).Select(UrlOf).Distinct();

    private bool HasMethod(string url, string method) => _service.Endpoints.Any(e => MethodsOf(e).Contains(method)
        && url.StartsWith("/" + e.RoutePattern.RawText!.Split('{')[0].Trim('/'), StringComparison.Ordinal));

    private static string UrlOf(RouteEndpoint endpoint) =>
        "/" + RouteParameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), p => p.Groups[1].Value switch
    {
        "id" => "JA2018-028",
        "code" or "period" => "2018-06",
        "year" => "2018",
        "version" => "2018.1",
        "rest" => "000",
        _ => "0",
    });

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex RouteParameter();
}
