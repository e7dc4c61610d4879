using System.Text;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <summary>An old copy of the database file is put back, with and without its WAL,
/// while the mark outside the database has gone on.</summary>
public sealed class OldCopyTests(LogCopies copies) : IClassFixture<LogCopies>
{
    private const int Before = 600, After = 650;

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_copy_of_a_stopped_database_is_recognised_by_the_mark(bool verifyAll)
    {
        using var log = copies.Of(Before);
        var backup = File.ReadAllBytes(log.File);
        await AppendAsync(log.Start());
        log.Stop();
        await File.WriteAllBytesAsync(log.File, backup, TestContext.Current.CancellationToken);
        AssertOld(log.Start(o => o.VerifyAll = verifyAll), Before);
    }

    [Fact]
    public async Task A_copy_of_a_running_database_with_its_wal_is_recognised_by_the_mark()
    {
        using var log = copies.Of(Before);
        var backup = await CopyWhileRunningAsync(log);
        log.PutBack(backup);
        AssertOld(log.Start(), Before + 10);
    }

    // What was committed since the last checkpoint of the WAL is missing from the file alone.
    [Fact]
    public async Task A_copy_of_a_running_database_without_its_wal_is_recognised_by_the_mark()
    {
        using var log = copies.Of(Before);
        var backup = await CopyWhileRunningAsync(log);
        log.PutBack(backup with { Wal = null });
        AssertOld(log.Start(), Before);
    }

    // SQLite takes up a WAL that lies beside the file, and writes its pages over newer ones: what comes out is old,
    // or no database at all.
    [Fact]
    public async Task An_old_wal_beside_the_present_file_is_not_taken_for_the_log()
    {
        using var log = copies.Of(Before);
        var backup = await CopyWhileRunningAsync(log);
        await File.WriteAllBytesAsync(log.File + "-wal", backup.Wal!, TestContext.Current.CancellationToken);
        SideLog? db = null;
        var failure = Record.Exception(() => db = log.Start(o => o.VerifyAll = true));
        Assert.True(failure?.GetBaseException() is SqliteException || db?.Log.Doubt is not null,
            $"It started with {db?.Log.Newest?.Size} entries. {failure}");
    }

    // The same under a running process: its own memory is the mark.
    [Fact]
    public async Task A_copy_that_is_put_back_under_a_running_process_makes_it_read_only()
    {
        using var log = copies.Of(Before);
        var db = log.Start();
        await AppendAsync(db);
        log.Edit($"delete from log_entry where idx >= {Before}; delete from log_checkpoint where size > {Before}");
        var outcome = await db.Queue.CommitAsync([Unit("next")], TestContext.Current.CancellationToken);
        Assert.Contains($"has {Before} entries, this process wrote {After}: an old copy was put back",
            outcome.Doubt?.En, StringComparison.Ordinal);
    }

    // Nothing on this machine knows better then: a witness does,
    // and whoever holds a checkpoint or a receipt of the lost entries.
    [Fact]
    public async Task A_copy_that_is_put_back_together_with_its_mark_is_not_recognised_here()
    {
        using var log = copies.Of(Before);
        using var backup = copies.Of(Before);
        log.CopyTo(backup.Folder);
        await AppendAsync(log.Start());
        log.Stop();
        backup.CopyTo(log.Folder);
        Assert.Null(log.Start().Log.Doubt);
    }

    private static async Task AppendAsync(SideLog db)
    {
        for (var i = Before; i < After; i += 10)
        {
            Assert.True(
                (await db.Queue.CommitAsync([.. Enumerable.Range(i, 10).Select(n => Unit($"entry {n}"))],
                    TestContext.Current.CancellationToken)).IsStored);
        }
    }

    private static async Task<LogBackup> CopyWhileRunningAsync(LogCopy log)
    {
        var db = log.Start();
        Assert.True(
            (await db.Queue.CommitAsync([.. Enumerable.Range(Before, 10).Select(n => Unit($"entry {n}"))],
                TestContext.Current.CancellationToken)).IsStored);
        var backup = log.Copy();
        Assert.NotEmpty(backup.Wal!);
        await AppendAsync(db);
        log.Stop();
        Assert.False(File.Exists(log.File + "-wal"));
        return backup;
    }

    private static void AssertOld(SideLog db, int size)
    {
        Assert.Matches(
            $"^the database's log has {size} entries, the high-water file knows 6[56]0: an old copy was put back$",
            db.Log.Doubt?.En);
        Assert.Contains($"{size}", db.Log.Doubt!.Value.Zh, StringComparison.Ordinal);
    }

    private static CommitUnit Unit(string entry) => new(Encoding.UTF8.GetBytes(entry), []);
}
