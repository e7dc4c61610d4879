namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A unit asks to file later, the office answers once, and everybody sees both.</summary>
public abstract class ExtensionRequestTests(ServiceFactory service) : IDisposable
{
    private const string Requests = "periods/2018-06/extension-requests";

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task What_is_granted_lets_the_unit_file_and_is_shown_beside_its_request_to_everybody()
    {
        await service.CloseAsync();
        var closed = await service.SubmitAsync(Reporting.Value(1));
        Assert.Equal((409, "period_closed"), (closed.Status, closed.Code));
        Assert.Equal($"/api/v1/{Requests}", (string?)closed["whereToAsk"]);

        var asked = await service.As("LSJ").PostAsync((string)closed["whereToAsk"]!, new
        {
            reason = " 数据认定推迟 ", targetId = Reporting.Target, until = "2018-07-31",
        });
        Assert.Equal((201, "open"), (asked.Status, (string?)asked["state"]));
        Assert.Equal(("LSJ", "数据认定推迟"), ((string?)asked["unit"], (string?)asked["reason"]));
        var index = (long)asked["receipt"]["index"]!;
        var shown = Assert.Single((await service.Office.ReadAsync("extension-requests?state=open")).Items)!;
        Assert.Equal((index, "answer"), ((long)shown["request"]!, (string?)shown["actions"]!.AsArray().Single()));

        var answer = await AnswerAsync(index, new { granted = true, until = "2018-07-20", reason = "情况属实" });
        Assert.Equal((201, "granted", "2018-07-20"),
            (answer.Status, (string?)answer["state"], (string?)answer["answer"]["until"]));
        Assert.True((bool)(await service.ReportAsync(1m))["underExtension"]!);
        Assert.Equal("period_closed", (await service.SubmitAsync(Reporting.Value(1), "JA2018-041")).Code);

        foreach (var caller in (string[])["office", "LSJ", "FGW", "evaluator", "auditor", "admin"])
        {
            var listed = Assert.Single((await service.As(caller).ReadAsync(
                "extension-requests?period=2018-06&unit=LSJ&state=granted")).Items)!;
            Assert.Equal((index, "情况属实", (long)answer["receipt"]["index"]!, 0),
                ((long)listed["request"]!, (string?)listed["answer"]!["reason"], (long)listed["answer"]!["index"]!,
                    listed["actions"]!.AsArray().Count));
            var extension = (await service.As(caller).ReadAsync("periods?year=2018")).Items
                .Single(p => (string?)p!["code"] == "2018-06")!["extensions"]!.AsArray().Single()!;
            Assert.Equal(index, (long)extension["request"]!);
        }
    }

    [Fact]
    public async Task What_is_refused_stays_closed_and_may_be_asked_for_again()
    {
        await service.CloseAsync();
        var index = await AskedAsync();
        var answer = await AnswerAsync(index, new { granted = false, reason = "未见停电记录" });
        Assert.Equal((201, "refused"), (answer.Status, (string?)answer["state"]));
        Assert.Null(answer["answer"]["until"]);
        Assert.Equal("period_closed", (await service.SubmitAsync(Reporting.Value(1))).Code);
        Assert.Single((await service.Office.ReadAsync("extension-requests?state=refused")).Items);
        Assert.True(await AskedAsync() > index);
        var page = await service.Office.ReadAsync("extension-requests?limit=1");
        Assert.Equal(index, (long)Assert.Single(page.Items)!["request"]!);
        Assert.Single((await service.Office.ReadAsync($"extension-requests?after={page["next"]}")).Items);
    }

    [Fact]
    public async Task Of_the_same_one_request_is_open_at_a_time()
    {
        var index = await AskedAsync();
        var again = await service.As("LSJ").PostAsync(Requests, new { reason = "再次申请" });
        Assert.Equal((409, "extension_request_open", index),
            (again.Status, again.Code, (long)again["request"]!));
        Assert.NotEqual(index, await AskedAsync(new { reason = "停电", targetId = Reporting.Target }));
        Assert.NotEqual(index, await AskedAsync(new { reason = "停电" }, "FGW"));
    }

