using System.Text;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Writing;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Tests.Log.Writing;

/// <summary>A fault in every step of a batch: each caller is told what is so, the log stays one tree,
/// and the next write is taken.</summary>
public sealed class CommitFaultTests(LogCopies copies) : IClassFixture<LogCopies>
{
    // With the submission that holds the door open, one more entry completes a tile: a node is written too.
    private const int Before = 254;

    public static readonly IReadOnlyList<string> Loads =
    [
        "one submission", "many submissions", "submissions of several units",
    ];

    private static readonly IReadOnlyList<string> Faults = ["database error", "I/O error", "connection closed"];

    public static TheoryData<string, string, string> Cases()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var step in Enum.GetNames<CommitStep>())
        {
            foreach (var load in Loads)
            {
                foreach (var fault in Faults)
                {
                    data.Add(step, load, fault);
                }
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_fault_is_told_as_what_it_was(string step, string load, string fault)
    {
        using var log = copies.Of(Before);
        var db = log.Start();
        var broken = false;
        var told = await BatchAnswers.OfAsync(db, load, at =>
        {
            if (at == Enum.Parse<CommitStep>(step) && !broken)
            {
                broken = true;
                Break(db, fault);
            }
        });

        // Sunlight's two faults: "failed and not persisted" before the commit, "failed but persisted" after it.
        // A failure while one submission of many is stored may be that submission's own: the batch is tried again with
        // a savepoint each, and finds nothing wrong this time.
        var isStored = Enum.Parse<CommitStep>(step) >= CommitStep.CommitReturned
            || (step == nameof(CommitStep.Stored) && load != Loads[0]);
        Assert.True(broken);
        Assert.All(told.Submissions, s => Assert.Equal(isStored, s.IsStored));
        await told.AssertIsTrueAsync(db, Before);
        await AssertGoesOnAsync(log, db);
    }

    public static TheoryData<string, string, int> Failing()
    {
        var data = new TheoryData<string, string, int>();
        foreach (var load in Loads.Skip(1))
        {
            foreach (var fault in Faults.SkipLast(1))
            {
                foreach (var at in (int[])[0, 2, 3])
                {
                    data.Add(load, fault, at);
                }
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Failing))]
    public async Task Neighbours_of_a_failing_submission_are_stored(string load, string fault, int failing)
    {
        using var log = copies.Of(Before);
        var db = log.Start();
        var position = 0;
        var told = await BatchAnswers.OfAsync(db, load, at =>
        {
            if (at == CommitStep.Begun)
            {
                position = 0;
            }
            else if (at == CommitStep.Stored && position++ == failing)
            {
                Break(db, fault);
            }
        });

        Assert.All(told.Submissions.Select((s, i) => (s, i)), x => Assert.Equal(x.i != failing, x.s.IsStored));
        await told.AssertIsTrueAsync(db, Before);
        await AssertGoesOnAsync(log, db);
    }

    [Theory, InlineData(0), InlineData(2), InlineData(3)]
    public async Task Neighbours_of_a_conflict_are_stored(int conflicting)
    {
        using var log = copies.Of(Before);
        var db = log.Start();
        var told = await BatchAnswers.OfAsync(db, Loads[2], _ => { }, conflicting);
        Assert.All(told.Submissions.Select((s, i) => (s, i)), x =>
            Assert.Equal((x.i != conflicting, x.i == conflicting), (x.s.IsStored, x.s.Outcome?.IsConflict)));
        await told.AssertIsTrueAsync(db, Before);
        await AssertGoesOnAsync(log, db);
    }

    private static void Break(SideLog db, string fault)
    {
        switch (fault)
        {
            case "database error":
                throw new SqliteException("disk I/O error", 10);
            case "I/O error":
                throw new IOException("No space left on device");
            default:
                db.Queue.Connection!.Close();
                break;
        }
    }

    // The next write is taken at the next index, and a start finds nothing wrong.
    private static async Task AssertGoesOnAsync(LogCopy log, SideLog db)
    {
        db.Queue.AtStep = null;
        var size = (await StoredLog.ReadAsync(db)).Entries.Count;
        var next = await db.Queue.CommitAsync(
            [new(Encoding.UTF8.GetBytes("next"), [])], TestContext.Current.CancellationToken);
        Assert.Equal((size, size + 1), (next.Receipts[0].Index, next.Receipts[0].CheckpointSize));
        Assert.Equal(size + 1, db.Log.Newest!.Size);
        (await StoredLog.ReadAsync(db)).AssertIsOneTree();
        log.Stop();
        Assert.Null(log.Start().Log.Doubt);
        log.Stop();
        Assert.Null(log.Start(o => o.VerifyAll = true).Log.Doubt);
    }
}
