using System.Data.Common;
using System.Text;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.Sql.Tds;

namespace Jingan.TargetMgmt.Tests.Log.Writing;

/// <summary>A connection that breaks at any step of a batch costs nobody anything: what was sent is stored,
/// once.</summary>
/// <param name="engine">Null for the twin that needs no server.</param>
public abstract class LostConnectionTests(SqlDialect? engine)
{
    private static readonly IReadOnlyList<CommitStep> Steps =
    [
        CommitStep.Begun, CommitStep.Stored, CommitStep.ReadBack, CommitStep.Signed, CommitStep.Committing,
        CommitStep.CommitReturned,
    ];

    private static readonly IReadOnlyList<CommitStep> BeforeRoundTrips =
    [
        CommitStep.Begun, CommitStep.ReadBack, CommitStep.Committing,
    ];

    public static TheoryData<string, string, bool> Breaks()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var step in Steps)
        {
            foreach (var load in CommitFaultTests.Loads)
            {
                data.Add(step.ToString(), load, true);
                data.Add(step.ToString(), load, false);
            }
        }

        return data;
    }

    public static TheoryData<string, string> LostAnswers()
    {
        var data = new TheoryData<string, string>();
        foreach (var step in BeforeRoundTrips)
        {
            foreach (var load in CommitFaultTests.Loads)
            {
                data.Add(step.ToString(), load);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Breaks))]
    public async Task Whatever_a_connection_breaks_before_is_stored_once(string step, string load, bool isReset)
    {
        using var link = LinkedDatabase.Of(engine);
        await AssertIsStoredOnceAsync(link, step, load, () => link.Proxy.Break(isReset));
    }

    [Theory, MemberData(nameof(LostAnswers))]
    public async Task Whatever_was_done_when_its_answer_is_lost_is_stored_once(string step, string load)
    {
        using var link = LinkedDatabase.Of(engine);
        await AssertIsStoredOnceAsync(link, step, load, () => link.Proxy.LoseAnswers(1));
    }

    // The first is the commit's, the others those of whoever asks what became of it.
    [Theory, InlineData(2), InlineData(4)]
    public async Task What_became_of_a_commit_is_asked_until_somebody_answers(int lost)
    {
        using var link = LinkedDatabase.Of(engine);
        await AssertIsStoredOnceAsync(link, nameof(CommitStep.Committing), CommitFaultTests.Loads[0], () =>
            link.Proxy.LoseAnswers(lost));
    }

    [Theory, InlineData("break"), InlineData("end"), InlineData("lose")]
    public async Task A_connection_that_is_lost_between_two_batches_or_as_one_begins_is_opened_again(string fault)
    {
        using var link = LinkedDatabase.Of(engine);
        await AssertTakesAsync(link.Db, "first", 0);
        if (fault == "lose")
        {
            link.Proxy.LoseAnswers(1);
        }
        else
        {
            link.Proxy.Break(isReset: fault == "break");
        }

        await AssertTakesAsync(link.Db, "second", 1);
    }

    // Neither a conflict, which would be prepared again and again, nor a bug.
    [Theory, InlineData(nameof(CommitStep.Begun)), InlineData(nameof(CommitStep.Committing))]
    public async Task A_server_that_stays_away_is_an_outage_and_the_next_write_after_it_is_taken(string step)
    {
        using var link = LinkedDatabase.Of(engine, LinkedDatabase.Short);
        await AssertTakesAsync(link.Db, "first", 0);
        link.Db.Queue.AtStep = at =>
        {
            if (at == Enum.Parse<CommitStep>(step))
            {
                link.Proxy.Close();
            }
        };
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => CommitAsync(link.Db, "second"));
        Assert.True(step == nameof(CommitStep.Committing) ? failure is OutcomeUnknownException : failure is DbException,
            failure.ToString());
        link.Db.Queue.AtStep = null;
        link.Proxy.OpenAgain();
        await AssertTakesAsync(link.Db, "third", 1);
    }

    private static async Task AssertIsStoredOnceAsync(LinkedDatabase link, string step, string load, Action fault)
    {
        var isDone = false;
        var told = await BatchAnswers.OfAsync(link.Db, load, at =>
        {
            if (at == Enum.Parse<CommitStep>(step) && !isDone)
            {
                isDone = true;
                fault();
            }
        });
        Assert.True(isDone);
        Assert.All(told.Submissions, s => Assert.True(s.IsStored, s.Failure?.ToString() ?? "a conflict"));
        await told.AssertIsTrueAsync(link.Db, 0);
        link.Db.Queue.AtStep = null;
        await AssertTakesAsync(link.Db, "next", told.Submissions.Sum(s => s.Entries.Count) + 1);
    }

    private static async Task AssertTakesAsync(SideLog db, string entry, long index)
    {
        Assert.Equal(index, Assert.Single((await CommitAsync(db, entry)).Receipts).Index);
        Assert.Null(db.Log.Doubt);
        (await StoredLog.ReadAsync(db)).AssertIsOneTree();
    }

    private static Task<CommitOutcome> CommitAsync(SideLog db, string entry) =>
        db.Queue.CommitAsync([new(Encoding.UTF8.GetBytes(entry), [])], TestContext.Current.CancellationToken);
}

public sealed class TwinLostConnectionTests() : LostConnectionTests(null);

public sealed class SqlServerLostConnectionTests() : LostConnectionTests(SqlDialect.SqlServer);