    [Fact]
    public async Task A_request_is_answered_once()
    {
        var index = await AskedAsync();
        Assert.Equal(201, (await AnswerAsync(index, new { granted = false, reason = "不同意" })).Status);
        var again = await AnswerAsync(index, new { granted = true, until = "2018-08-20", reason = "同意" });
        Assert.Equal((409, "extension_request_answered", index, "不同意"),
            (again.Status, again.Code, (long)again["request"]!, (string?)again["answer"]["reason"]));
    }

    [Fact]
    public async Task Of_two_at_the_same_instant_one_counts()
    {
        const int Rounds = 8;
        await service.CloseAsync();
        foreach (var round in Enumerable.Range(1, Rounds))
        {
            var (won, lost) = await ContestAsync(_ => service.As("LSJ").PostAsync(Requests, new { reason = "停电" }));
            var index = (long)won["receipt"]["index"]!;
            Assert.Equal((409, "extension_request_open", index), (lost.Status, lost.Code, (long)lost["request"]!));
            var granted = round == Rounds; // what is granted need not be asked for again
            (won, lost) = await ContestAsync(i => AnswerAsync(index, new
            {
                granted, until = granted ? "2018-07-20" : null, reason = $"第 {i} 位",
            }));
            Assert.Equal((409, "extension_request_answered", (string?)won["answer"]["reason"]),
                (lost.Status, lost.Code, (string?)lost["answer"]["reason"]));
        }

        Assert.Equal(Rounds, (await service.Office.ReadAsync("extension-requests")).Items.Count);
        Assert.Single((await service.Office.ReadAsync("periods?year=2018")).Items
            .Single(p => (string?)p!["code"] == "2018-06")!["extensions"]!.AsArray());
    }

    [Fact]
    public async Task What_cannot_be_asked_for_is_refused_and_says_why()
    {
        Assert.Equal(404, (await service.As("LSJ").PostAsync(
            "periods/2031-01/extension-requests", new { reason = "停电" })).Status);
        foreach (var (body, outcome) in (IEnumerable<(object, string)>)[
            (new { reason = " " }, "/reason"), (new { }, "/reason"),
            (new { reason = "停电", targetId = "JA2018-999" }, "/targetId"),
            (new { reason = "停电", targetId = "JA2018-003" }, "not_your_target"),
            (new { reason = "停电", until = "2018-07-01" }, "/until"),
            (new { reason = "停电", until = "2099-12-31" }, "/until")])
        {
            var refused = await service.As("LSJ").PostAsync(Requests, body);
            Assert.Equal(outcome, refused.Code == "invalid_request" ? refused.Pointers.Single() : refused.Code);
        }

        var notOwed = await service.As("LSJ").PostAsync("periods/2018-Q2/extension-requests", new
        {
            reason = "停电", targetId = Reporting.Target,
        });
        Assert.Equal((409, "period_not_owed"), (notOwed.Status, notOwed.Code));
        Assert.Empty((await service.Office.ReadAsync("extension-requests")).Items);
    }

    [Fact]
    public async Task What_an_extension_gives_already_need_not_be_asked_for()
    {
        await service.CloseAsync();
        Assert.Equal(201, (await service.Office.PostAsync("periods/2018-06/extensions", new
        {
            unit = "LSJ", until = "2018-07-20", reason = "系统升级",
        })).Status);
        foreach (var body in (object[])[new { reason = "停电" }, new { reason = "停电", until = "2018-07-20" },
            new { reason = "停电", until = "2018-07-20", targetId = Reporting.Target }])
        {
            Assert.Equal(["/until"], (await service.As("LSJ").PostAsync(Requests, body)).Pointers);
        }

        await AskedAsync(new { reason = "停电", until = "2018-07-21" });
    }

