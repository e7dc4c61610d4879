using System.Data.Common;
using System.Text;
using Dapper;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TargetMgmt.Tests.SqlServer;

namespace Jingan.TargetMgmt.Tests.Log.Writing;

/// <summary>The one door for writes, on a real database: entries, heads and rows stand and fall together.</summary>
public abstract class CommitQueueTests(SqlDialect engine) : IDisposable
{
    private const string AddSchemeSql = "insert into colour_scheme (version, log_index) values (@version, @logIndex)";

    private readonly TemporaryDatabase<EvaluationDb> _file = TemporaryDatabase.Evaluation(engine);

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Forty_writers_at_once_get_forty_indexes_without_a_gap_and_one_tree()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(i => Task.Run(() => CommitAsync(Scheme($"v{i}")))));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => (long)i), outcomes.Select(o => Assert.Single(o.Receipts).Index)
            .Order());
        var log = await StoredLog.ReadAsync(_file.Db);
        log.AssertIsOneTree();
        Assert.All(outcomes.SelectMany(o => o.Receipts), r =>
        {
            Assert.Equal("evaluation", r.Log);
            Assert.Equal(log.Heads.First(h => h.Size > r.Index).Size, r.CheckpointSize);
            Assert.Equal(Convert.ToHexStringLower(log.Entries[(int)r.Index].LeafHash), r.LeafHash);
        });
    }

    [Fact]
    public async Task The_exact_bytes_are_stored_under_the_time_of_the_commit()
    {
        await CommitAsync(new CommitUnit([0x00, 0xff, 0x0a], []), new CommitUnit([], []));
        var log = await StoredLog.ReadAsync(_file.Db);
        Assert.Equal([[0x00, 0xff, 0x0a], []], log.Entries.Select(e => e.Data));
        Assert.Equal("2018-07-01T01:02:03.000Z", Assert.Single(log.Heads).At);
        log.AssertIsOneTree();
    }

    [Fact]
    public async Task A_statement_that_changes_no_row_leaves_nothing_and_its_index_goes_to_the_next()
    {
        await CommitAsync(Scheme("a"));
        var outcome = await CommitAsync(Scheme("b") with
        {
            Statements =
            [
                Add("b"),
                new("insert into second_mark_sample (period, log_index) select @id, @logIndex where 1 = 0", new
                {
                    id = "none",
                }),
            ],
        });
        Assert.True(outcome.IsConflict);
        Assert.Equal(["a"], await SchemesAsync());

        Assert.Equal(1, (await CommitAsync(Scheme("c"))).Receipts[0].Index);
        await AssertLogHoldsAsync("a", "c");
    }

    [Fact]
    public async Task A_statement_that_changes_two_rows_leaves_nothing()
    {
        var outcome = await CommitAsync(Scheme("b") with
        {
            Statements =
                [new("insert into colour_scheme (version, log_index) values (@x, @logIndex), (@y, @logIndex)", new
                {
                    x = "x", y = "y",
                })],
        });
        Assert.True(outcome.IsConflict);
        await AssertLogHoldsAsync();
    }

    [Fact]
    public async Task A_duplicate_key_is_a_conflict_and_leaves_nothing()
    {
        await CommitAsync(Scheme("a"));
        Assert.True((await CommitAsync(Scheme("a"))).IsConflict);
        await AssertLogHoldsAsync("a");
        Assert.False((await CommitAsync(Scheme("b"))).IsConflict);
        await AssertLogHoldsAsync("a", "b");
    }

    // assessor.thumbprint is unique without being the primary key: SQLite reports it by another code.
    [Fact]
    public async Task A_duplicate_outside_the_primary_key_is_a_conflict_too()
    {
        const string AddSql =
            "insert into assessor (kid, name, public_key, thumbprint, log_index) values (@kid, 'n', '{}', 'same', "
            + "@logIndex)";
        Assert.False(
            (await CommitAsync(Scheme("a") with { Statements = [new(AddSql, new { kid = "1" })] })).IsConflict);
        Assert.True((await CommitAsync(Scheme("b") with { Statements = [new(AddSql, new { kid = "2" })] })).IsConflict);
    }

    [Fact]
    public async Task Units_that_come_together_are_stored_together_under_one_head()
    {
        await CommitAsync(Scheme("a"));
        var outcome = await CommitAsync(Scheme("b"), Scheme("c"), Scheme("d"));
        Assert.Equal([1, 2, 3], outcome.Receipts.Select(r => r.Index));
        Assert.All(outcome.Receipts, r => Assert.Equal(4, r.CheckpointSize));
        await AssertLogHoldsAsync("a", "b", "c", "d");
        Assert.Equal([1, 4], (await StoredLog.ReadAsync(_file.Db)).Heads.Select(h => h.Size));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public async Task Of_units_that_come_together_none_is_stored_when_one_conflicts(int conflicting)
    {
        await CommitAsync(Scheme("a"));
        Assert.True(
            (await CommitAsync([
                .. Enumerable.Range(0, 3).Select(i => Scheme(i == conflicting ? "a" : $"n{i}"))])).IsConflict);
        await AssertLogHoldsAsync("a");
        Assert.Equal(["a"], await SchemesAsync());
    }

    [Fact]
    public async Task A_statement_may_name_its_index_and_the_size_that_covers_it()
    {
        var memory = IdempotencyStore.Remember("caller", "key", new byte[32], 201, "/x", [1, 2]);
        var outcome = await CommitAsync(Scheme("a"), Scheme("b") with { Statements = [Add("b"), memory] }, Scheme("c"));

        var given = await _file.Db.FindAnswerAsync("caller", "key", TestContext.Current.CancellationToken);
        Assert.Equal(outcome.Receipts[1], given!.Receipt);
        Assert.Equal((1, 3), (given.Receipt.Index, given.Receipt.CheckpointSize));
        // the same, read from the log
        Assert.Equal(given.Receipt, await _file.Db.ReadReceiptAsync(1, TestContext.Current.CancellationToken));
        Assert.Null(await _file.Db.FindAnswerAsync("other", "key", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_unit_there_is_nothing_to_commit() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CommitAsync());

    [Fact]
    public async Task A_failing_statement_leaves_nothing_and_the_queue_goes_on()
    {
        await CommitAsync(Scheme("a"));
        await Assert.ThrowsAnyAsync<DbException>(() => CommitAsync(Scheme("b"), Scheme("c") with
        {
            Statements = [Add("c"), new("insert into nowhere values (1)", new { })],
        }));
        await AssertLogHoldsAsync("a");
        Assert.Equal(1, (await CommitAsync(Scheme("c"))).Receipts[0].Index);
        await AssertLogHoldsAsync("a", "c");
    }

    // A row that names what does not exist is a bug, not a concurrent write: it must not be retried as one.
    [Fact]
    public async Task A_broken_reference_is_no_conflict()
    {
        await Assert.ThrowsAnyAsync<DbException>(() => CommitAsync(Scheme("a") with
        {
            Statements =
                [new("insert into colour_scheme (version, log_index) values (@version, 99)", new { version = "a" })],
        }));
        await AssertLogHoldsAsync();
    }

    private static CommitUnit Scheme(string version) => new(Encoding.UTF8.GetBytes(version), [Add(version)]);

    private static Statement Add(string version) => new(AddSchemeSql, new { version });

    private Task<CommitOutcome> CommitAsync(params CommitUnit[] units) =>
        _file.Db.Queue.CommitAsync(units, TestContext.Current.CancellationToken);

    private async Task<IEnumerable<string>> SchemesAsync()
    {
        await using var connection = await _file.Db.OpenAsync(TestContext.Current.CancellationToken);
        return await connection.QueryAsync<string>("select version from colour_scheme order by version");
    }

    private async Task AssertLogHoldsAsync(params string[] entries)
    {
        var log = await StoredLog.ReadAsync(_file.Db);
        Assert.Equal(entries, log.Entries.Select(e => Encoding.UTF8.GetString(e.Data)));
        if (entries.Length == 0)
        {
            Assert.Empty(log.Heads);
        }
        else
        {
            log.AssertIsOneTree();
        }
    }
}

public sealed class SqliteCommitQueueTests() : CommitQueueTests(SqlDialect.Sqlite);

public sealed class SqlServerCommitQueueTests() : CommitQueueTests(TestServer.DialectOrSkip());
