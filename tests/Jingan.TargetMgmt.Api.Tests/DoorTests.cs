using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What every answer tells a browser, whichever route gave it and whether it is an answer or a refusal.
/// </summary>
public sealed partial class DoorTests(DoorTests.Listening listening) : IClassFixture<DoorTests.Listening>
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private readonly ServiceFactory _service = listening.Service;

    /// <summary>One service on a real socket.</summary>
    public sealed class Listening : IDisposable
    {
        public ServiceFactory Service { get; } = new SqliteFactory().OnSocket();

        public void Dispose() => Service.Dispose();
    }

    // Public and never another thing under the same name, or said by the route itself how long it may be kept.
    private static readonly string[] Kept =
    [
        "GetCheckpoint", "GetTile", "GetEntryBundle", "GetEntry", "GetProof", "GetAddCheckpoint", "GetPublicPage",
        "ListPublicRatings", "ReadPeriodFacts", "ReadYearFacts", "ReadPeriodRatings", "ReadYearRatings",
    ];

    private static string UrlOf(RouteEndpoint route) =>
        "/" + RouteParameter().Replace(route.RoutePattern.RawText!.TrimStart('/'), p => p.Groups[1].Value switch
        {
            "id" => "JA2018-028",
            "code" or "period" => "2018-06",
            "year" => "2018",
            "version" => "2018.1",
            "rest" => "000",
            _ => "0",
        });

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];

    [Theory]
    [InlineData("anonymous")]
    [InlineData("auditor")]
    [InlineData("evaluator")]
    [InlineData("service")]
    public async Task Every_route_says_what_a_browser_may_do_with_its_answer(string caller)
    {
        using var client = Client(caller);
        HashSet<int> statuses = [];
        foreach (var route in _service.Endpoints.Where(r => MethodsOf(r) is [_]))
        {
            var answer = await SendAsync(client, MethodsOf(route)[0], UrlOf(route));
            statuses.Add((int)answer.StatusCode);
            AssertGuarded(answer, UrlOf(route));
            var isPrivate = route.Metadata.GetMetadata<IAllowAnonymous>() is null;
            Assert.False(isPrivate && answer.Headers.CacheControl is null, UrlOf(route));
            if (answer.Headers.CacheControl is { NoStore: false } kept)
            {
                Assert.True(
                    answer.IsSuccessStatusCode && Kept.Contains(RequestLimits.NameOf(route))
                        || UrlOf(route).StartsWith("/openapi", StringComparison.Ordinal), $"{UrlOf(route)}: {kept}");
                Assert.False(isPrivate && kept.Public, $"{UrlOf(route)}: {kept}");
            }
        }

        Assert.Superset(caller == "anonymous" ? [200, 401, 404] : new HashSet<int> { 200, 403 }, statuses);
    }

    [Fact]
    public async Task So_does_every_refusal_and_every_page()
    {
        using var office = Client("office");
        foreach (var (status, method, url, body) in new (int, string, string, HttpContent?)[]
        {
            (400, "GET", "/api/v1/targets?limit=0", null),
            (404, "GET", "/nowhere", null),
            (404, "GET", "/api/v1/nowhere", null),
            (405, "DELETE", "/logs/government/checkpoint", null),
            (405, "DELETE", "/api/v1/ratings", null),
            (413, "POST", "/api/v1/targets", new ByteArrayContent(new byte[200_000])),
            (415, "POST", "/api/v1/targets", new StringContent("x", MediaTypeHeaderValue.Parse("text/plain"))),
            (304, "GET", "/logs/government/tile/0/000", null),
            (200, "GET", "/health/live", null),
            (301, "GET", "/swagger", null),
            (200, "GET", "/swagger/swagger-ui.css", null),
            (200, "GET", "/api/v1/units.csv", null),
            (200, "GET", "/api/v1/reports/2018-06.html", null),
        })
        {
            using var request = new HttpRequestMessage(new(method), url) { Content = body };
            if (status == 304)
            {
                using var first = await office.GetAsync(url, Http.Ct);
                if (first.Headers.ETag is null)
                {
                    continue; // a log of fewer than 256 entries has no full tile
                }

                request.Headers.IfNoneMatch.Add(first.Headers.ETag);
            }

            using var answer = await office.SendAsync(request, Http.Ct);
            Assert.Equal((url, status), (url, (int)answer.StatusCode));
            AssertGuarded(answer, url);
        }
    }

    // Swagger's page runs its own scripts, and no other.
    [Fact]
    public async Task The_interfaces_page_has_a_policy_of_its_own_without_inline_scripts()
    {
        using var answer = await Client("anonymous").GetAsync("/swagger/index.html", Http.Ct);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync(Http.Ct);
        Assert.DoesNotMatch(@"<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|https?://(?!www.w3.org)", page);
    }

    [Theory]
    [InlineData("stranger.example", 400)]
    [InlineData("localhost.stranger.example", 400)]
    [InlineData("127.0.0.1.stranger.example", 400)]
    [InlineData("192.168.1.10", 400)]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:9999", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]", 200)]
    public async Task Whoever_asks_for_another_name_gets_nothing(string host, int status)
    {
        foreach (var url in (string[])
            ["/health/live", "/swagger/index.html", "/logs/government/checkpoint", "/nowhere"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Host = host } };
            using var answer = await Client("anonymous").SendAsync(request, Http.Ct);
            AssertGuarded(answer, url);
            if (status == 400)
            {
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
                var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Http.Ct))!;
                Assert.Equal("invalid_request", (string?)problem["code"]);
                Assert.Contains("AllowedHosts", (string)problem["errors"]!["/Host"]![0]!, StringComparison.Ordinal);
            }
            else
            {
                Assert.NotEqual(HttpStatusCode.BadRequest, answer.StatusCode);
            }
        }
    }

    private static void AssertGuarded(HttpResponseMessage answer, string url)
    {
        Assert.Equal((url, "nosniff"), (url, Header("X-Content-Type-Options")));
        Assert.Equal((url, "no-referrer"), (url, Header("Referrer-Policy")));
        Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
        var policy = Header("Content-Security-Policy");
        Assert.True(
            policy == Nothing || (!policy.Contains("script-src 'unsafe", StringComparison.Ordinal)
                && (url.StartsWith("/swagger", StringComparison.Ordinal)
                    || policy.StartsWith("sandbox", StringComparison.Ordinal)
                    || answer.Content.Headers.ContentType?.MediaType == "text/html")),
            $"{url}: {policy}");
        var rules = policy.Split(';', StringSplitOptions.TrimEntries);
        Assert.Superset(new HashSet<string> { "default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'" },
            rules.ToHashSet());
        // Where nothing else is said of objects, the default holds for them.
        Assert.DoesNotContain(rules, r => r.StartsWith("object-src", StringComparison.Ordinal));
        if (answer.Content.Headers.ContentType is { MediaType: { } media } type
            && (media.StartsWith("text/", StringComparison.Ordinal) || media.EndsWith("xml", StringComparison.Ordinal)))
        {
            Assert.Equal((url, "utf-8"), (url, type.CharSet?.ToLowerInvariant()));
        }

        Assert.True(answer.Content.Headers.ContentLength is 0 || answer.Content.Headers.ContentType is not null
            || (int)answer.StatusCode is 204 or 301 or 304, url);
        Assert.True((int)answer.StatusCode < 400 || answer.Headers.CacheControl is { NoStore: true }, url);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"), url); // no TLS, no promise of it
        Assert.False(answer.Headers.Contains("Server"), url);
        Assert.False(answer.Headers.Contains("Set-Cookie"), url);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"), url);

        string Header(string name) => Assert.Single(answer.Headers.GetValues(name));
    }

    private HttpClient Client(string caller)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = _service.AddressOf("government"),
        };
        if (caller != "anonymous")
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", _service.TokenOf(caller));
        }

        return client;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string url) =>
        client.SendAsync(new(new(method), url)
        {
            Content = method == "GET" ? null : new StringContent("{}", MediaTypeHeaderValue.Parse("application/json")),
        }, Http.Ct);

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex RouteParameter();
}
