using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Tests.Log.Checking;

namespace Jingan.TargetMgmt.Tests.Log.Store;

/// <summary>The time in a log does not run backwards.</summary>
public sealed class LogClockTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2018, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly StoredFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, true), InlineData(119, true), InlineData(120, true), InlineData(121, false), InlineData(86_400,
        false)]
    public async Task An_entry_that_is_more_than_two_minutes_behind_the_newest_is_not_taken(
        int secondsBehind, bool isTaken)
    {
        var db = _folder.Start("evaluation");
        Assert.True((await CommitAsync(db, Noon)).IsStored);

        var outcome = await CommitAsync(db, Noon.AddSeconds(-secondsBehind));

        Assert.Equal((isTaken, !isTaken), (outcome.IsStored,
            outcome.Late?.En.Contains("more than two minutes behind", StringComparison.Ordinal) == true));
        Assert.Null(db.Log.Doubt);
        Assert.True((await CommitAsync(db, Noon.AddSeconds(1))).IsStored); // the clock is right again
    }

    // Each a little behind the one before it would in the end be any time.
    [Fact]
    public async Task Small_steps_back_do_not_add_up()
    {
        var db = _folder.Start("evaluation");
        Assert.True((await CommitAsync(db, Noon)).IsStored);
        Assert.True((await CommitAsync(db, Noon.AddSeconds(-100))).IsStored);
        Assert.False((await CommitAsync(db, Noon.AddSeconds(-200))).IsStored);
    }

    [Fact]
    public async Task A_process_that_starts_with_a_clock_behind_its_log_knows_it()
    {
        Assert.True((await CommitAsync(_folder.Start("evaluation"), Noon)).IsStored);
        _folder.Stop();

        var db = _folder.Start("evaluation");

        Assert.NotNull((await CommitAsync(db, Noon.AddMinutes(-3))).Late);
        Assert.NotNull(db.Log.Clock.Refusal(Noon.AddMinutes(-3)));
        Assert.Null(db.Log.Clock.Refusal(Noon.AddMinutes(-2)));
        Assert.True((await CommitAsync(db, Noon)).IsStored);
    }

    // Of several in one batch only that one is refused.
    [Fact]
    public async Task A_late_one_does_not_take_its_neighbours_down()
    {
        var db = _folder.Start("evaluation");
        Assert.True((await CommitAsync(db, Noon)).IsStored);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => CommitAsync(db, i % 2 == 0
            ? Noon
            : Noon.AddMinutes(-5))));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i % 2 == 0), answers.Select(a => a.IsStored));
        Assert.Equal(11, db.Log.Newest!.Size);
    }

    private static Task<CommitOutcome> CommitAsync(SideLog db, DateTimeOffset at) =>
        db.Queue.CommitAsync(
            [new(Encoding.UTF8.GetBytes($$"""{"v":1,"type":"test","at":"{{UtcText.Format(at)}}","actor":"a"}"""), [])],
            Ct);
}
