using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.RateLimiting;
using Jingan.TargetMgmt.Api.Limits;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>One caller's flood is refused with when to come again, and nobody else notices.</summary>
public sealed partial class CallerLimitTests : IAsyncLifetime
{
    // Long enough that no test sees it over.
    private const string Never = "0.001";

    private readonly SqliteFactory _service = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("Read", "GET", "/api/v1/targets?year=2018")]
    [InlineData("Write", "PUT", "/api/v1/units/LSJ")]
    [InlineData("Export", "GET", "/api/v1/units.csv")]
    [InlineData("Upload", "POST", "/api/v1/evidence")]
    [InlineData("Log", "GET", "/logs/government/checkpoint")]
    [InlineData("Public", "GET", "/health/live")]
    public async Task A_caller_who_asks_too_often_is_told_when_to_come_again(string of, string method, string url)
    {
        Allow(of, 2);
        foreach (var caller in (string[])["office", "LSJ"])
        {
            var client = _service.As(caller);
            for (var i = 0; i < 2; i++)
            {
                Assert.NotEqual(429, (await client.SendAsync(new(method), url, null)).Status);
            }

            var refused = await client.SendAsync(new(method), url, null);
            Assert.Equal((429, "too_many_requests"), (refused.Status, refused.Code));
            Assert.True(refused.Response.Headers.RetryAfter!.Delta > TimeSpan.Zero);
            Assert.Contains("Retry", refused.Response.Headers.ToString(), StringComparison.Ordinal);
            var seconds = refused.Response.Headers.RetryAfter.Delta.Value.TotalSeconds
                .ToString(CultureInfo.InvariantCulture);
            Assert.Contains($"{seconds} 秒后", (string)refused["detail"]!, StringComparison.Ordinal);
        }

        // Others, and what else the caller does, are counted apart.
        Assert.Equal(200, (await _service.As("auditor").ReadAsync(of == "Read" ? "me" : "targets?year=2018")).Status);
        Assert.Equal(200, (await _service.Office.ReadAsync(of == "Read" ? "/health/live" : "me")).Status);
    }

    // Every route there is, pages and addresses without a route included.
    // The tokens of one provider share their first part: one person's sign-ins in vain are not another's.
    [Theory]
    [InlineData("Bearer jtm_0123456789abcdef", "jtm_01234567")]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.0123456789abcdef", "0123456789ab")]
    [InlineData("Bearer x", "x")]
    [InlineData("Bearer ..", "")]
    public void Tokens_are_told_apart_where_they_differ(string sent, string apart) =>
        Assert.Equal(apart, SignInLimits.BeginningOf(sent));

    [Fact]
    public async Task No_route_is_without_a_limit()
    {
        foreach (var of in (string[])["Read", "Write", "Export", "Upload", "Log", "Public"])
        {
            Allow(of, 1);
        }

        HashSet<string> seen = [];
        var client = _service.Office;
        var routes = _service.Endpoints
            .Where(r => r.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods: [_] })
            .ToLookup(r => r.Metadata.GetMetadata<AllowedRoles>() is { Roles: [Role.Service] });
        Assert.NotEmpty(routes[true]); // their bound is one that no setting makes smaller
        Assert.All(routes[true], r => Assert.Equal(RouteClass.Facts, RouteClasses.Of(r)));
        var calls = routes[false]
            .Select(r => (Method: r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0],
                Url: "/" + RouteParameter().Replace(r.RoutePattern.RawText!.TrimStart('/'), "0")))
            .ToList();
        calls.AddRange(((string[])["/swagger/index.html", "/nowhere", "/api/v1/nowhere"]).Select(u => ("GET", u)));
        Assert.True(calls.Count > 100, $"{calls.Count} routes");
        foreach (var (method, url) in calls.Concat(calls))
        {
            var answer = await client.SendAsync(new(method), url, null);
            if (answer.Status == 429)
            {
                seen.Add($"{method} {url}");
            }
        }

        Assert.Empty(calls.Select(c => $"{c.Method} {c.Url}").Except(seen));
    }

    // A page of five hundred targets is a core's work for a while, and somebody else's report waits for the core.
    [Theory(Timeout = 180_000)] // one that is not let in waits for ever
    [InlineData("Read", 2, 128)]
    [InlineData("Export", 1, 32)]
    public async Task Few_reads_or_exports_of_a_caller_are_answered_at_a_time_others_in_turn(
        string of, int atOnce, int waiting)
    {
        var ct = TestContext.Current.CancellationToken;
        var limits = _service.Services.GetRequiredService<IOptions<RateLimiterOptions>>().Value.GlobalLimiter!;
        var (one, other) = (Asking(of, "192.0.2.1"), Asking(of, "192.0.2.2"));
        List<RateLimitLease> held = [];
        for (var i = 0; i < atOnce; i++)
        {
            held.Add(await limits.AcquireAsync(one, 1, ct));
        }

        Assert.All(held, h => Assert.True(h.IsAcquired));
        var waits = Enumerable.Range(0, waiting).Select(_ => limits.AcquireAsync(one, 1, ct).AsTask()).ToList();

        Assert.DoesNotContain(waits, w => w.IsCompleted);
        using (var tooMany = await limits.AcquireAsync(one, 1, ct))
        {
            Assert.False(tooMany.IsAcquired);
        }

        using (var elses = await limits.AcquireAsync(other, 1, ct))
        {
            Assert.True(elses.IsAcquired);
        }

        held[0].Dispose();
        using var next = await waits[0];
        Assert.True(next.IsAcquired);
        Assert.DoesNotContain(waits.Skip(1), w => w.IsCompleted);
        held.ForEach(h => h.Dispose());
    }

    private static DefaultHttpContext Asking(string of, string address)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        http.SetEndpoint(new(null, new(new RouteClasses.Mark(Enum.Parse<RouteClass>(of))), of));
        return http;
    }

    [Fact]
    public async Task Without_a_token_the_address_is_the_caller()
    {
        Allow("Read", 2);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(401, (await _service.Anonymous.ReadAsync("me")).Status);
        }

        Assert.Equal(429, (await _service.Anonymous.ReadAsync("me")).Status);
        Assert.Equal(200, (await _service.Office.ReadAsync("me")).Status);
    }

    [Fact]
    public async Task Sign_ins_in_vain_are_bounded_by_address_and_a_good_token_gets_in_all_the_same()
    {
        Set("SignInAddress", 3);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(401, (await With($"jtm_{i:D8}" + new string('0', 56)).ReadAsync("me")).Status);
        }

        foreach (var token in (string[])["jtm_" + new string('f', 64), "x"])
        {
            var refused = await With(token).ReadAsync("me");
            Assert.Equal((429, "too_many_requests"), (refused.Status, refused.Code));
            Assert.NotNull(refused.Response.Headers.RetryAfter);
        }

        Assert.Equal(200, (await _service.Office.ReadAsync("me")).Status);
        Assert.Equal(401, (await _service.Anonymous.ReadAsync("me")).Status); // who tries none is told to
        Assert.Equal(200, (await With("x").ReadAsync("/health/live")).Status); // where none is asked for
    }

    [Fact]
    public async Task And_by_how_the_token_begins_wherever_they_come_from()
    {
        Set("SignInToken", 2);
        foreach (var end in (string[])["a", "b"])
        {
            Assert.Equal(401, (await With("jtm_01234567" + new string(end[0], 56)).ReadAsync("me")).Status);
        }

        Assert.Equal(429, (await With("jtm_01234567" + new string('c', 56)).ReadAsync("me")).Status);
        Assert.Equal(401, (await With("jtm_01234568" + new string('c', 56)).ReadAsync("me")).Status);
    }

    // Whoever keeps the settings is of the government, and slows no rating down by them.
    [Theory]
    [InlineData("Read", "evaluator", "GET", "worklist?period=2018-06")]
    [InlineData("Write", "evaluator", "POST", "ratings")]
    [InlineData("Export", "evaluator", "GET", "worklist.xlsx?period=2018-06")]
    [InlineData("Log", "evaluator", "GET", "/logs/government/checkpoint")]
    [InlineData("Public", "evaluator", "GET", "/health/live")]
    [InlineData("Facts", "service", "GET", "progress-facts/periods/2018-06")]
    [InlineData("Write", "anonymous", "POST", "access/approvals")]
    public async Task Who_rates_never_has_less_than_the_program_comes_with(
        string of, string caller, string method, string url)
    {
        Allow(of, 1);
        var client = caller == "anonymous" ? _service.Anonymous : _service.As(caller);
        for (var i = 0; i < 4; i++)
        {
            Assert.NotEqual(429, (await client.SendAsync(new(method), url, null)).Status);
        }
    }

    // With more, a disk that is half empty would keep the evaluator from rating.
    [Fact]
    public void The_evaluators_bound_of_room_has_a_bound_itself()
    {
        static string? FaultOf(long evaluation) => new LimitOptions.Check().Validate(null, new()
        {
            FreeMegabytes = new() { Government = 9_999, Evaluation = evaluation },
        }).FailureMessage;

        Assert.Null(FaultOf(4_096));
        Assert.Contains("write 0 to 4096 for Evaluation", FaultOf(4_097), StringComparison.Ordinal);
    }

    // Whoever makes many must not hide one among them.
    [Fact]
    public async Task An_attempt_that_is_refused_for_its_number_is_on_record_like_any_other()
    {
        Allow("Write", 1);
        var reporter = _service.As("LSJ");
        Assert.Equal("evaluator_only", (await reporter.PostAsync("ratings", "{}")).Code);
        Assert.Equal("too_many_requests", (await reporter.PostAsync("ratings", "{}")).Code);
        _service.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal([1, 1], (await _service.RefusalsAsync(2)).Select(r => (long)r["count"]!));
    }

    [Theory]
    [InlineData("Limits:Read:Burst", "0")]
    [InlineData("Limits:Write:PerSecond", "0")]
    [InlineData("Limits:SignInToken:PerSecond", "-1")]
    [InlineData("Limits:ExportsAtOnce", "0")]
    [InlineData("Limits:ReadsAtOnce", "0")]
    [InlineData("Limits:Hourly:Writes", "0")]
    [InlineData("Limits:FreeMegabytes:Evaluation", "9999999")]
    public void What_is_no_limit_stops_the_start(string key, string value)
    {
        _service.Settings[key] = value;
        Assert.ThrowsAny<Exception>(_service.CreateClient);
    }

    [Fact]
    public void The_operators_table_names_every_limit_as_it_is()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docs", "operations.md")))
        {
            folder = folder.Parent!;
        }

        var lines = File.ReadAllLines(Path.Combine(folder.FullName, "docs", "operations.md"));
        var limits = new LimitOptions();
        var (free, written) = (limits.FreeMegabytes, CultureInfo.InvariantCulture);
        foreach (var row in (string[])
        [
            .. limits.Rates.Select(r => string.Create(
                written, $"| `Limits:{r.Name}` | {r.Rate.Burst:N0} | {r.Rate.PerSecond:#,0.###} |")),
            .. limits.Hourly.Bounds.Select(b => string.Create(
                written, $"| `Limits:Hourly:{b.Name}` | {b.Bound:N0} |")),
            .. limits.AtOnce.Select(a => string.Create(written, $"| `Limits:{a.Name}` | {a.Bound} |")),
            string.Create(written, $"| `Limits:FreeMegabytes:Government` | {free.Government:N0} |"),
            string.Create(written, $"| `Limits:FreeMegabytes:Evaluation` | {free.Evaluation:N0} |"),
        ])
        {
            Assert.True(lines.Count(l => l.StartsWith(row, StringComparison.Ordinal)) == 1, row);
        }
    }

    private void Allow(string of, int burst) => Set(of, burst);

    private void Set(string name, int burst)
    {
        _service.Settings[$"Limits:{name}:Burst"] = burst.ToString(CultureInfo.InvariantCulture);
        _service.Settings[$"Limits:{name}:PerSecond"] = Never;
    }

    private HttpClient With(string token)
    {
        var client = _service.Anonymous;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex RouteParameter();
}
