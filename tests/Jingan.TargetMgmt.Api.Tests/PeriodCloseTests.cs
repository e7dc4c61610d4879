using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The close of a period: the service itself logs it when its day has come, the office can put it off within
/// bounds only, and the evaluator need not wait for ever.</summary>
public abstract class PeriodCloseTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    private static object June(
        string closesOn, string dueOn = "2018-07-10", string opensOn = "2018-06-01", string? reason = null) =>
        new { startsOn = "2018-06-01", endsOn = "2018-06-30", opensOn, dueOn, closesOn, reason };

    private Task<Answer> PutAsync(
        string closesOn, string dueOn = "2018-07-10", string opensOn = "2018-06-01", string? reason = null) =>
        service.Office.PutAsync("periods/2018-06", June(closesOn, dueOn, opensOn, reason));

    [Fact]
    public async Task The_service_logs_the_opening_and_the_close_when_their_day_has_come()
    {
        Assert.Equal(200, (await PutAsync("2018-07-20")).Status);
        var running = await MarksAsync("2018-06");
        Assert.NotNull(running["openedSize"]);
        Assert.Equal(("2018-07-10", "2018-08-09"), ((string?)running["firstDueOn"], (string?)running["issuableFrom"]));
        Assert.Null(running["closed"]);
        Assert.Null((await MarksAsync("2018-08"))["openedSize"]);

        service.MoveTo(2018, 7, 20, 15); // 23:00 of the closing day in Shanghai
        await service.ReportAsync(1m);
        Assert.Null((await MarksAsync("2018-06"))["closed"]);
        service.MoveTo(2018, 7, 20, 16);
        var closed = (await MarksAsync("2018-06"))["closed"]!;
        Assert.Equal("2018-07-20T16:00:00.000Z", (string?)closed["at"]);
        var entry = await EntryAsync((long)closed["index"]!);
        Assert.Equal(
            ("period-closed", "service", "2018-06", "windowEnded", (long)closed["size"]!),
            ((string?)entry["type"], (string?)entry["actor"], (string?)entry["period"], (string?)entry["cause"],
                (long)entry["logSize"]!));
        service.MoveTo(2018, 8, 1);
        Assert.NotNull((await MarksAsync("2018-08"))["openedSize"]);
        Assert.Equal(closed.ToJsonString(), (await MarksAsync("2018-06"))["closed"]!.ToJsonString());
    }

    [Fact]
    public async Task Closing_early_ends_the_window_now_and_keeps_every_report_so_far()
    {
        await service.RegisterAsync();
        await service.ReportAsync(1m);
        Assert.Equal(200, (await PutAsync("2018-07-01", "2018-07-01")).Status);
        Assert.NotNull((await MarksAsync("2018-06"))["closed"]);
        Assert.Equal((409, "period_closed"), Outcome(await service.SubmitAsync(Reporting.Value(2))));
        Assert.Equal("red", (string?)(await service.ClaimsAsync())["suggested"]);
        await service.RatedAsync(await service.ClaimsAsync());
        Assert.Equal(201, (await service.IssueAsync()).Status);
    }

    [Fact]
    public async Task The_dates_of_a_closed_period_are_not_rewritten()
    {
        Assert.Equal(200, (await PutAsync("2018-07-01", "2018-07-01")).Status);
        Assert.Equal((409, "period_closed"), Outcome(await PutAsync("2018-06-30", "2018-06-30")));
        Assert.Equal((409, "period_closed"), Outcome(await PutAsync("2018-07-20", reason: "再开")));
        Assert.Equal(200, (await PutAsync("2018-07-01", "2018-07-01")).Status); // the same again is a repeat
    }

    [Fact]
    public async Task The_closing_day_is_postponed_by_thirty_days_in_all_and_with_a_reason()
    {
        Assert.Equal(200, (await PutAsync("2018-07-20")).Status);
        Assert.Equal(["/reason"], (await PutAsync("2018-08-04")).Pointers);
        Assert.Equal(200, (await PutAsync("2018-08-04", reason: "系统升级")).Status); // 15
        Assert.Equal(200, (await PutAsync("2018-07-20")).Status); // brought forward
        Assert.Equal(["/closesOn"], (await PutAsync("2018-08-05", reason: "系统升级")).Pointers); // 15 and 16
        Assert.Equal(200, (await PutAsync("2018-08-04", reason: "系统升级")).Status);
        Assert.Equal(["/closesOn"], (await PutAsync("2018-08-05", reason: "系统升级")).Pointers);
        Assert.Equal(["/closesOn"], (await PutAsync("2099-12-31", reason: "系统升级")).Pointers);
        Assert.Equal("系统升级", (string?)(await LastEntryAsync("period"))["reason"]);
    }

    [Fact]
    public async Task What_has_opened_is_not_opened_again_later()
    {
        Assert.Equal(["/opensOn"], (await PutAsync("2018-07-20", opensOn: "2018-07-03")).Pointers);
        Assert.Equal(200, (await PutAsync("2018-07-20", opensOn: "2018-07-01")).Status);
        var put = await service.Office.PutAsync("periods/2019-01", new
        {
            startsOn = "2019-01-01", endsOn = "2019-01-31", opensOn = "2019-02-01", dueOn = "2019-06-01",
            closesOn = "2019-06-01",
        });
        Assert.Equal(["/dueOn"], put.Pointers); // no date is put off for good before it opens, either
    }

    [Fact]
    public async Task Thirty_days_after_the_due_day_the_evaluator_issues_though_nobody_closed_and_that_closes_the_period()
    {
        await service.RegisterAsync();
        await service.ReportAsync(1m);
        // the due day at the opening counts
        Assert.Equal(200, (await PutAsync("2099-12-31", "2018-12-31", reason: "拖延")).Status);
        service.MoveTo(2018, 8, 8, 15);
        await service.RatedAsync(await service.ClaimsAsync());
        Assert.Equal((409, "period_not_closed"), Outcome(await service.IssueAsync()));
        service.MoveTo(2018, 8, 8, 16); // the first minute of 9 August in Shanghai
        Assert.Equal(
            200, (await service.Evaluator.PostTextAsync("evaluation-reports?dryRun=true", await SignedReportAsync(),
                CompactJws.MediaType)).Status);
        Assert.Null((await MarksAsync("2018-06"))["closed"]);
        Assert.Equal(201, (await service.IssueAsync()).Status);
        Assert.Equal(
            "overdue", (string?)(await EntryAsync((long)(await MarksAsync("2018-06"))["closed"]!["index"]!))["cause"]);
        var refused = await service.SubmitAsync(Reporting.Value(2));
        Assert.Equal((409, "period_closed"), Outcome(refused));
        Assert.Equal((409, "period_closed"), Outcome(await PutAsync("2018-12-31", "2018-12-31")));
    }

    [Fact]
    public async Task A_unit_that_files_all_the_time_does_not_hold_the_overdue_report_up()
    {
        await service.RegisterAsync();
        service.MoveTo(2018, 8, 9);
        await service.ReportAsync(1m);
        await service.RatedAsync(await service.ClaimsAsync());
        await service.ReportAsync(2m); // just before it is issued
        Assert.Equal((409, "stale_ratings"), Outcome(await service.IssueAsync()));
        // the attempt closed it
        Assert.Equal((409, "period_closed"), Outcome(await service.SubmitAsync(Reporting.Value(3))));
        var claims = await service.ClaimsAsync();
        var index = (await service.RatedIndexesAsync("2018-06")).Single();
        (claims["supersedes"], claims["reason"]) = (index, "期内又有填报");
        await service.RatedAsync(claims);
        Assert.Equal(201, (await service.IssueAsync()).Status);
    }

    [Fact]
    public async Task A_suspension_is_backdated_neither_by_its_beginning_nor_by_its_end()
    {
        service.MoveTo(2018, 9, 1);
        Assert.Equal(["/suspension/from"], (await SuspendAsync("2018-07", null)).Pointers);
        Assert.Equal(201, (await SuspendAsync("2018-09", "2018-09")).Status);
        service.MoveTo(2018, 11, 2);
        Assert.Equal(["/suspension/until"], (await SuspendAsync("2018-09", "2018-12")).Pointers); // October is over
        Assert.Equal(["/suspension/until"], (await SuspendAsync("2018-09", null)).Pointers);
        Assert.Equal(["/suspension"], (await SuspendAsync(null, null)).Pointers); // and September was suspended
        Assert.Equal(201, (await SuspendAsync("2018-09", "2018-09", "再说一遍")).Status);
    }

    [Fact]
    public async Task An_extension_has_a_sane_end_and_an_existing_unit()
    {
        await service.CloseAsync();
        foreach (var (unit, until, pointer) in (IEnumerable<(string, string, string)>)[("LSJ", "2099-12-31", "/until"),
            ("NOSUCH", "2018-07-31", "/unit"), ("LSJ", "2018-07-01", "/until")])
        {
            var answer = await service.Office.PostAsync("periods/2018-06/extensions", new
            {
                unit, until, reason = "数据认定推迟",
            });
            Assert.Equal([pointer], answer.Pointers);
        }
    }

    private static (int, string?) Outcome(Answer answer) => (answer.Status, answer.Code);

    private async Task<string> SignedReportAsync()
    {
        var ratings = (await service.RatedIndexesAsync("2018-06")).Select(i => (JsonNode)i);
        return service.Sign(new JsonObject
        {
            ["type"] = "report", ["log"] = Assessor.Log, ["period"] = "2018-06", ["scheme"] = "2018.1",
            ["ratings"] = new JsonArray([.. ratings]), ["summary"] = "试",
            ["issuedAt"] = Jingan.TargetMgmt.Contracts.UtcText.Format(service.Clock.GetUtcNow()),
        });
    }

    private async Task<JsonNode> MarksAsync(string period) =>
        (await service.Office.ReadAsync("periods?year=2018")).Items
            .Single(p => (string?)p!["code"] == period)!["marks"]!;

    private async Task<JsonNode> EntryAsync(long index) =>
        JsonNode.Parse(await service.As("auditor").GetStringAsync($"/logs/government/entry/{index}", Http.Ct))!;

    private async Task<JsonNode> LastEntryAsync(string type)
    {
        for (var index =
            long.Parse((await service.Anonymous.GetStringAsync("/logs/government/checkpoint", Http.Ct)).Split('\n')[1],
                null) - 1; ; index--)
        {
            if (await EntryAsync(index) is var entry && (string?)entry["type"] == type)
            {
                return entry;
            }
        }
    }

    private async Task<Answer> SuspendAsync(string? from, string? until, string reason = "调整")
    {
        var target = await service.PromiseAsync();
        target["reason"] = reason;
        target["title"] = $"{(string?)target["title"]}。"; // so that it is not the version in force once more
        target["suspension"] = from is null ? null : new JsonObject { ["from"] = from, ["until"] = until };
        return await service.Office.PostAsync("targets/JA2018-028/versions", target.ToJsonString());
    }
}

public sealed class SqlitePeriodCloseTests() : PeriodCloseTests(new SqliteFactory());

public sealed class SqlServerPeriodCloseTests() : PeriodCloseTests(new SqlServerFactory());

public sealed class SplitPeriodCloseTests() : PeriodCloseTests(new SplitFactory());
