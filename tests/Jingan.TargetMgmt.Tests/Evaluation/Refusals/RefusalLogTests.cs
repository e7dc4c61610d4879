using Jingan.TargetMgmt.Evaluation.Refusals;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jingan.TargetMgmt.Tests.Evaluation.Refusals;

public sealed class RefusalLogTests
{
    private static readonly RefusedAttempt Attempt = new("admin", "admin", "DELETE", "/ratings");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_counted_is_written_when_the_service_stops_and_after_the_next_start_counting_begins_anew()
    {
        using var file = TemporaryDatabase.Evaluation(SqlDialect.Sqlite);
        foreach (var expected in (long[][])[[1, 2], [1, 2, 1, 2]])
        {
            using var log = new RefusalLog(file.Db, NullLogger<RefusalLog>.Instance);
            await log.StartAsync(Ct);
            for (var i = 0; i < 3; i++)
            {
                log.Add(Attempt);
            }

            await log.StopAsync(Ct);
            Assert.Equal(expected, (await new RefusalStore(file.Db).ListAsync(-1, 100, Ct)).Select(r => r.Count));
        }
    }

    [Fact]
    public async Task What_is_due_together_is_one_commit()
    {
        using var file = TemporaryDatabase.Evaluation(SqlDialect.Sqlite);
        using var log = new RefusalLog(file.Db, NullLogger<RefusalLog>.Instance);
        for (var i = 0; i < 100; i++)
        {
            log.Add(Attempt with { Caller = $"caller {i}" });
        }

        await log.StopAsync(Ct);
        Assert.Equal(100, (await new RefusalStore(file.Db).ListAsync(-1, 1000, Ct)).Count);
        Assert.NotNull(await file.Db.Reading.CheckpointAsync(100, Ct));
        Assert.Null(await file.Db.Reading.CheckpointAsync(99, Ct));
    }

    [Fact]
    public async Task A_log_that_takes_nothing_harms_nobody()
    {
        using var file = TemporaryDatabase.Evaluation(SqlDialect.Sqlite);
        var failed = new TaskCompletionSource();
        file.Db.Queue.AtStep = _ =>
        {
            failed.TrySetResult();
            throw new IOException("disk");
        };
        using var log = new RefusalLog(file.Db, NullLogger<RefusalLog>.Instance);
        await log.StartAsync(Ct);
        log.Add(Attempt);
        await failed.Task.WaitAsync(Ct);
        file.Db.Queue.AtStep = null;
        log.Add(Attempt);

        await log.StopAsync(Ct);
        Assert.Equal([2], (await new RefusalStore(file.Db).ListAsync(-1, 100, Ct)).Select(r => r.Count));
    }
}
