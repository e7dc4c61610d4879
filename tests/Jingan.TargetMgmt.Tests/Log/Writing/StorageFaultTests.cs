using System.Text;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Checking;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Tests.Log.Writing;

/// <summary>Faults that the engine itself reports: the file is locked for too long, full,
/// or not to be written.</summary>
public sealed class StorageFaultTests(LogCopies copies) : IClassFixture<LogCopies>
{
    private const int Before = 254;
    private const int Busy = 5, ReadOnly = 8, Full = 13; // SQLite result codes

    public static TheoryData<string> Loads => [.. CommitFaultTests.Loads];

    public static TheoryData<string, int> RoomLeft => new()
    {
        { CommitFaultTests.Loads[0], 0 }, { CommitFaultTests.Loads[1], 0 }, { CommitFaultTests.Loads[1], 20 },
        { CommitFaultTests.Loads[1], 60 },
        { CommitFaultTests.Loads[2], 0 }, { CommitFaultTests.Loads[2], 60 },
    };

    // Pages of 4 KB; a submission's rows take about 15 of them for each entry.
    [Theory, MemberData(nameof(RoomLeft))]
    public async Task A_full_disk_is_told_to_whom_it_leaves_no_room(string load, int pages)
    {
        using var log = copies.Of(Before);
        var db = log.Start();
        long? limit = null;
        var told = await BatchAnswers.OfAsync(
            db, load,
            at => Run(db, at == CommitStep.Begun
                ? $"pragma max_page_count = {limit ??= Ask(db, "pragma page_count") + pages}"
                : "select 1"), length: 20_000);

        Assert.Contains(told.Submissions, s => !s.IsStored);
        Assert.All(told.Submissions.Where(s => !s.IsStored), s =>
            Assert.Equal(Full, Assert.IsType<SqliteException>(s.Failure).SqliteErrorCode));
        Assert.Equal(pages > 0, told.Submissions.Any(s => s.IsStored)); // whom there was room for
        await told.AssertIsTrueAsync(db, Before);
        Lift(db, "pragma max_page_count = 1000000");
        await AssertTakesAsync(log, db);
    }

    [Theory, MemberData(nameof(Loads))]
    public async Task A_file_that_is_not_to_be_written_is_told_to_every_caller(string load)
    {
        using var log = copies.Of(Before);
        var db = log.Start();
        var told = await BatchAnswers.OfAsync(db, load, at => Run(db, at == CommitStep.Begun
            ? "pragma query_only = on"
            : "select 1"));
        Assert.All(
            told.Submissions, s => Assert.Equal(ReadOnly, Assert.IsType<SqliteException>(s.Failure).SqliteErrorCode));
        await told.AssertIsTrueAsync(db, Before);
        Lift(db, "pragma query_only = off");
        await AssertTakesAsync(log, db);
    }

    // SQLite takes the WAL away with the last connection, and the next one makes another:
    // nobody has exchanged anything.
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_WAL_that_went_with_the_last_connection_is_no_other_file(bool hasWritten)
    {
        using var log = copies.Of(Before);
        var db = log.Start();
        if (hasWritten)
        {
            Assert.True((await db.Queue.CommitAsync([Unit("first")], TestContext.Current.CancellationToken)).IsStored);
            db.Queue.Connection!.Close();
        }

        db.Look(); // as a health check does
        using var any = (SqliteConnection)db.Open();
        // so that the next one has another inode
        await using var held = new FileStream(any.DataSource + "-wal", FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete);
        any.Close();
        Assert.True((await db.Queue.CommitAsync([Unit("next")], TestContext.Current.CancellationToken)).IsStored);
        Assert.Null(db.Log.Doubt);
    }

    [Fact]
    public async Task A_file_that_another_process_locks_for_too_long_is_told_to_every_caller()
    {
        using var log = copies.Of(Before);
        var db = log.Start(connection: "Default Timeout=1");
        Assert.True((await db.Queue.CommitAsync([Unit("opener")], TestContext.Current.CancellationToken)).IsStored);
        Run(db, "pragma busy_timeout = 1");
        await using (var other = await db.OpenAsync(TestContext.Current.CancellationToken))
        await using (db.Dialect.BeginWrite(other))
        {
            var all = Enumerable.Range(0, 8)
                .Select(i => db.Queue.CommitAsync([Unit($"{i}a"), Unit($"{i}b")], CancellationToken.None)).ToList();
            foreach (var one in all)
            {
                Assert.Equal(Busy, (await Assert.ThrowsAsync<SqliteException>(() => one)).SqliteErrorCode);
            }
        }

        Assert.Equal(Before + 1, (await StoredLog.ReadAsync(db)).Entries.Count);
        await AssertTakesAsync(log, db);
    }

    private static async Task AssertTakesAsync(LogCopy log, SideLog db)
    {
        var size = (await StoredLog.ReadAsync(db)).Entries.Count;
        Assert.Equal(size,
            (await db.Queue.CommitAsync([Unit("next")], TestContext.Current.CancellationToken)).Receipts[0].Index);
        (await StoredLog.ReadAsync(db)).AssertIsOneTree();
        log.Stop();
        Assert.Null(log.Start(o => o.VerifyAll = true).Log.Doubt);
    }

    private static CommitUnit Unit(string entry) => new(Encoding.UTF8.GetBytes(entry), []);

    // On the writer's own connection: the limits are the connection's.
    private static void Run(SideLog db, string sql) => Ask(db, sql);

    private static void Lift(SideLog db, string sql)
    {
        db.Queue.AtStep = null;
        if (db.Queue.Connection is not null)
        {
            Run(db, sql);
        }
    }

    private static long Ask(SideLog db, string sql)
    {
        using var command = ((SqliteConnection)db.Queue.Connection!).CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? 0;
    }
}
