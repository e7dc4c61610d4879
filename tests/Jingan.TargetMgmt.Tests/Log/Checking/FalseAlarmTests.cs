using System.Text;
using DbUp;
using DbUp.Engine;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Checking;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Schema;
using Jingan.TargetMgmt.Tests.Sql;

namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <summary>What nobody tampered with makes nobody read-only;
/// and what is done to a running side is found when it next matters.</summary>
public sealed class FalseAlarmTests : IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private StoredFolder _year = null!;

    public async ValueTask InitializeAsync() => _year = await StoredFolder.MakeAsync();

    public ValueTask DisposeAsync()
    {
        _year.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory, InlineData(""), InlineData("vacuum"), InlineData("reindex"), InlineData("analyze"), InlineData(
        "pragma wal_checkpoint(truncate)")]
    public void A_side_that_was_left_alone_or_tidied_up_is_not_in_doubt(string sql)
    {
        foreach (var side in SqlConstants.Sides)
        {
            _year.Alter(side, sql);
            foreach (var verifyAll in (bool[])[false, true])
            {
                var db = _year.Start(side, o => o.VerifyAll = verifyAll);
                StoredFolder.CheckRows(db);
                StoredFolder.CheckRows(db);
                Assert.Null(db.Log.Doubt?.En);
                Assert.Equal(db.Log.Newest!.Size, db.Log.Checked!.Value.Size);
                _year.Stop();
            }
        }
    }

    // As a kill leaves it: the WAL is not back in the file, and the mark may have stayed behind.
    [Fact]
    public async Task A_copy_of_a_running_side_starts_without_doubt()
    {
        var db = _year.Start("evaluation");
        for (var i = 0; i < 20; i++)
        {
            Assert.True((await db.Queue.CommitAsync([new(Encoding.UTF8.GetBytes($"late {i}"), [])], Ct)).IsStored);
        }

        using var killed = _year.Copy();
        var again = killed.Start("evaluation");
        StoredFolder.CheckRows(again);
        Assert.Null(again.Log.Doubt?.En);
        Assert.Equal(db.Log.Newest!.Size, again.Log.Newest!.Size);
    }

    [Theory, InlineData("government"), InlineData("evaluation")]
    public void A_database_of_every_earlier_version_is_brought_up_to_date_without_doubt(string side)
    {
        var scripts = MigrationScripts.Of(side, "sqlite", hasLedger: false);
        for (var known = 1; known <= scripts.Count; known++)
        {
            using var folder = new StoredFolder();
            var upgrade = DeployChanges.To.SqliteDatabase($"Data Source={folder.File(side)};Pooling=False")
                .WithScripts(scripts.Take(known).Select(s => new SqlScript(s.Name, s.Contents)))
                    .WithVariablesDisabled()
                    .LogToNowhere()
                    .Build();
            Assert.True(upgrade.PerformUpgrade().Successful);
            var db = folder.Start(side);
            StoredFolder.CheckRows(db);
            Assert.Null(db.Log.Doubt?.En);
        }
    }

    [Fact]
    public async Task Writes_during_a_round_are_no_doubt()
    {
        var db = _year.Start("evaluation");
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await db.Queue.CommitAsync([new(Encoding.UTF8.GetBytes($"beside {i}"), [])], CancellationToken.None);
            }
        }, Ct);
        for (var round = 0; round < 10; round++)
        {
            StoredFolder.CheckRows(db);
        }

        await stop.CancelAsync();
        await writing;
        Assert.Null(db.Log.Doubt?.En);
    }

    [Theory]
    [InlineData("the file is renamed", "moved or renamed")]
    [InlineData("the file is replaced", "replaced by another")]
    [InlineData("the WAL is deleted", "moved or renamed")]
    public async Task A_file_that_goes_away_under_a_running_side_is_noticed_before_the_next_acknowledgement(
        string what, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "inodes");
        var db = _year.Start("evaluation");
        Assert.True((await CommitAsync(db)).IsStored);
        var file = _year.File("evaluation");
        switch (what)
        {
            case "the file is renamed":
                File.Move(file, file + ".old");
                break;
            case "the file is replaced":
                File.Copy(file, file + ".new");
                File.Move(file + ".new", file, overwrite: true);
                break;
            default:
                File.Delete(file + "-wal");
                break;
        }

        Assert.Contains(reason, (await CommitAsync(db)).Doubt?.En, StringComparison.Ordinal);
        Assert.Contains(reason, db.Log.Doubt?.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drop trigger rating_no_delete", "trigger rating_no_delete on rating is missing")]
    [InlineData("create view rating_in_force as select 1", "view rating_in_force was added")]
    [InlineData("create trigger extra after insert on rating begin select 1; end", "trigger extra on rating was added")]
    [InlineData("drop index rating_by_chain", "index rating_by_chain on rating is missing")]
    public void A_schema_that_is_changed_under_a_running_side_is_seen_by_the_next_look(string sql, string reason)
    {
        var db = _year.Start("evaluation");
        db.Look();
        Assert.Null(db.Log.Doubt);
        _year.Alter("evaluation", sql);
        db.Look();
        Assert.Contains(reason, db.Log.Doubt?.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_somebody_else_has_written_make_the_next_write_ask_for_a_round_and_the_round_finds_them()
    {
        var db = _year.Start("evaluation");
        Assert.True((await CommitAsync(db)).IsStored);
        Assert.False(db.Log.Suspected.IsCompleted);
        _year.Edit(
            "evaluation", "update rating set colour = 'green' where log_index = (select min(log_index) from rating)");
        Assert.True((await CommitAsync(db)).IsStored);
        Assert.True(db.Log.Suspected.IsCompleted);
        StoredFolder.CheckRows(db);
        Assert.StartsWith("rating: the row that entry", db.Log.Doubt?.En, StringComparison.Ordinal);
    }

    private static Task<CommitOutcome> CommitAsync(SideLog db) =>
        db.Queue.CommitAsync([new("next"u8.ToArray(), [])], Ct);
}
