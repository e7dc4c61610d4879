using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Webhooks;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TargetMgmt.Tests.Cli;
using Jingan.TargetMgmt.Tests.Log;
using Jingan.TargetMgmt.Tests.SqlServer;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jingan.TargetMgmt.Tests.Http.Webhooks;

/// <summary>Two hosts on one database: each message is made once and sent once, whoever is first; and whoever ends in
/// between leaves it to the other.</summary>
public abstract class WebhookHostsTests : IDisposable
{
    private readonly TemporaryDatabase<GovernmentDb> _database;
    private readonly GovernmentDb[] _hosts;
    private readonly string _secret = Path.GetTempFileName();

    protected WebhookHostsTests(SqlDialect engine)
    {
        _database = TemporaryDatabase.Government(engine);
        _hosts = [_database.Db, _database.OpenAnother()];
        File.WriteAllText(_secret, $"whsec_{Convert.ToBase64String(new byte[32])}");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        File.Delete(_secret);
    }

    [Fact]
    public async Task What_both_make_and_send_at_once_reaches_the_receiver_once()
    {
        await using var receiver = await FakeService.StartAsync((_, http) => FakeService.WriteAsync(http, 200, ""));
        var endpoint = Endpoint(receiver);
        var outboxes = _hosts.Select(h => new WebhookOutbox(h, new UnitsAreTold(), endpoint)).ToArray();
        await Task.WhenAll(outboxes.Select(o => o.BeginAsync(Ct)));
        for (var code = 0; code < 12; code++)
        {
            await AddUnitAsync($"U{code}");
            _database.Clock.Advance(TimeSpan.FromSeconds(2)); // what is published is known for a second
            await Task.WhenAll(outboxes.Select(o => Task.Run(() => o.CollectAsync(Ct), Ct)));
        }

        await Task.WhenAll(outboxes.Select(o => o.CollectAsync(Ct)));
        using var client = Client();
        for (var round = 0; round < 12; round++)
        {
            await Task.WhenAll(_hosts.Select(h => Task.Run(() => Sender(h, endpoint, client).SendDueAsync(Ct), Ct)));
        }

        Assert.Equal(
            Enumerable.Range(0, 12).Select(i => $"U{i}").Order(StringComparer.Ordinal),
            receiver.Requests.Select(r => r.Headers["webhook-id"]).Order(StringComparer.Ordinal));
        Assert.All(await MessagesAsync(), m => Assert.Equal((WebhookState.Sent, 1), (m.State, m.Attempts)));
    }

    [Fact]
    public async Task What_a_host_took_and_never_sent_the_other_sends_when_its_time_is_over()
    {
        await using var receiver = await FakeService.StartAsync((_, http) => FakeService.WriteAsync(http, 200, ""));
        var endpoint = Endpoint(receiver);
        var outbox = new WebhookOutbox(_hosts[0], new UnitsAreTold(), endpoint);
        await outbox.BeginAsync(Ct);
        await AddUnitAsync("U1");
        await outbox.CollectAsync(Ct);
        var taken = Assert.Single(await MessagesAsync());
        var until = _database.Clock.GetUtcNow() + RetrySchedule.Lease;
        await _hosts[0].Queue.CommitAsync([WebhookStore.ToCommit(WebhookStore.ToTake(taken, until))], Ct);

        using var client = Client();
        var sender = Sender(_hosts[1], endpoint, client);
        Assert.Equal(until, await sender.SendDueAsync(Ct));
        Assert.Empty(receiver.Requests);
        _database.Clock.Advance(RetrySchedule.Lease);
        Assert.Null(await sender.SendDueAsync(Ct));
        Assert.Equal("U1", Assert.Single(receiver.Requests).Headers["webhook-id"]);
        var sent = Assert.Single(await MessagesAsync());
        Assert.Equal((WebhookState.Sent, 2), (sent.State, sent.Attempts));
    }

    [Fact]
    public async Task An_endpoint_is_told_of_every_entry_since_it_began_and_of_none_before()
    {
        await using var receiver = await FakeService.StartAsync();
        await AddUnitAsync("BEFORE");
        var outbox = new WebhookOutbox(_hosts[0], new UnitsAreTold(), Endpoint(receiver));
        await outbox.BeginAsync(Ct);
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => AddUnitAsync($"U{i:D3}")));
        _database.Clock.Advance(TimeSpan.FromSeconds(2));
        await outbox.CollectAsync(Ct);
        await new WebhookOutbox(_hosts[1], new UnitsAreTold(), Endpoint(receiver)).CollectAsync(Ct);
        Assert.Equal(
            Enumerable.Range(0, 600).Select(i => $"U{i:D3}"), (await MessagesAsync()).Select(m => m.Id).Order());
    }

    // What is refused as a whole leaves nothing that could be told.
    [Fact]
    public async Task Nobody_is_told_of_what_was_not_stored()
    {
        await using var receiver = await FakeService.StartAsync();
        var outbox = new WebhookOutbox(_hosts[0], new UnitsAreTold(), Endpoint(receiver));
        await outbox.BeginAsync(Ct);
        await AddUnitAsync("U1");
        var outcome = await _hosts[0].Queue.CommitAsync([Unit("U2"), Unit("U1")], Ct);
        Assert.True(outcome.IsConflict);
        _database.Clock.Advance(TimeSpan.FromSeconds(2));
        await outbox.CollectAsync(Ct);
        Assert.Equal(["U1"], (await MessagesAsync()).Select(m => m.Id));
    }

    private static CommitUnit Unit(string code) => UnitStore.ToCommit(
        new(new(code), "合成数据", UnitKind.Subdistrict), 1, "2018-07-01T01:02:03.000Z", "office");

    private async Task AddUnitAsync(string code) =>
        Assert.True((await _hosts[0].Queue.CommitAsync([Unit(code)], Ct)).IsStored);

    private WebhookEndpoint Endpoint(FakeService receiver) =>
        new() { Name = "office", Url = receiver.Address, SecretFile = _secret };

    private WebhookClient Client() => new(new() { AllowPrivate = true }, _database.Clock);

    private static WebhookSender Sender(GovernmentDb host, WebhookEndpoint endpoint, WebhookClient client) =>
        new(host, endpoint, client, NullLogger.Instance);

    private async Task<IReadOnlyList<WebhookMessage>> MessagesAsync()
    {
        var queries = new QueryBatch();
        var all = WebhookQueries.AddList(queries, "", "", ("", "", ""), 10_000);
        await _database.Db.ReadAsync(queries, Ct);
        return all.Rows;
    }

    /// <summary>Tells of every unit, under its code.</summary>
    private sealed class UnitsAreTold : WebhookEvents
    {
        public override IReadOnlyList<string> Types => [WebhookType.PeriodOpened];

        public override WebhookEvent? Read(LogEntryRef entry, string type, byte[] data) => type != "unit" ? null : new(
            JsonNode.Parse(data)!["unit"]!["code"]!.ToString(), WebhookType.PeriodOpened,
            "2018-07-01T01:02:03.000Z", null, new { entry });
    }
}

public sealed class SqliteWebhookHostsTests() : WebhookHostsTests(SqlDialect.Sqlite);

public sealed class SqlServerWebhookHostsTests() : WebhookHostsTests(TestServer.DialectOrSkip());
