using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests.Webhooks;

/// <summary>Three working days before reports are due, and when they are overdue, each unit that owes some is told,
/// once for each day on which they are due.</summary>
public abstract class OwedReportTests(ServiceFactory service) : IDisposable
{
    private const string Soon = "report.due-soon", Overdue = "report.overdue";

    public void Dispose() => service.Dispose();

    // Due on Tuesday, 2018-07-10: three working days before is Thursday, the 5th.
    [Fact]
    public async Task A_unit_is_told_three_working_days_before_and_when_it_is_overdue_and_only_of_what_it_owes()
    {
        await using var receiver = await Receiver.StartAsync(service, "lsj", "LSJ", Soon, Overdue);
        await DueAsync("2018-07-10", "2018-07-13");
        var owed = await OwedAsync("LSJ");
        Assert.Contains(Reporting.Target, owed);
        Assert.True(owed.Count > 1);
        service.MoveTo(2018, 7, 4, 15); // 23:00 in Shanghai
        await LookedAsync();
        Assert.Empty(receiver.All);

        service.MoveTo(2018, 7, 4, 17); // 01:00 on the 5th
        await service.UntilAsync(() => !receiver.All.IsEmpty);
        var soon = Assert.Single(receiver.All);
        Assert.Equal(("report.due-soon", "due-soon-2018-06-LSJ-2018-07-10", "2018-06", "2018-07-10", "2018-07-13"), (
            soon.Type, soon.Id, (string?)soon.Data["period"], (string?)soon.Data["dueOn"],
            (string?)soon.Data["closesOn"]));
        Assert.Equal(["clerk", "signatory"], soon.Data["for"]!.AsArray().Select(f => (string?)f));
        Assert.Equal(owed, TargetsOf(soon));
        Assert.True(receiver.IsSignedRight(soon));

        await service.SettledAsync();
        await service.ReportAsync(3.1m);
        service.MoveTo(2018, 7, 10, 1);
        await LookedAsync();
        Assert.Single(receiver.All);

        service.MoveTo(2018, 7, 10, 17);
        await service.UntilAsync(() => receiver.All.Count == 2);
        var overdue = receiver.All.Last();
        Assert.Equal(("report.overdue", "overdue-2018-06-LSJ-2018-07-10"), (overdue.Type, overdue.Id));
        Assert.Equal(owed.Except([Reporting.Target]), TargetsOf(overdue));
        await service.SettledAsync();
        service.MoveTo(2018, 7, 12, 17);
        await LookedAsync();
        Assert.Equal(2, receiver.All.Count);
    }

    [Fact]
    public async Task Who_has_an_extension_is_told_by_its_day()
    {
        await using var receiver = await Receiver.StartAsync(service, "lsj", "LSJ", Soon, Overdue);
        await DueAsync("2018-07-10", "2018-07-13");
        var given = new { unit = "LSJ", targetId = Reporting.Target, until = "2018-07-20", reason = "系统升级" };
        Assert.Equal(201, (await service.Office.PostAsync("periods/2018-06/extensions", given)).Status);
        service.MoveTo(2018, 7, 11, 1);
        await service.UntilAsync(() => !receiver.All.IsEmpty);
        Assert.Equal("overdue-2018-06-LSJ-2018-07-10", Assert.Single(receiver.All).Id);
        Assert.DoesNotContain(Reporting.Target, TargetsOf(receiver.All.Single()));

        await service.SettledAsync();
        service.MoveTo(2018, 7, 17, 1); // Tuesday; due on Friday
        await service.UntilAsync(() => receiver.All.Any(m => m.Id == "due-soon-2018-06-LSJ-2018-07-20"));
        await service.SettledAsync();
        service.MoveTo(2018, 7, 21, 1);
        await service.UntilAsync(() => receiver.All.Any(m => m.Id == "overdue-2018-06-LSJ-2018-07-20"));
        Assert.Equal([Reporting.Target], TargetsOf(receiver.All.Last()));
        Assert.Equal(3, receiver.All.Count);
    }

    [Fact]
    public async Task A_service_that_was_away_tells_only_what_still_makes_sense()
    {
        await using var receiver = await Receiver.StartAsync(service, "lsj", "LSJ", Soon, Overdue);
        await DueAsync("2018-07-10", "2018-07-13");
        service.MoveTo(2018, 7, 16, 1);
        await service.UntilAsync(() => !receiver.All.IsEmpty);
        Assert.Equal("report.overdue", Assert.Single(receiver.All).Type); // not that it will be due
        await service.SettledAsync();
        service.MoveTo(2018, 11, 1, 1);
        await LookedAsync();
        Assert.DoesNotContain(receiver.All.Skip(1), m => (string?)m.Data["period"] == "2018-06");
    }

    [Fact]
    public async Task A_due_day_that_is_moved_today_is_told_of_today()
    {
        await using var receiver = await Receiver.StartAsync(service, "lsj", "LSJ", "report.due-soon");
        await LookedAsync();
        var before = receiver.All.Count;
        await DueAsync("2018-07-03", "2018-07-13");
        await service.UntilAsync(() => receiver.All.Count > before);
        Assert.Equal("due-soon-2018-06-LSJ-2018-07-03", receiver.All.Last().Id);
    }

    private async Task DueAsync(string due, string closes)
    {
        var answer = await service.Office.PutAsync("periods/2018-06", new
        {
            startsOn = "2018-06-01", endsOn = "2018-06-30", opensOn = "2018-06-25", dueOn = due, closesOn = closes,
            reason = "调休",
        });
        Assert.True(answer.Status == 200, answer.Body?.ToJsonString());
    }

    // Another endpoint's messages of the day are made: so have these been, if there are any.
    private async Task LookedAsync()
    {
        for (var pulse = 0; pulse < 15; pulse++)
        {
            service.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(20, Http.Ct);
        }

        Assert.All(await service.MessagesAsync(), m => Assert.Equal("sent", (string?)m["state"]));
    }

    private async Task<IReadOnlyList<string?>> OwedAsync(string unit) =>
        [.. (await service.Office.ReadAsync($"progress?period=2018-06&unit={unit}&state=notReported&limit=500")).Items
            .Select(i => (string?)i!["targetId"])];

    private static IEnumerable<string?> TargetsOf(Received message) =>
        message.Data["targets"]!.AsArray().Select(t => (string?)((JsonObject)t!)["id"]);
}

public sealed class SqliteOwedReportTests() : OwedReportTests(new SqliteFactory());

public sealed class SqlServerOwedReportTests() : OwedReportTests(new SqlServerFactory());
