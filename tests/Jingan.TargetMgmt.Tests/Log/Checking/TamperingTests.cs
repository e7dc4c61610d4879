using System.Text;
using Jingan.TargetMgmt.Log;

namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <summary>Every damage of <see cref="Damages"/> against both starts;
/// a log that nobody touched starts without doubt.</summary>
public sealed class TamperingTests(LogCopies copies) : IClassFixture<LogCopies>
{
    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        foreach (var damage in Damages.All)
        {
            foreach (var size in damage.Sizes)
            {
                data.Add(damage.Name, size);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_start_finds_the_damage_or_the_table_says_that_it_does_not(string name, int size)
    {
        var damage = Damages.All.Single(d => d.Name == name);
        foreach (var (verifyAll, expected) in ((bool, string?)[])[(false, damage.Start), (true, damage.VerifyAll)])
        {
            using var log = copies.Of(size);
            damage.Do(log, size);
            if (damage.WithNewMark)
            {
                log.Adopt();
            }

            await AssertAsync(log.Start(o => o.VerifyAll = verifyAll), expected);
        }
    }

    // The last two have a mark that stayed behind the log, as when the power failed between a commit and its mark.
    [Theory, InlineData(0), InlineData(1), InlineData(255), InlineData(256), InlineData(257), InlineData(
        600), InlineData(70_000)]
    public async Task An_untouched_log_starts_without_doubt(int size)
    {
        using var log = copies.Of(size);
        foreach (var verifyAll in (bool[])[false, true, false])
        {
            await AssertAsync(log.Start(o => o.VerifyAll = verifyAll), null);
            log.Stop();
        }
    }

    [Theory, InlineData(257, 50), InlineData(600, 250), InlineData(600, 550), InlineData(70_000, 1000)]
    public async Task A_mark_that_stayed_behind_is_no_doubt(int size, int mark)
    {
        using var log = copies.Of(size);
        await File.WriteAllTextAsync(log.HighWater, $"{mark:D19} {Convert.ToBase64String(Damage.RootAt(log, mark))}\n",
            TestContext.Current.CancellationToken);
        await AssertAsync(log.Start(), null);
        log.Stop();
        Assert.StartsWith(
            $"{size + 1:D19} ", await File.ReadAllTextAsync(log.HighWater, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    // A row of a table that is left out would be one whose damage nobody has thought about.
    [Fact]
    public void Every_table_of_the_log_is_in_the_drill()
    {
        using var log = copies.Of(1);
        var tables = log.Read<string>(
            "select group_concat(name) from (select name from sqlite_schema where type = 'table' and name like "
                + "'log%' order by name)");
        Assert.Equal("log_checkpoint,log_cosignature,log_entry,log_node", tables);
        Assert.Equal(Damages.All.Count, Damages.All.DistinctBy(d => d.Name).Count());
    }

    // In doubt: not a write more, and every caller gets the reason. Without doubt: the next write is taken.
    private static async Task AssertAsync(SideLog db, string? expected)
    {
        var outcome = await db.Queue.CommitAsync(
            [new(Encoding.UTF8.GetBytes("next"), [])], TestContext.Current.CancellationToken);
        if (expected is null)
        {
            Assert.Null(db.Log.Doubt?.En);
            Assert.True(outcome.IsStored);
            return;
        }

        Assert.Contains(expected, db.Log.Doubt?.En, StringComparison.Ordinal);
        Assert.NotEqual("", db.Log.Doubt!.Value.Zh);
        Assert.Equal(db.Log.Doubt, outcome.Doubt);
        Assert.Null(db.Log.Newest);
    }
}