    [Fact]
    public async Task An_answer_says_until_when_or_that_it_refuses_and_answers_a_request()
    {
        var index = await AskedAsync();
        foreach (var (body, pointer) in (IEnumerable<(object, string)>)[
            (new { granted = true, reason = "同意" }, "/until"),
            (new { granted = false, until = "2018-08-20", reason = "不同意" }, "/until"),
            (new { granted = true, until = "2018-07-01", reason = "同意" }, "/until"),
            (new { granted = true, until = "2099-12-31", reason = "同意" }, "/until"),
            (new { granted = false }, "/reason")])
        {
            Assert.Equal([pointer], (await AnswerAsync(index, body)).Pointers);
        }

        Assert.Equal(404, (await AnswerAsync(0, new { granted = false, reason = "不同意" })).Status);
        Assert.Equal(["/state"], (await service.Office.ReadAsync("extension-requests?state=late")).Pointers);
    }

    [Fact]
    public async Task A_dry_run_asks_and_answers_nothing()
    {
        Assert.Equal(200, (await service.As("LSJ").PostAsync($"{Requests}?dryRun=true", new { reason = "停电" })).Status);
        Assert.Empty((await service.Office.ReadAsync("extension-requests")).Items);
        var index = await AskedAsync();
        Assert.Equal(200, (await service.Office.PostAsync($"extension-requests/{index}/answer?dryRun=true", new
        {
            granted = false, reason = "不同意",
        })).Status);
        Assert.Single((await service.Office.ReadAsync("extension-requests?state=open")).Items);
    }

    [Fact]
    public async Task The_same_key_asks_and_answers_once()
    {
        var (first, second) = (await service.As("LSJ").PostAsync(Requests, new { reason = "停电" }, "ask-1"),
            await service.As("LSJ").PostAsync(Requests, new { reason = "停电" }, "ask-1"));
        Assert.Equal(first.Body!.ToJsonString(), second.Body!.ToJsonString());
        var answer = $"extension-requests/{first["receipt"]["index"]}/answer";
        var no = new { granted = false, reason = "不同意" };
        Assert.Equal((await service.Office.PostAsync(answer, no, "no-1")).Body!.ToJsonString(),
            (await service.Office.PostAsync(answer, no, "no-1")).Body!.ToJsonString());
    }

    private static async Task<(Answer Won, Answer Lost)> ContestAsync(Func<int, Task<Answer>> send)
    {
        var answers = await Task.WhenAll(send(0), send(1));
        return (Assert.Single(answers, a => a.Status == 201), Assert.Single(answers, a => a.Status != 201));
    }

    private async Task<long> AskedAsync(object? body = null, string unit = "LSJ")
    {
        var answer = await service.As(unit).PostAsync(Requests, body ?? new { reason = "停电" });
        Assert.Equal(201, answer.Status);
        return (long)answer["receipt"]["index"]!;
    }

    private Task<Answer> AnswerAsync(long index, object body) =>
        service.Office.PostAsync($"extension-requests/{index}/answer", body);
}

public sealed class SqliteExtensionRequestTests() : ExtensionRequestTests(new SqliteFactory())
{
    [Fact]
    public async Task After_a_restart_the_rows_still_follow_from_the_log()
    {
        using var service = new RestartedFactory();
        service.Start();
        await service.CloseAsync();
        var first = await service.As("LSJ").PostAsync("periods/2018-06/extension-requests", new { reason = "停电" });
        Assert.Equal(201, (await service.Office.PostAsync($"extension-requests/{first["receipt"]["index"]}/answer", new
        {
            granted = true, until = "2018-08-20", reason = "同意",
        })).Status);
        var second = await service.As("FGW").PostAsync("periods/2018-06/extension-requests", new
        {
            reason = "停电", until = "2018-08-20",
        });
        Assert.Equal(201, (await service.Office.PostAsync($"extension-requests/{second["receipt"]["index"]}/answer", new
        {
            granted = false, reason = "不同意",
        })).Status);
        var before = (await service.Office.ReadAsync("extension-requests")).Body!.ToJsonString();
        await service.StopAsync();

        service.Start(verifyAll: true);
        Assert.Equal(before, (await service.Office.ReadAsync("extension-requests")).Body!.ToJsonString());
        await service.IsCheckedAndReadyAsync();
    }
}

public sealed class SplitExtensionRequestTests() : ExtensionRequestTests(new SplitFactory());

public sealed class SqlServerExtensionRequestTests() : ExtensionRequestTests(new SqlServerFactory());
