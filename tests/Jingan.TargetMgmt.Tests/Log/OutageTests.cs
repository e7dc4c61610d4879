using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Checking;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Log;

/// <summary>What is short for a moment stops nobody for longer than that, and is told for what it is.</summary>
public sealed class OutageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_command_on_a_locked_file_is_given_up_with_the_engines_own_patience()
    {
        using var connection = SqlDialect.Sqlite.CreateConnection("Data Source=:memory:");
        using var command = connection.CreateCommand();
        Assert.Equal(5, command.CommandTimeout);
        Assert.Contains("busy_timeout = 5000", SqlDialect.Sqlite.SessionSql, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_row_that_only_a_replica_has_wrong_makes_nothing_read_only(bool isPrimaryGood)
    {
        var folder = Directory.CreateTempSubdirectory("jingan-").FullName;
        var source = $"Data Source={Path.Combine(folder, "side.db")}";
        using var db = new EvaluationDb(
            new()
            {
                ConnectionString = source,
                ReadOnlyConnectionString = source + ";Mode=ReadWrite",
                MigrateOnStart = true,
            }, new LogOptions().WithDefaults("side", folder),
            new FakeTimeProvider(), NullLoggerFactory.Instance);
        db.Start(mayCreateKeys: true);
        var (queries, reads) = (new QueryBatch(), 0);
        var answer = queries.Add("select count(*) from refusal", new { }, (long count) => ++reads == 1 || !isPrimaryGood
            ? throw new DoubtException(new("坏行", "bad row"))
            : count);
        if (isPrimaryGood)
        {
            await db.ReadReplicaAsync(queries, Ct);
            Assert.Equal([0L], answer.Rows);
        }
        else
        {
            await Assert.ThrowsAsync<DoubtException>(() => db.ReadReplicaAsync(queries, Ct));
        }

        Assert.Equal((2, isPrimaryGood), (reads, db.Log.Doubt is null));
        db.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_start_that_could_not_store_what_it_needs_ends_and_one_in_doubt_goes_on_read_only()
    {
        var ended = Assert.Throws<StartException>(() =>
            StartCommit.Insist(CommitOutcome.Busy, "evaluation", new("示例办法", "the example scheme")));
        Assert.Contains("the evaluation side could not store the example scheme", ended.Message,
            StringComparison.Ordinal);
        StartCommit.Insist(CommitOutcome.ReadOnly(new("大小不符", "sizes differ")), "evaluation", new("", ""));
        StartCommit.Insist(CommitOutcome.Conflict, "evaluation", new("", "")); // another process was first
    }
}
