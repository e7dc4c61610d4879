namespace Jingan.TargetMgmt.Api.Tests.Webhooks;

/// <summary>Each event reaches whoever is to be told of it, once, signed, and not before it is committed.</summary>
public abstract class WebhookTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task An_answered_extension_is_told_once_with_a_right_signature_and_nothing_that_people_wrote()
    {
        await using var receiver = await Receiver.StartAsync(service);
        await service.CloseAsync();
        var (request, index) = await service.AnsweredAsync(granted: true);
        var (refused, _) = await service.AnsweredAsync(unit: "FGW");
        await service.UntilAsync(() => Of(receiver, "extension.answered").Count == 2);

        var told = Of(receiver, "extension.answered")[0];
        Assert.Equal(($"government-{index}", "2018-06", "LSJ", request, true, WebhookVerbs.Until, index), (
            told.Id, (string?)told.Data["period"], (string?)told.Data["unit"], (long)told.Data["request"]!,
            (bool)told.Data["granted"]!, (string?)told.Data["until"], (long)told.Data["entry"]!["index"]!));
        var second = Of(receiver, "extension.answered")[1];
        Assert.Equal((refused, false, "FGW", null), (
            (long)second.Data["request"]!, (bool)second.Data["granted"]!, (string?)second.Data["unit"],
            (string?)second.Data["until"]));
        Assert.All(receiver.All, m => Assert.True(receiver.IsSignedRight(m)));
        Assert.DoesNotContain(receiver.All, m => m.Text.Contains("同意", StringComparison.Ordinal));
        Assert.All(await service.MessagesAsync("&state=sent"), m => Assert.Equal("204", (string?)m["lastAnswer"]));
        service.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(receiver.All.Count, receiver.All.Select(m => m.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_extension_that_nobody_asked_for_answers_nothing_and_a_dry_run_tells_nobody()
    {
        await using var receiver = await Receiver.StartAsync(service);
        await service.CloseAsync();
        var given = new { unit = "LSJ", until = WebhookVerbs.Until, reason = "系统升级" };
        Assert.Equal(201, (await service.Office.PostAsync("periods/2018-06/extensions", given)).Status);
        var asked = await service.As("FGW").PostAsync("periods/2018-06/extension-requests", new { reason = "停电" });
        var answer = new { granted = false, reason = "未见停电" };
        var url = $"extension-requests/{asked["receipt"]["index"]}/answer";
        Assert.Equal(200, (await service.Office.PostAsync($"{url}?dryRun=true", answer)).Status);
        Assert.Equal(201, (await service.Office.PostAsync(url, answer)).Status);
        await service.UntilAsync(() => Of(receiver, "extension.answered").Count > 0);
        Assert.Equal("FGW", (string?)Assert.Single(Of(receiver, "extension.answered")).Data["unit"]);
    }

    [Fact]
    public async Task The_opening_of_a_period_is_told_to_everybody()
    {
        await using var receiver = await Receiver.StartAsync(service, "lsj", "LSJ", "period.opened");
        Assert.Empty(await service.MessagesAsync());
        service.MoveTo(2018, 8, 2);
        await service.Office.ReadAsync("periods?year=2018");
        await service.UntilAsync(() => !receiver.All.IsEmpty);
        var opened = Assert.Single(receiver.All);
        var period = (await service.Office.ReadAsync("periods?year=2018")).Items
            .Single(p => (string?)p!["code"] == (string?)opened.Data["period"])!;
        Assert.Equal(("period.opened", (string?)period["dueOn"]), (opened.Type, (string?)opened.Data["dueOn"]));
    }

    [Fact]
    public async Task A_released_report_is_told_by_the_evaluators_side()
    {
        await using var receiver = await Receiver.StartAsync(service, events: "evaluation-report.released");
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        await service.RatedAsync(await service.ClaimsAsync());
        await service.CloseAsync();
        await service.DrawAsync();
        Assert.Empty(receiver.All);
        var issued = await service.IssueAsync();
        Assert.True(issued.Status == 201, issued.Body?.ToJsonString());

        await service.UntilAsync(() => !receiver.All.IsEmpty);
        var told = Assert.Single(receiver.All);
        Assert.Equal(("evaluation-report.released", "2018-06", "evaluation", (long)issued["receipt"]["index"]!), (
            told.Type, (string?)told.Data["period"], (string?)told.Data["entry"]!["log"],
            (long)told.Data["entry"]!["index"]!));
        Assert.True(receiver.IsSignedRight(told));
        Assert.Empty(await service.MessagesAsync());
        await service.MessageAsync("sent", told.Type, "evaluation");
    }

    [Fact]
    public async Task A_receiver_for_one_unit_is_told_of_that_units_and_of_the_types_it_asked_for()
    {
        await using var all = await Receiver.StartAsync(service, "all");
        await using var other = await Receiver.StartAsync(service, "fgw", "FGW", "extension.answered");
        await service.AnsweredAsync();
        await service.AnsweredAsync(unit: "FGW");
        await service.UntilAsync(() => Of(all, "extension.answered").Count == 2 && !other.All.IsEmpty);
        Assert.Equal("FGW", (string?)Assert.Single(other.All).Data["unit"]);
    }

    [Fact]
    public async Task The_administrator_sees_how_a_message_stands_and_sends_a_dead_one_again()
    {
        await using var receiver = await Receiver.StartAsync(service, events: "extension.answered");
        receiver.Answer = Receiver.Status(500);
        await service.AnsweredAsync();
        var waiting = await service.MessageAsync("waiting");
        await service.UntilAsync(() => receiver.All.Count >= 2); // 5 s later
        await service.AttemptedAsync(2); // three days are longer than an attempt has patience
        service.Clock.Advance(TimeSpan.FromDays(3));
        var dead = await service.MessageAsync("dead");
        Assert.Equal(("500", (string?)waiting["id"], null), (
            (string?)dead["lastAnswer"], (string?)dead["id"], (string?)dead["nextAt"]));
        var tried = receiver.All.Count;
        service.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(tried, receiver.All.Count);

        // A dead letter is seen without a token, and makes nothing unready.
        Assert.Equal((200, "ready", 1, (string?)dead["madeAt"]), await HealthAsync());
        receiver.Answer = Receiver.Status(200);
        var url = $"webhooks/government/messages/office/{dead["id"]}/resend";
        foreach (var caller in (string[])["office", "LSJ", "evaluator", "auditor", "service"])
        {
            Assert.Equal(403, (await service.As(caller).PostAsync(url, new { })).Status);
            Assert.Equal(403, (await service.As(caller).ReadAsync("webhooks/government/messages")).Status);
        }

        Assert.Equal("not_found", (await service.As("admin").PostAsync(
            "webhooks/government/messages/other/government-1/resend", new { })).Code);
        var sizes = await service.SizesAsync();
        Assert.Equal("waiting", (string?)(await service.As("admin").PostAsync($"{url}?dryRun=true", new { }))["state"]);
        Assert.Single(await service.MessagesAsync("&state=dead"));
        var again = await service.As("admin").PostAsync(url, new { });
        Assert.Equal((200, "waiting", 0), (again.Status, (string?)again["state"], (long)again["attempts"]));
        Assert.Equal((200, "ready", 0, null), await HealthAsync());
        var sent = await service.MessageAsync("sent");
        Assert.Equal(((string?)dead["id"], 1), ((string?)sent["id"], (long)sent["attempts"]!));
        Assert.Single(receiver.All.Select(m => m.Id).Distinct());
        Assert.Equal(sizes, await service.SizesAsync());
    }

    private async Task<(int Status, string? Said, int Dead, string? Oldest)> HealthAsync()
    {
        var answer = await service.Anonymous.ReadAsync("/health/ready");
        var government = answer["webhooks"].AsArray().Single(w => (string?)w!["side"] == "government")!;
        return (answer.Status, (string?)answer["status"], (int)government["dead"]!, (string?)government["oldestDead"]);
    }

    private static List<Received> Of(Receiver receiver, string type) => [.. receiver.All.Where(m => m.Type == type)];
}

public sealed class SqliteWebhookTests() : WebhookTests(new SqliteFactory());

public sealed class SplitWebhookTests() : WebhookTests(new SplitFactory());

public sealed class SqlServerWebhookTests() : WebhookTests(new SqlServerFactory());
