using System.Text;
using Dapper;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TargetMgmt.Tests.SqlServer;

namespace Jingan.TargetMgmt.Tests.Log.Writing;

/// <summary>The rows decide, not the memory: restarts, other processes on the same database,
/// and waiting for the turn.</summary>
public abstract class CommitQueueSharingTests(SqlDialect engine) : IDisposable
{
    private protected readonly TemporaryDatabase<EvaluationDb> _file = TemporaryDatabase.Evaluation(engine);

    public void Dispose() => _file.Dispose();

    [Theory, InlineData(1), InlineData(3), InlineData(4), InlineData(7)]
    public async Task After_a_restart_the_tree_goes_on(int before)
    {
        await CommitAsync(_file.Db, [.. Enumerable.Range(0, before).Select(i => $"before {i}")]);
        var restarted = _file.OpenAnother();
        Assert.Equal(before, (await CommitAsync(restarted, "after")).Receipts[0].Index);
        (await StoredLog.ReadAsync(restarted)).AssertIsOneTree();
    }

    [Fact]
    public async Task What_another_process_appended_is_taken_into_account()
    {
        var other = _file.OpenAnother();
        await CommitAsync(_file.Db, "a", "b", "c");
        await CommitAsync(other, "d", "e");
        Assert.Equal(5, (await CommitAsync(_file.Db, "f")).Receipts[0].Index);
        Assert.Equal(6, (await CommitAsync(other, "g")).Receipts[0].Index);

        var log = await StoredLog.ReadAsync(_file.Db);
        log.AssertIsOneTree();
        Assert.Equal([3, 5, 6, 7], log.Heads.Select(h => h.Size));
    }

