using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The two sides as two processes: the same answers as one, and plain words when the other is down.</summary>
public sealed partial class SplitTests : IDisposable
{
    private readonly SplitFactory _split = new();

    public void Dispose() => _split.Dispose();

    [Theory]
    [InlineData("government", "/api/v1/targets", "/api/v1/ratings")]
    [InlineData("evaluation", "/api/v1/ratings", "/api/v1/targets")]
    public async Task A_side_alone_describes_its_own_routes_and_refers_to_nothing_that_is_not_there(
        string side, string own, string others)
    {
        var text = await _split.At(side, "office").GetStringAsync("/openapi/v1.json?lang=en", Http.Ct);
        var document = System.Text.Json.Nodes.JsonNode.Parse(text)!;
        Assert.NotNull(document["paths"]![own]);
        Assert.Null(document["paths"]![others]);
        var references = System.Text.RegularExpressions.Regex.Matches(text, "\"#/components/([a-z]+)/([A-Za-z_]+)\"");
        Assert.NotEmpty(references);
        Assert.Empty(references.Where(r => document["components"]![r.Groups[1].Value]![r.Groups[2].Value] is null)
            .Select(r => r.Value).Distinct());
    }

    [Fact]
    public async Task Facts_basis_and_reports_are_to_the_byte_what_one_process_gives()
    {
        using var whole = new SqliteFactory();
        foreach (var service in (ServiceFactory[])[whole, _split])
        {
            await service.ReportAsync(2.25m, period: "2018-05");
            await service.ReportAsync(3.100000m);
            await service.ReportAsync(0.000001m, "JA2018-041");
            await service.ReportAsync(121m, "JA2018-003", "FGW");
        }

        (string Caller, string Url)[] reads =
        [
            ("evaluator", "worklist?period=2018-06&limit=5000"),
            ("evaluator", "worklist?period=2018-Q2&target=JA2018-003"), ("office", "reports/overview?period=2018-06"),
            ("office", "reports/units?period=2018-06"), ("office", "reports/matrix?year=2018"),
            ("office", "reports/completeness?period=2018-06"),
            ("office", "reports/burden?period=2018-06"), ("office", "reports/units.csv?period=2018-06"),
            ("office", "reports/transitions?from=2018-05&to=2018-06"), ("auditor", "targets/tree?year=2018"),
            ("office", "reports/matrix.csv?year=2018"),
            ("auditor", "targets/JA2018-028/history"), ("evaluator", "worklist?period=2031-01"),
        ];
        foreach (var (caller, url) in reads)
        {
            Assert.Equal((url, await TextAsync(whole.As(caller), url)), (url, await TextAsync(_split.As(caller), url)));
        }
    }

    [Fact]
    public async Task Each_process_opens_its_own_database_only_and_knows_no_route_of_the_other()
    {
        using var split = SplitFactory.OnEmptyFolder();
        Assert.Equal(404, (await split.At("government", "evaluator").ReadAsync("worklist?period=2018-06")).Status);
        Assert.True(File.Exists(Path.Combine(split.Folder, "government.db")));
        Assert.False(File.Exists(Path.Combine(split.Folder, "evaluation.db")));
        Assert.Equal(404, (await split.At("evaluation", "office").ReadAsync("targets?year=2018")).Status);
        Assert.Equal(404, (await split.At("evaluation", "office").ReadAsync("reports/matrix?year=2018")).Status);
        var logs = (await split.At("evaluation", "office").ReadAsync("/health/ready"))["logs"].AsArray();
        Assert.Equal("evaluation", (string?)Assert.Single(logs)!["log"]);
    }

