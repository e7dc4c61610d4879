using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;

namespace Jingan.TargetMgmt.Tests.Log.Writing;

/// <summary>While nothing comes, what was committed goes back from the WAL into the data file: then a copy of that file
/// alone is whole, and nobody takes the tidying for a stranger's writing.</summary>
public sealed class SettledFileTests(LogCopies copies) : IClassFixture<LogCopies>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_of_a_quiet_sides_file_alone_is_whole_and_the_side_goes_on_without_suspicion()
    {
        using LogCopy log = copies.Of(600), copy = copies.Of(600);
        var db = log.Start();
        Assert.True((await CommitAsync(db)).IsStored);
        Assert.NotEqual(0, new FileInfo(log.File + "-wal").Length);
        await BeSettledAsync(log);

        File.Copy(log.File, copy.File, overwrite: true); // and no WAL
        Assert.Equal(601, copy.Start().Log.Newest!.Size);

        Assert.True((await CommitAsync(db)).IsStored);
        Assert.True((await CommitAsync(db)).IsStored);
        Assert.False(db.Log.Suspected.IsCompleted);
        Assert.Null(db.Log.Doubt?.En);
    }

    // As a kill leaves it: the service that comes next makes it whole, though nothing is written.
    [Fact]
    public async Task A_start_after_a_kill_makes_the_file_whole()
    {
        using LogCopy log = copies.Of(600), killed = copies.Of(600);
        Assert.True((await CommitAsync(log.Start())).IsStored);
        killed.PutBack(log.Copy());
        File.Copy(log.HighWater, killed.HighWater, overwrite: true);
        File.Copy(log.KeyMark, killed.KeyMark, overwrite: true);
        Assert.Equal(601, killed.Start().Log.Newest!.Size);
        await BeSettledAsync(killed);
    }

    [Fact]
    public async Task A_reader_that_stays_keeps_no_write_waiting()
    {
        using var log = copies.Of(600);
        var db = log.Start();
        Assert.True((await CommitAsync(db)).IsStored);
        await using var reader = db.Open();
        await using var moment = db.Dialect.BeginSnapshot(reader);
        await using var command = reader.CreateCommand();
        command.Transaction = moment;
        command.CommandText = "select count(*) from log_entry";
        Assert.Equal(601L, await command.ExecuteScalarAsync(Ct));
        Assert.True((await CommitAsync(db)).IsStored);

        await using var writer = db.Open();
        db.Settle(() => writer); // comes back though the WAL cannot be emptied

        Assert.NotEqual(0, new FileInfo(log.File + "-wal").Length);
        Assert.True((await CommitAsync(db)).IsStored);
        Assert.Equal(601L, await command.ExecuteScalarAsync(Ct));
    }

    // Left to the engine it would do so at 400 MB, in the midst of a commit.
    [Fact]
    public async Task Beside_a_busy_writer_the_file_is_filled_all_the_same_and_the_journal_begins_anew()
    {
        using var log = copies.Of(600);
        var db = log.Start();
        var page = new byte[60_000];
        var journal = new FileInfo(log.File + "-wal");
        for (long written = 0; !journal.Exists || written < journal.Length + 10_000_000; journal.Refresh())
        {
            Assert.True((await db.Queue.CommitAsync([new(page, [])], Ct)).IsStored);
            written += page.Length;
            Assert.InRange(written, 0, 350_000_000);
        }

        Assert.True(new FileInfo(log.File).Length > 10_000_000);
        Assert.False(db.Log.Suspected.IsCompleted); // and the writer takes nobody for a stranger
        Assert.Null(db.Log.Doubt?.En);
    }

    private static async Task BeSettledAsync(LogCopy log)
    {
        while (new FileInfo(log.File + "-wal") is { Exists: true, Length: > 0 })
        {
            await Task.Delay(50, Ct);
        }
    }

    private static Task<CommitOutcome> CommitAsync(SideLog db) =>
        db.Queue.CommitAsync([new("next"u8.ToArray(), [])], Ct);
}
