namespace Jingan.TargetMgmt.Api.Tests.Webhooks;

/// <summary>A service that ends anywhere between a commit and an answer loses nothing; two on one database send
/// once.</summary>
public sealed class WebhookRestartTests
{
    [Fact]
    public async Task What_was_committed_while_a_receiver_hung_is_told_after_a_restart_under_the_same_id()
    {
        using var service = new RestartedFactory();
        await using var receiver = await Receiver.StartAsync(service, events: "extension.answered");
        receiver.Answer = http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        service.Start();
        await service.AnsweredAsync();
        await service.UntilAsync(() => !receiver.All.IsEmpty); // it is being sent, and has no answer
        await service.AnsweredAsync(target: Reporting.Target);
        await service.StopAsync();

        receiver.Answer = Receiver.Status(204);
        service.Start();
        await service.UntilAsync(async () => (await service.MessagesAsync("&state=sent")).Count == 2);
        Assert.Equal(2, receiver.All.Select(m => m.Id).Distinct().Count());
        Assert.Equal(2, receiver.All.Select(m => m.Text).Distinct().Count());
        await service.StopAsync();
    }

    [Fact]
    public async Task Two_hosts_on_one_database_send_each_message_once()
    {
        using var service = new SqliteFactory();
        await using var receiver = await Receiver.StartAsync(service, events: "extension.answered");
        await service.IsCheckedAndReadyAsync();
        await using var second = service.WithWebHostBuilder(_ => { });
        using var other = second.CreateClient();
        Assert.Equal(200, (await other.ReadAsync("/health/ready")).Status);
        foreach (var target in (string?[])[null, Reporting.Target])
        {
            await service.AnsweredAsync(target: target);
        }

        await service.AnsweredAsync(unit: "FGW");
        await service.UntilAsync(async () => (await service.MessagesAsync("&state=sent")).Count == 3);
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await service.UntilAsync(async () => (await service.MessagesAsync()).All(m => (string?)m["state"] == "sent"));
        Assert.Equal(3, receiver.All.Count);
    }
}