    [Fact]
    public async Task Two_processes_that_write_at_once_make_one_tree()
    {
        SideLog[] processes = [_file.Db, _file.OpenAnother()];
        await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(i => Task.Run(() => CommitAsync(processes[i % 2], $"entry {i}"))));
        var log = await StoredLog.ReadAsync(_file.Db);
        Assert.Equal(40, log.Entries.Select(e => Encoding.UTF8.GetString(e.Data)).Distinct().Count());
        log.AssertIsOneTree();
    }

    [Fact]
    public async Task A_process_that_starts_while_another_writes_finds_nothing_to_doubt()
    {
        using var isOver = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; !isOver.IsCancellationRequested; i++)
                {
                    await CommitAsync(_file.Db, [.. Enumerable.Range(0, 100).Select(j => $"{i} {j}")]);
                }
            },
            TestContext.Current.CancellationToken);
        Assert.All(Enumerable.Range(0, 20), _ => Assert.Null(_file.OpenAnother().Log.Doubt));
        await isOver.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_built_upon()
    {
        await CommitAsync(_file.Db, "a");
        CommitUnit[] units =
        [
            Unit("never"),
            Unit("conflict") with
            {
                Statements =
                    [new("insert into second_mark_sample (period, log_index) select '2018-06', @logIndex where 1 = 0",
                        new { })],
            },
        ];
        Assert.True((await _file.Db.Queue.CommitAsync(units, TestContext.Current.CancellationToken)).IsConflict);
        await CommitAsync(_file.OpenAnother(), "b"); // takes the index that was given back
        await CommitAsync(_file.Db, "c");
        await AssertLogHoldsAsync("a", "b", "c");
    }

    [Fact]
    public async Task Giving_up_before_ones_turn_stores_nothing()
    {
        using var impatient = new CancellationTokenSource();
        Task<CommitOutcome> first, second;
        using (var held = new HeldWriter(_file.Db))
        {
            first = CommitAsync(_file.Db, "first");
            await held.HasTakenWhatWaits;
            second = _file.Db.Queue.CommitAsync([Unit("second")], impatient.Token);
            Assert.False(second.IsCompleted);
            await impatient.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(0, (await first).Receipts[0].Index);
        Assert.Equal(1, (await CommitAsync(_file.Db, "third")).Receipts[0].Index);
        await AssertLogHoldsAsync("first", "third");
    }

    // Else nobody could say whether it is stored.
    [Fact]
    public async Task Giving_up_after_the_transaction_has_begun_comes_too_late()
    {
        using var impatient = new CancellationTokenSource();
        _file.Db.Queue.AtStep = step => { if (step == CommitStep.Begun) { impatient.Cancel(); } };
        Assert.Equal(0, (await _file.Db.Queue.CommitAsync([Unit("first")], impatient.Token)).Receipts[0].Index);
        await AssertLogHoldsAsync("first");
    }

    [Fact]
    public async Task What_waits_meanwhile_is_stored_together_under_one_checkpoint_of_at_most_256_entries()
    {
        Task<CommitOutcome> first;
        Task<CommitOutcome>[] others;
        using (var held = new HeldWriter(_file.Db))
        {
            first = CommitAsync(_file.Db, "first");
            await held.HasTakenWhatWaits;
            others = [.. Enumerable.Range(0, 300).Select(i => CommitAsync(_file.Db, $"{i}"))];
        }

        Assert.All((await Task.WhenAll(others)).Select((o, i) => (o, i)), x =>
            Assert.Equal((x.i + 1, x.i < 256 ? 257 : 301), (x.o.Receipts[0].Index, x.o.Receipts[0].CheckpointSize)));
        Assert.True((await first).IsStored);
        var log = await StoredLog.ReadAsync(_file.Db);
        Assert.Equal([1, 257, 301], log.Heads.Select(h => h.Size));
        log.AssertIsOneTree();
    }

    [Fact]
    public async Task When_the_queue_is_full_further_writes_are_turned_away_and_nothing_of_them_is_stored()
    {
        List<Task<CommitOutcome>> all = [];
        using (var held = new HeldWriter(_file.Db))
        {
            all.Add(CommitAsync(_file.Db, "first"));
            await held.HasTakenWhatWaits;
            all.AddRange(Enumerable.Range(0, CommitQueue.Capacity + 10).Select(i => CommitAsync(_file.Db, $"{i}")));
            Assert.Equal(10, all.Count(t => t.IsCompletedSuccessfully && t.Result.IsBusy));
        }

        var outcomes = await Task.WhenAll(all);
        var log = await StoredLog.ReadAsync(_file.Db);
        Assert.Equal(outcomes.Count(o => o.IsStored), log.Entries.Count);
        Assert.Equal(log.Entries.Count, all.Count - outcomes.Count(o => o.IsBusy));
    }

    [Fact]
    public async Task A_reader_sees_one_moment_while_others_write()
    {
        Assert.SkipUnless(
            _file.Db.HasSnapshots, "This server gives no snapshots: writers wait for whoever reads one moment.");
        var ct = TestContext.Current.CancellationToken;
        await CommitAsync(_file.Db, "a");
        var queries = new QueryBatch();
        var before = queries.AddLogHead("evaluation");
        // somebody writes between two queries
        queries.Add("select idx from log_entry", new { }, (long index) =>
            CommitAsync(_file.Db, "b").Wait(TimeSpan.FromMinutes(3)));
        var still = queries.AddLogHead("evaluation");
        await _file.Db.ReadAsync(queries, ct);
        Assert.Equal(before.Rows, still.Rows);

        var after = await _file.Db.ReadLogHeadAsync(ct);
        Assert.Equal((1, 2), (Assert.Single(before.Rows).Size, after.Size));
        Assert.Equal(Convert.ToHexStringLower((await StoredLog.ReadAsync(_file.Db)).Heads[^1].Root), after.Root);
    }

    [Fact]
    public async Task An_empty_log_has_the_root_of_the_empty_tree()
    {
        Assert.Equal(
            new("evaluation", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            await _file.Db.ReadLogHeadAsync(TestContext.Current.CancellationToken));
    }

    private async Task AssertLogHoldsAsync(params string[] entries)
    {
        var log = await StoredLog.ReadAsync(_file.Db);
        Assert.Equal(entries, log.Entries.Select(e => Encoding.UTF8.GetString(e.Data)));
        log.AssertIsOneTree();
    }

    private static CommitUnit Unit(string entry) => new(Encoding.UTF8.GetBytes(entry), []);

    private protected static Task<CommitOutcome> CommitAsync(SideLog db, params string[] entries) =>
        db.Queue.CommitAsync([.. entries.Select(Unit)], TestContext.Current.CancellationToken);

    // In the middle of its next batch the writer waits.
    private sealed class HeldWriter : IDisposable
    {
        private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _goOn = new();

        public HeldWriter(SideLog db) => db.Queue.AtStep = step =>
        {
            if (step == CommitStep.Begun)
            {
                _taken.TrySetResult();
                _goOn.Wait();
            }
        };

        public Task HasTakenWhatWaits => _taken.Task;

        // The event itself stays: the writer may just be coming out of it.
        public void Dispose() => _goOn.Set();
    }
}

public sealed class SqliteCommitQueueSharingTests() : CommitQueueSharingTests(SqlDialect.Sqlite)
{
    // An older copy of the file under a running service: nothing is signed over it.
    [Fact]
    public async Task A_log_that_is_shorter_than_remembered_makes_the_side_read_only()
    {
        await CommitAsync(_file.Db, "a", "b", "c");
        await using (var connection = await _file.Db.OpenAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync(
                "drop trigger log_entry_no_delete; drop trigger log_checkpoint_no_delete; delete from log_entry "
                    + "where idx > 0; delete from log_checkpoint where size > 0");
        }

        var doubt = (await CommitAsync(_file.Db, "d")).Doubt;
        Assert.Contains("0 entries", doubt!.Value.En, StringComparison.Ordinal);
        Assert.Contains("wrote 3", doubt.Value.En, StringComparison.Ordinal);
        Assert.Equal(doubt, (await CommitAsync(_file.Db, "e")).Doubt);
        Assert.Single((await StoredLog.ReadAsync(_file.Db)).Entries);
    }
}

public sealed class SqlServerCommitQueueSharingTests() : CommitQueueSharingTests(TestServer.DialectOrSkip());
