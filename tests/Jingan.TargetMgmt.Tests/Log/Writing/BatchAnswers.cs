using System.Text;
using Dapper;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;

namespace Jingan.TargetMgmt.Tests.Log.Writing;

/// <summary>What the callers of one batch were told, to be held against the rows.</summary>
internal sealed record BatchAnswers(CommitOutcome Opener, IReadOnlyList<BatchAnswers.Submission> Submissions)
{
    private const string AddSchemeSql = "insert into colour_scheme (version, log_index) values (@version, @logIndex)";

    internal sealed record Submission(IReadOnlyList<string> Entries, CommitOutcome? Outcome, Exception? Failure)
    {
        public bool IsStored => Outcome is { IsStored: true };
    }

    /// <summary>Lets a load come in one batch, its steps watched.</summary>
    /// <param name="load">One of <see cref="CommitFaultTests.Loads"/>.</param>
    /// <param name="atStep">Called at the steps of that batch, and of its second attempt.</param>
    /// <param name="conflicting">A submission whose last unit conflicts.</param>
    /// <param name="length">Least length of an entry.</param>
    public static async Task<BatchAnswers> OfAsync(
        SideLog db, string load, Action<CommitStep> atStep, int conflicting = -1, int length = 0)
    {
        var names = load switch
        {
            "one submission" => [["a"]],
            "many submissions" => Enumerable.Range(0, 8).Select(i => (string[])[$"{i}"]).ToArray(),
            _ => [.. Enumerable.Range(0, 4).Select(i => (string[])[$"{i}a", $"{i}b", $"{i}c"])],
        };
        names = [.. names.Select(n => n.Select(name => name.PadRight(length, '.')).ToArray())];

        // The first submission keeps the writer until all others wait: then they make one batch,
        // whose steps follow the first one's.
        using var isBusy = new ManualResetEventSlim();
        using var door = new ManualResetEventSlim();
        using var isPublished = new ManualResetEventSlim();
        var isOpen = false;
        db.Queue.AtStep = step =>
        {
            if (step == CommitStep.Committed && !isPublished.IsSet)
            {
                isPublished.Set(); // on the publisher's thread
            }
            else if (isOpen)
            {
                isPublished.Wait();
                atStep(step);
            }
            else if (step == CommitStep.Begun)
            {
                isBusy.Set();
                door.Wait();
            }
            else if (step == CommitStep.CommitReturned)
            {
                isOpen = true;
            }
        };
        var opener = db.Queue.CommitAsync([Unit("opener")], CancellationToken.None);
        isBusy.Wait(TestContext.Current.CancellationToken);
        var answers = names.Select((n, i) => db.Queue.CommitAsync(
            [.. n.Select(name => Unit(name, conflicting == i && name == n[^1]))], CancellationToken.None)).ToList();
        door.Set();

        List<Submission> told = [];
        foreach (var (name, answer) in names.Zip(answers))
        {
            await ((Task)answer).WaitAsync(TimeSpan.FromMinutes(3))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.True(answer.IsCompleted, "A caller was never answered.");
            told.Add(new(name, answer.IsCompletedSuccessfully ? answer.Result : null,
                answer.Exception?.InnerException));
        }

        return new(await opener, told);
    }

    /// <summary>Holds when exactly the submissions that got receipts are in the log, where their receipts say,
    /// with their rows.</summary>
    /// <param name="db">The side.</param>
    /// <param name="before">How many entries there were before the opener.</param>
    public async Task AssertIsTrueAsync(SideLog db, int before)
    {
        var log = await StoredLog.ReadAsync(db);
        log.AssertIsOneTree();
        Assert.All(Submissions, s => Assert.Equal(s.Failure is null, s.Outcome is not null));
        var promised = Submissions.Where(s => s.IsStored)
            .SelectMany(s => s.Entries.Zip(s.Outcome!.Receipts))
            .Prepend(("opener", Opener.Receipts[0]))
            .ToList();
        Assert.Equal(promised.Select(p => p.Item1).Order(), log.Entries.Skip(before)
            .Select(e => Encoding.UTF8.GetString(e.Data)).Order());
        Assert.All(promised, p =>
        {
            var (entry, receipt) = p;
            Assert.Equal(entry, Encoding.UTF8.GetString(log.Entries[(int)receipt.Index].Data));
            Assert.Equal(Convert.ToHexStringLower(log.Entries[(int)receipt.Index].LeafHash), receipt.LeafHash);
            Assert.Contains(log.Heads, h => h.Size == receipt.CheckpointSize && h.Size > receipt.Index);
        });

        await using var connection = await db.OpenAsync(TestContext.Current.CancellationToken);
        var rows = await connection.QueryAsync<(string, long)>(
            "select version, log_index from colour_scheme order by log_index");
        Assert.Equal(promised.Select(p => (p.Item1, p.Item2.Index)).OrderBy(p => p.Index), rows);
    }

    private static CommitUnit Unit(string name, bool conflicts = false) => new(
        Encoding.UTF8.GetBytes(name),
        conflicts ? [new(AddSchemeSql, new { version = "opener" })] : [new(AddSchemeSql, new { version = name })]);
}
