using System.Net.Http.Headers;
using Dapper;
using Jingan.TargetMgmt.Log.Writing;

namespace Jingan.TargetMgmt.Api.Tests.Logs;

/// <summary>When the log cannot take a write: the queue is full, or the side is in doubt. Nothing of it is stored,
/// and the caller learns why.</summary>
public abstract class RefusedWriteTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task A_full_queue_sends_writes_away_with_a_time_to_come_back()
    {
        var office = service.WithoutLimits().Office;
        var size = await SizeAsync();
        List<Task<Answer>> all;
        await using (var other = service.OpenDatabase("government"))
        await using (service.Dialect.BeginWrite(other)) // another process that writes: the queue's writer waits for it
        {
            all = [.. Enumerable.Range(0, CommitQueue.Capacity + 300)
                .Select(i => office.PutAsync($"units/Q-{i}", new { name = "排队", kind = "department" }))];
            await AnyAsync(all); // turned away at once; the others wait
        }

        var answers = await Task.WhenAll(all);
        var refused = answers.Where(a => a.Status == 503).ToList();
        Assert.Contains(refused, a => a.Code == "busy");
        Assert.All(refused, a =>
            Assert.Equal(a.Code == "busy" ? 1 : WaitedInVain(a), a.Response.Headers.RetryAfter?.Delta?.Seconds));
        Assert.All(answers.Except(refused), a => Assert.Equal(201, a.Status));
        Assert.Equal(size + answers.Length - refused.Count, await SizeAsync());

        var again = answers.ToList().FindIndex(a => a.Status == 503);
        Assert.Equal(201, (await office.PutAsync($"units/Q-{again}", new { name = "排队", kind = "department" })).Status);
    }

    // Rows that no engine keeps out: whoever may insert can insert this. The write that finds it has everything looked
    // at again, and that round may be the first to say so.
    [Fact]
    public Task A_side_whose_log_has_an_entry_too_many_takes_no_writes_and_says_why() => AssertTakesNoWritesAsync(
        "insert into log_entry (idx, leaf_hash, data) select max(idx) + 1, @hash, @data from log_entry",
        "although no checkpoint covers it", BehindTheNewest);

    protected const string BehindTheNewest = "log_entry: the entries begin at 0 and end at";

    protected ServiceFactory Service => service;

    protected async Task AssertTakesNoWritesAsync(string damage, params string[] reasons)
    {
        await service.RegisterAsync();
        await service.ReportAsync(3m);
        await DamageAsync(damage);

        foreach (var attempt in (string[])["finds it", "still knows it"])
        {
            var refused = await English(service.As("LSJ"))
                .PostAsync("targets/JA2018-028/progress", Reporting.Value(4m));
            Assert.Equal((attempt, 503, "log_in_doubt"), (attempt, refused.Status, refused.Code));
            AssertSays((string?)refused["detail"]);
            Assert.Null(refused.Response.Headers.RetryAfter); // waiting does not help
        }

        Assert.Contains("日志存疑", (string?)(await service.SubmitAsync(Reporting.Value(4m)))["detail"],
            StringComparison.Ordinal);

        // An operator sees it; what is stored can be read; the other side goes on.
        var ready = await English(service.Anonymous).ReadAsync("/health/ready");
        Assert.Equal(503, ready.Status);
        AssertSays((string?)ready["logs"][0]!["readOnly"]);
        Assert.Null(ready["logs"][1]!["readOnly"]);
        Assert.Equal(3m, (decimal)(await service.Office.ReadAsync("targets/JA2018-028/progress")).Items[^1]!["value"]!);
        await service.RatedAsync(await service.ClaimsAsync());

        void AssertSays(string? text) =>
            Assert.True(reasons.Any(r => text?.Contains(r, StringComparison.Ordinal) == true), text);
    }

    private async Task<long> SizeAsync() =>
        (long)(await service.Anonymous.ReadAsync("/health/ready"))["logs"][0]!["size"]!;

    // A slow machine sends so slowly that the writer's patience with the other process may end first.
    private static int WaitedInVain(Answer answer)
    {
        Assert.Equal("unavailable", answer.Code);
        return 5;
    }

    private static async Task AnyAsync(List<Task<Answer>> all)
    {
        while (!all.Exists(t => t.IsCompletedSuccessfully && t.Result.Code == "busy"))
        {
            await Task.Delay(20, Http.Ct);
        }
    }

    protected static HttpClient English(HttpClient client)
    {
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        return client;
    }

    /// <summary>Runs SQL past the service.</summary>
    protected async Task DamageAsync(string sql)
    {
        await service.IsCheckedAndReadyAsync();
        await using var other = service.OpenDatabase("government");
        await other.ExecuteAsync(sql, new { hash = new byte[32], data = new byte[1] });
    }
}

/// <summary>And what only somebody who has the file can do: triggers stand in nobody's way who can drop them.</summary>
public sealed class SqliteRefusedWriteTests() : RefusedWriteTests(new SqliteFactory())
{
    private const string NoKeys = "pragma foreign_keys = off; ";

    [Theory]
    [InlineData(
        "drop trigger log_checkpoint_no_delete; delete from log_checkpoint where size = (select max(size) from "
        + "log_checkpoint)", "an old copy was put back", BehindTheNewest)]
    [InlineData(
        "drop trigger log_checkpoint_no_update; update log_checkpoint set root = @hash where size = (select "
        + "max(size) from log_checkpoint)", "has another root", "has another root than its entries give")]
    public Task A_side_in_doubt_takes_no_writes_and_says_why(string damage, string found, string orByTheRound) =>
        AssertTakesNoWritesAsync(NoKeys + damage, found, orByTheRound);

    [Fact]
    public async Task An_entry_that_is_missing_is_noticed_by_who_asks_for_its_tile()
    {
        Service.OnSocket();
        await Service.ReportAsync(3m);
        await DamageAsync(NoKeys + "drop trigger log_entry_no_delete; delete from log_entry where idx = 5");

        Assert.Equal(503, (await Service.Anonymous.ReadAsync("/logs/government/tile/0/000.p/9")).Status);
        var refused = await English(Service.As("LSJ")).PostAsync("targets/JA2018-028/progress", Reporting.Value(4m));
        Assert.Equal((503, "log_in_doubt"), (refused.Status, refused.Code));
        Assert.Contains("rows of tile/0/000.p/9 are missing", (string?)refused["detail"], StringComparison.Ordinal);
    }
}

public sealed class SqlServerRefusedWriteTests() : RefusedWriteTests(new SqlServerFactory());