    [Fact]
    public async Task While_the_evaluators_process_is_down_the_government_side_works_and_says_what_it_cannot_read()
    {
        _split.OnSocket();
        var office = _split.At("government", Role.Office);
        string[] reads =
        [
            "reports/overview?period=2018-06", "reports/units?period=2018-06", "reports/matrix?year=2018",
            "targets/JA2018-028/history", "public/ratings?year=2018",
        ];
        Assert.Equal(201, (await office.PutAsync("public-page", new { open = true, reason = "接受监督" })).Status);
        foreach (var read in reads)
        {
            Assert.Equal(200, (await office.ReadAsync(read)).Status); // and so it is remembered
        }

        Assert.Null((string?)(await office.ReadAsync("/health/ready"))["otherSide"]["fault"]);
        await _split.StopAsync("evaluation");
        _split.Clock.Advance(TimeSpan.FromSeconds(10));

        foreach (var read in reads)
        {
            AssertUnavailable(await office.ReadAsync(read), "evaluation");
        }

        Assert.Equal(200, (await office.ReadAsync("targets?year=2018")).Status);
        Assert.Equal(200, (await office.ReadAsync("progress?period=2018-06")).Status);
        Assert.Equal(
            201, (await _split.At("government", "LSJ")
                .PostAsync("targets/JA2018-028/progress", Reporting.Value(3.1m))).Status);
        var ready = await office.ReadAsync("/health/ready");
        Assert.Equal((200, "ready", "evaluation"), (ready.Status, (string?)ready["status"],
            (string?)ready["otherSide"]["side"]));
        Assert.Contains("无法连接", (string?)ready["otherSide"]["fault"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_governments_process_is_down_nothing_is_rated_and_what_is_there_can_be_read()
    {
        _split.OnSocket();
        await _split.RegisterAsync();
        await _split.ReportAsync(3.1m);
        var claims = await _split.ClaimsAsync();
        await _split.StopAsync("government");
        var evaluator = _split.At("evaluation", Role.Evaluator);
        var before = await evaluator.GetStringAsync("/logs/evaluation/checkpoint", Http.Ct);

        AssertUnavailable(await evaluator.ReadAsync("worklist?period=2018-06&target=JA2018-028"), "government");
        AssertUnavailable(await evaluator.PostTextAsync("ratings", _split.Sign(claims), CompactJws.MediaType),
            "government");
        AssertUnavailable(
            await evaluator.PostTextAsync("ratings?dryRun=true", _split.Sign(claims), CompactJws.MediaType),
            "government");
        var lines = await evaluator.PostTextAsync("ratings", $".\n{_split.Sign(claims)}\n{_split.Sign(claims)}",
            "application/x-ndjson");
        Assert.Equal(["bad_signature", "facts_unavailable", "unavailable"],
            lines.Items.Select(l => (string?)l!["problem"]!["code"]));

        Assert.Equal(before, await evaluator.GetStringAsync("/logs/evaluation/checkpoint", Http.Ct));
        Assert.Empty((await evaluator.ReadAsync("ratings?period=2018-06")).Items);
        Assert.Equal(200, (await evaluator.ReadAsync("schemes/2018.1")).Status);
    }

    [Fact]
    public async Task A_token_that_is_revoked_or_of_another_role_opens_no_facts()
    {
        var file = Path.Combine(_split.Folder, "facts-token");
        foreach (var token in (string[])[_split.TokenOf(Role.Evaluator), AccessToken.NewSecret(), ""])
        {
            await File.WriteAllTextAsync(file, token, Http.Ct);
            AssertUnavailable(await _split.Office.ReadAsync("reports/matrix?year=2018"), "evaluation");
        }

        await File.WriteAllTextAsync(file, _split.TokenOf(Role.Service) + "\n", Http.Ct);
        Assert.Equal(200, (await _split.Office.ReadAsync("reports/matrix?year=2018")).Status);
    }

    [Fact]
    public async Task What_the_evaluators_process_tells_the_governments_of_an_unreleased_period_holds_no_rating()
    {
        await _split.RegisterAsync();
        await _split.ReportAsync(3.1m);
        await _split.RatedAsync(await _split.ClaimsAsync());
        var service = _split.At("evaluation", Role.Service);
        string[] urls =
        [
            "rating-facts/periods/2018-06", "rating-facts/years/2018", "rating-facts/releases/2018",
            "rating-facts/targets/JA2018-028",
        ];
        foreach (var url in urls)
        {
            Assert.Empty((await service.ReadAsync(url)).Items);
        }

        Assert.Null((await service.ReadAsync("rating-facts/issued/2018-06")).Body!["report"]);
        await _split.CloseAsync();
        Assert.Equal(201, (await _split.IssueAsync()).Status);
        foreach (var url in urls)
        {
            Assert.Single((await service.ReadAsync(url)).Items);
        }

        var issued = await service.ReadAsync("rating-facts/issued/2018-06");
        Assert.Single(issued["report"]["ratings"]!["ratings"]!.AsArray());
    }

    [Fact]
    public async Task An_answer_is_sent_again_only_when_the_log_has_grown()
    {
        var service = _split.At("government", Role.Service);
        var value = 1m;
        foreach (var url in (string[])["progress-facts/periods/2018-06", "progress-facts/years/2018",
            "progress-facts/periods/2031-01"])
        {
            service.DefaultRequestHeaders.IfNoneMatch.Clear();
            var first = await service.ReadAsync(url);
            service.DefaultRequestHeaders.IfNoneMatch.Add(first.Response.Headers.ETag!);
            Assert.Equal((url, 304), (url, (await service.ReadAsync(url)).Status));
            await _split.ReportAsync(value++);
            Assert.Equal((url, 200), (url, (await service.ReadAsync(url)).Status));
        }
    }

    private static void AssertUnavailable(Answer answer, string side)
    {
        Assert.Equal((503, "facts_unavailable"), (answer.Status, answer.Code));
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Response.Headers.RetryAfter?.Delta);
        Assert.Contains(side, (string?)answer["detail"], StringComparison.Ordinal);
    }

    [GeneratedRegex("(\"root\":\"|审计链 \\w+,\\d+,)[0-9a-f]{64}")]
    private static partial Regex HeadRoot();

    private static async Task<string> TextAsync(HttpClient client, string url)
    {
        using var answer = await client.GetAsync(new Uri("/api/v1/" + url, UriKind.Relative), Http.Ct);
        // The logs tell of tokens, which are other ones in each service; all else is the same.
        var text = HeadRoot().Replace(await answer.Content.ReadAsStringAsync(Http.Ct), "$1…");
        return $"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} {text}";
    }
}
