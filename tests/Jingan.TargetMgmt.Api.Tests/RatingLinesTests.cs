using System.Text;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>POST /ratings with NDJSON: every line is a write of its own.</summary>
public abstract class RatingLinesTests(ServiceFactory service) : IAsyncLifetime
{
    private const string MediaType = "application/x-ndjson";

    public async ValueTask InitializeAsync() => await service.RegisterAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_bad_line_leaves_the_lines_around_it_alone_and_they_are_stored_in_order()
    {
        string[] targets = ["JA2018-005", "JA2018-006", "JA2018-007"];
        List<string> lines = [];
        foreach (var target in targets)
        {
            lines.Add(service.Sign(await service.ClaimsAsync(target)));
        }

        var pink = await service.ClaimsAsync("JA2018-008");
        pink["colour"] = "pink";
        // signed anew it is another statement
        lines.InsertRange(1, ["no signature", service.Sign(pink), service.Sign(await service.ClaimsAsync(targets[0]))]);

        var answer = await SendAsync(string.Join("\r\n", lines) + "\n\n");

        Assert.Equal(207, answer.Status);
        Assert.Equal(
            [(1, 201, null), (2, 401, "bad_signature"), (3, 422, "unknown_colour"), (4, 409, "already_rated"),
                (5, 201, null), (6, 201, null)],
            answer.Items.Select(l => ((int)l!["line"]!, (int)l["status"]!, (string?)l["problem"]?["code"])));
        var indexes = answer.Items.Where(l => (int)l!["status"]! == 201).Select(l => (long)l!["index"]!).ToList();
        Assert.Equal([indexes[0], indexes[0] + 1, indexes[0] + 2], indexes);
        Assert.Equal(indexes[0], (long)answer.Items[3]!["problem"]!["index"]!);
        Assert.All(answer.Items.Where(l => (int)l!["status"]! == 201), l =>
            Assert.Equal((long)l!["index"]!, (long)l["receipt"]!["index"]!));
        var rated = (await service.Evaluator.ReadAsync("worklist?period=2018-06&limit=5000")).Items
            .Where(i => i!["rating"] is not null)
            .ToDictionary(i => (long)i!["rating"]!["index"]!, i => (string)i!["targetId"]!);
        Assert.Equal(targets, indexes.Select(i => rated[i]));
        Assert.DoesNotContain("JA2018-008", rated.Values);
    }

    [Fact]
    public async Task A_repeat_under_its_key_gets_the_stored_lines_answers_again_and_stores_what_was_refused_before()
    {
        var taken = service.Sign(await service.ClaimsAsync("JA2018-009"));
        var claims = await service.ClaimsAsync("JA2018-010");
        claims["rationale"] = " ";
        var first = await SendAsync($"{taken}\n{service.Sign(claims)}", key: "lines-1");
        Assert.Equal([201, 400], Statuses(first));

        claims["rationale"] = "依据填报";
        var corrected = service.Sign(claims);
        var second = await SendAsync($"{taken}\n{corrected}", key: "lines-1");
        Assert.Equal([201, 201], Statuses(second));
        Assert.Equal(first.Items[0]!.ToJsonString(), second.Items[0]!.ToJsonString());

        var other = await SendAsync($"{corrected}\n{corrected}", key: "lines-1");
        Assert.Equal([409, 201], Statuses(other));
        Assert.Equal("idempotency_conflict", (string?)other.Items[0]!["problem"]!["code"]);
        Assert.Equal(400, (await SendAsync(taken, key: new string('k', 256))).Status);
    }

    [Fact]
    public async Task A_dry_run_checks_every_line_and_stores_none()
    {
        var before = await service.SizesAsync();
        var good = service.Sign(await service.ClaimsAsync("JA2018-011"));

        var answer = await SendAsync($"{good}\n.\n", query: "?dryRun=true");

        Assert.Equal([200, 401], Statuses(answer));
        Assert.Null(answer.Items[0]!["receipt"]);
        Assert.Equal(before, await service.SizesAsync());
        Assert.Equal(400, (await SendAsync(good, query: "?dryRun=perhaps")).Status);
    }

    [Fact]
    public async Task There_are_five_hundred_lines_at_most_and_one_at_least()
    {
        Assert.Equal([.. Enumerable.Repeat(401, 500)],
            Statuses(await SendAsync(string.Join('\n', Enumerable.Repeat("x", 500)))));
        Assert.Equal((413, "too_large"), Of(await SendAsync(string.Join('\n', Enumerable.Repeat("x", 501)))));
        Assert.Equal((400, "invalid_request"), Of(await SendAsync("\n \n")));
    }

    [Theory]
    [InlineData("office"), InlineData("admin"), InlineData("auditor"), InlineData("LSJ")]
    public async Task Nobody_but_the_evaluator_sends_lines(string caller) =>
        Assert.Equal((403, "evaluator_only"),
            Of(await SendAsync(service.Sign(await service.ClaimsAsync("JA2018-012")), caller: caller)));

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);

    private static IEnumerable<int> Statuses(Answer answer) => answer.Items.Select(l => (int)l!["status"]!);

    private Task<Answer> SendAsync(string lines, string? key = null, string query = "", string caller = "evaluator") =>
        service.As(caller).SendAsync(HttpMethod.Post, "ratings" + query,
            new StringContent(lines, Encoding.ASCII, new System.Net.Http.Headers.MediaTypeHeaderValue(MediaType)), key);
}

public sealed class SqliteRatingLinesTests(SqliteFactory service)
    : RatingLinesTests(service), IClassFixture<SqliteFactory>;

public sealed class SplitRatingLinesTests(SplitFactory service)
    : RatingLinesTests(service), IClassFixture<SplitFactory>;

public sealed class SqlServerRatingLinesTests(SharedSqlServerFactory shared)
    : RatingLinesTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
