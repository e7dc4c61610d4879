using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>One refused attempt at a time, each in a window of its own: what its line says. How many become how many
/// lines: <see cref="RefusalTests"/>.</summary>
public abstract class RefusedAttemptTests(ServiceFactory service)
{
    [Theory]
    [InlineData("office", "POST", "ratings", 403, "office", "/ratings")]
    [InlineData("admin", "DELETE", "ratings/7?confirm=yes", 405, "admin", "/ratings/{**rest}")]
    [InlineData("auditor", "PATCH", "schemes/2018.1", 405, "auditor", "/schemes/{**rest}")]
    [InlineData("LSJ", "PUT", "evaluation-reports/2018-06", 405, "reporter", "/evaluation-reports/{**rest}")]
    [InlineData("LSJ", "POST", "assessors/conflicts", 403, "reporter", "/assessors/conflicts")]
    [InlineData("anonymous", "POST", "assessors", 401, "anonymous", "/assessors")]
    [InlineData("anonymous", "DELETE", "assessors/k", 405, "anonymous", "/assessors/{**rest}")]
    [InlineData("evaluator", "DELETE", "refusals/0", 405, "evaluator", "/refusals/{**rest}")]
    [InlineData("office", "POST", "worklist", 405, "office", "/worklist/{**rest}")] // where nothing is taken
    [InlineData("admin", "POST", "quality/2018", 405, "admin", "/quality/{**rest}")]
    [InlineData("anonymous", "PUT", "rating-facts/periods/2018-06", 405, "anonymous", "/rating-facts/{**rest}")]
    [InlineData("office", "POST", "ratings", 403, "office", "/ratings", "text/plain")]
    // refused before who it is counts
    [InlineData("office", "POST", "schemes", 415, "office", "/schemes/{**rest}", "text/plain")]
    [InlineData("anonymous", "POST", "schemes", 401, "anonymous", "/schemes/{**rest}", "text/plain")]
    public async Task An_attempt_is_logged_with_who_and_where_and_nothing_of_what_was_sent(
        string caller, string method, string url, int status, string role, string route,
        string mediaType = "application/json")
    {
        service.Clock.Advance(TimeSpan.FromMinutes(10)); // each opens a window, and is written at once
        var since = UtcText.Format(service.Clock.GetUtcNow());
        Assert.Equal(status, (await SendAsync(caller, method, url, mediaType)).Status);

        var refusal = await LineOfAsync(since);
        Assert.Equal((caller, role, method, "/api/v1" + route), ((string?)refusal["caller"], (string?)refusal["role"],
            (string?)refusal["method"], (string?)refusal["route"]));
        Assert.Equal((1, since), ((long)refusal["count"]!, (string?)refusal["since"]));
        var entry = await service.As("auditor").GetStringAsync($"/logs/evaluation/entry/{refusal["index"]}", Http.Ct);
        Assert.Contains($"\"type\":\"refusal\",\"at\":\"{since}\",\"actor\":\"service\"", entry,
            StringComparison.Ordinal);
        Assert.DoesNotContain("confirm", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", entry, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "worklist", "GET"), InlineData("POST", "quality/2018", "GET"), InlineData("DELETE", "ratings/1",
        "GET, POST")]
    public async Task Nothing_says_that_an_edit_is_allowed(string method, string url, string allow)
    {
        using var request = new HttpRequestMessage(new(method), $"/api/v1/{url}");
        var answer = await service.Office.SendAsync(request, Http.Ct);
        Assert.Equal((405, allow), ((int)answer.StatusCode, string.Join(", ", answer.Content.Headers.Allow)));
    }

    [Theory]
    [InlineData("evaluator", 200), InlineData("auditor", 200), InlineData("office", 403), InlineData("admin",
        403), InlineData("LSJ", 403), InlineData("anonymous", 401)]
    public async Task The_evaluator_and_auditors_read_them(string caller, int status) =>
        Assert.Equal(status, (await SendAsync(caller, "GET", "refusals")).Status);

    // The only one of its window; those of windows before may come in meanwhile.
    private async Task<JsonNode> LineOfAsync(string since)
    {
        List<JsonNode> lines = [];
        for (var attempt = 0; attempt < 300 && lines.Count == 0; attempt++)
        {
            await Task.Delay(attempt == 0 ? 0 : 20, Http.Ct);
            lines = [.. (await service.RefusalsAsync()).Where(r => (string?)r["since"] == since)];
        }

        return Assert.Single(lines);
    }

    private Task<Answer> SendAsync(string caller, string method, string url, string mediaType = "application/json") =>
        service.TryAsync(caller, method, url, mediaType);
}

/// <summary>Anybody tries anything.</summary>
internal static class Attempts
{
    public static Task<Answer> TryAsync(
        this ServiceFactory service, string caller, string method, string url, string mediaType = "application/json") =>
        (caller == "anonymous" ? service.Anonymous : service.As(caller)).SendAsync(
            new HttpMethod(method), url, method == "GET"
                ? null
                : new StringContent("{\"secret\":1}", new System.Net.Http.Headers.MediaTypeHeaderValue(mediaType)));
}

public sealed class SqliteRefusedAttemptTests(SqliteFactory service)
    : RefusedAttemptTests(service), IClassFixture<SqliteFactory>;

public sealed class SqlServerRefusedAttemptTests(SharedSqlServerFactory shared)
    : RefusedAttemptTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
