using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The most lines that a caller makes in one window: the first, those kept apart, and the rest.</summary>
file static class RefusalLines
{
    public const int OfAStranger = 5;
    public const int OfACaller = 17;
}

/// <summary>Refused attempts to write on the evaluator's side leave a line in its log, and cannot flood it.</summary>
public abstract class RefusalTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task What_is_no_attempt_to_write_here_by_somebody_else_is_not_logged()
    {
        await SendAsync("office", "GET", "worklist?period=2018-06"); // reading
        await SendAsync("evaluator", "POST", "ratings"); // the evaluator's own mistake
        await SendAsync("evaluator", "POST", "schemes", "text/plain");
        await SendAsync("office", "POST", "targets/import", "text/plain");
        await SendAsync("evaluator", "POST", "targets"); // the other side
        await SendAsync("auditor", "DELETE", "targets/JA2018-028");
        await SendAsync("auditor", "DELETE", "ratings/1");
        Assert.Equal("auditor", (string?)Assert.Single(await service.RefusalsAsync(1))["caller"]);
    }

    [Fact]
    public async Task Ten_thousand_attempts_are_two_entries_and_every_one_is_answered()
    {
        using var admin = service.As("admin");
        for (var i = 0; i < 10_000; i++)
        {
            var answer = await admin.DeleteAsync(new Uri($"/api/v1/ratings/{i}", UriKind.Relative), Http.Ct);
            Assert.Equal(405, (int)answer.StatusCode);
        }

        Assert.Equal([1], (await service.RefusalsAsync(1)).Select(r => (long)r["count"]!));
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal([1, 9999], (await service.RefusalsAsync(2)).Select(r => (long)r["count"]!));
    }

    [Fact]
    public async Task Callers_are_counted_apart_and_a_new_window_begins_with_an_entry_at_once()
    {
        await SendAsync("admin", "DELETE", "ratings/1");
        await SendAsync("office", "POST", "ratings");
        await service.RefusalsAsync(2);
        await SendAsync("admin", "DELETE", "schemes/1");
        await SendAsync("admin", "DELETE", "schemes/2");
        await SendAsync("admin", "POST", "schemes");
        service.Clock.Advance(TimeSpan.FromMinutes(9));
        await SendAsync("admin", "DELETE", "ratings/2");
        await service.RefusalsAsync(2); // still within
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        var counted = (await service.RefusalsAsync(5))
            .Skip(2)
            .Select(r => $"{r["method"]} {r["route"]} {r["count"]}")
            .Order();
        Assert.Equal(
            ["DELETE /api/v1/ratings/{**rest} 1", "DELETE /api/v1/schemes/{**rest} 2", "POST /api/v1/schemes 1"],
            counted);

        await SendAsync("admin", "DELETE", "ratings/3");
        Assert.Equal(1, (long)(await service.RefusalsAsync(6))[5]["count"]!);
    }

    [Fact]
    public async Task An_evaluation_report_counts_the_attempts_since_the_one_before()
    {
        await service.RegisterAsync();
        await service.CloseAsync("2018-05");
        await service.CloseAsync();
        await SendAsync("admin", "DELETE", "ratings/1");
        await SendAsync("office", "POST", "ratings");
        await service.RefusalsAsync(2);
        var first = await RefusalsOfAsync("2018-05");
        Assert.Equal((0, 2, 2, "2018-07-02T01:00:00.000Z"), ((long)first["from"]!, (long)first["total"]!,
            (long)first["entries"]!, (string?)first["first"]));
        Assert.Equal(
            ["admin DELETE /api/v1/ratings/{**rest} 1", "office POST /api/v1/ratings 1"],
            first["most"]!.AsArray().Select(l => $"{l!["role"]} {l["method"]} {l["route"]} {l["count"]}"));

        await SendAsync("admin", "DELETE", "ratings/1");
        await SendAsync("admin", "DELETE", "ratings/1");
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        await service.RefusalsAsync(3);
        var second = await RefusalsOfAsync("2018-06");
        Assert.Equal((2, 1, (long)first["to"]!), ((long)second["total"]!, (long)second["entries"]!,
            (long)second["from"]!));
    }

    // Each of these was a line of its own: 60,000 of them made a report of 5 MB that could not be issued.
    [Theory]
    [InlineData("anonymous", RefusalLines.OfAStranger), InlineData("office", RefusalLines.OfACaller)]
    public async Task Made_up_methods_and_paths_are_a_few_lines(string caller, int most)
    {
        using var client = caller == "anonymous" ? service.Anonymous : service.As(caller);
        string[] routes =
        [
            "ratings", "schemes/x", "assessors/k", "worklist", "quality/2018", "evaluation-reports",
            "second-marks/samples", "refusals/0", "rating-facts/x",
        ];
        for (var i = 0; i < 1_800; i++)
        {
            var (method, url) = (i % 3 == 0 ? "DELETE" : i % 3 == 1 ? "delete" : $"M{i}",
                $"/api/v1/{routes[i / 3 % routes.Length]}/{i}");
            using var request = new HttpRequestMessage(new(method), url);
            Assert.Contains((int)(await client.SendAsync(request, Http.Ct)).StatusCode, (int[])[401, 405]);
        }

        await service.RefusalsAsync(1);
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        var lines = await service.RefusalsAsync(most);
        Assert.Equal(1_800, lines.Sum(r => (long)r["count"]!));
        Assert.Subset(new HashSet<string?> { "DELETE", "other", "*" }, lines.Select(r => (string?)r["method"])
            .ToHashSet());
    }

    // What a stranger sends while a report is being issued is counted by the next one: it holds none up,
    // and none is lost.
    [Fact]
    public async Task An_attempt_makes_no_report_stale_and_is_counted_by_the_next()
    {
        await service.RegisterAsync();
        await service.CloseAsync("2018-05");
        await service.CloseAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Http.Ct);
        var strangers = Task.Run(
            async () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    await SendAsync(i % 2 == 0 ? "admin" : "anonymous", "DELETE", "ratings/1");
                    service.Clock.Advance(TimeSpan.FromMinutes(10)); // each opens a window, and is written at once
                }
            },
            Http.Ct);
        var (first, second) = (await RefusalsOfAsync("2018-05"), await RefusalsOfAsync("2018-06"));
        await stop.CancelAsync();
        await strangers;
        Assert.Equal((long)first["to"]!, (long)second["from"]!);
        var logged = await service.RefusalsAsync();
        foreach (var summary in (JsonNode[])[first, second])
        {
            var counted = logged.Where(r =>
                (long)r["index"]! >= (long)summary["from"]! && (long)r["index"]! < (long)summary["to"]!).ToList();
            Assert.Equal((counted.Sum(r => (long)r["count"]!), counted.Count), ((long)summary["total"]!,
                (int)summary["entries"]!));
        }
    }

    private async Task<JsonNode> RefusalsOfAsync(string period)
    {
        Answer issued;
        do
        {
            issued = await service.IssueAsync(period);
        }
        while (issued.Code == "clock_behind"); // the strangers' clock went on by ten minutes while it was prepared

        Assert.Equal(201, issued.Status);
        return (await service.Office.ReadAsync($"evaluation-reports/{period}"))["refusals"];
    }

    private Task<Answer> SendAsync(string caller, string method, string url, string mediaType = "application/json") =>
        service.TryAsync(caller, method, url, mediaType);
}

public sealed class SqliteRefusalTests() : RefusalTests(new SqliteFactory().WithoutLimits());

public sealed class SqlServerRefusalTests() : RefusalTests(new SqlServerFactory().WithoutLimits());
