using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Checking;
using Jingan.TargetMgmt.Log.Writing;

namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <summary>The health check tells whether the next write would be taken.</summary>
public sealed class StorageProbeTests : IDisposable
{
    private readonly StoredFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(StorageProbe.LeastRoom, true), InlineData(StorageProbe.LeastRoom - 1, false), InlineData(0,
        false)]
    public void Too_little_room_is_a_full_disk(long free, bool isEnough) =>
        Assert.Equal(isEnough, StorageProbe.RoomFault(free) is null);

    [Fact]
    public async Task A_write_that_failed_is_told_until_a_trial_or_a_write_succeeds()
    {
        var db = _folder.Start("evaluation");
        db.Queue.AtStep = step => Refuse(step, CommitStep.Signed);
        await Assert.ThrowsAsync<IOException>(() => db.Queue.CommitAsync([new("lost"u8.ToArray(), [])], Ct));
        db.Queue.AtStep = null;
        var trial = _folder.File("evaluation") + ".trial";
        Directory.CreateDirectory(trial); // so that no file can be made there

        Assert.Contains("the last write failed: no space", StorageProbe.Fault(db)?.En, StringComparison.Ordinal);
        Assert.Contains("the last write failed: no space", (await LogHealthAsync(db)).ReadOnly,
            StringComparison.Ordinal);

        Directory.Delete(trial);
        Assert.Null(StorageProbe.Fault(db));
        Assert.Null((await LogHealthAsync(db)).ReadOnly);
        Assert.True((await db.Queue.CommitAsync([new("kept"u8.ToArray(), [])], Ct)).IsStored);
        Assert.Null(db.Log.Doubt);
    }

    private static async Task<LogHealth> LogHealthAsync(SideLog db)
    {
        System.Globalization.CultureInfo.CurrentUICulture = new("en");
        return await LogHealth.ReadAsync(db, Ct);
    }

    private static void Refuse(CommitStep step, CommitStep at)
    {
        if (step == at)
        {
            throw new IOException("no space");
        }
    }
}
