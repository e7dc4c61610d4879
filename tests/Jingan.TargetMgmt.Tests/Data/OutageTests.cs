using System.Data.Common;
using System.Reflection;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Data.Log;
using Jingan.TargetMgmt.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Data;

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

    // The driver's own exception: its words are all there is to know it by.
    [Fact]
    public void A_pool_without_a_free_connection_is_an_outage()
    {
        var made = typeof(SqlConnection).Assembly.GetTypes().Single(t => t.Name == "ADP").GetMethod("PooledOpenTimeout", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, null)!;
        Assert.True(SqlDialect.SqlServer.IsPoolTimeout((Exception)made));
        Assert.False(SqlDialect.SqlServer.IsPoolTimeout(new InvalidOperationException("The ConnectionString property has not been initialized.")));
        var http = new DefaultHttpContext();
        var problem = new RequestErrors(NullLogger<RequestErrors>.Instance).ToProblem(http, new NoConnectionException((Exception)made));
        Assert.Equal((ProblemCode.Unavailable, "5"), (problem.Code, http.Response.Headers.RetryAfter.ToString()));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_row_that_only_a_replica_has_wrong_makes_nothing_read_only(bool isPrimaryGood)
    {
        var folder = Directory.CreateTempSubdirectory("jingan-").FullName;
        var source = $"Data Source={Path.Combine(folder, "side.db")}";
        using var db = new EvaluationDb(
            new() { ConnectionString = source, ReadOnlyConnectionString = source + ";Mode=ReadWrite", MigrateOnStart = true }, new LogOptions().WithDefaults("side", folder),
            new FakeTimeProvider(), NullLoggerFactory.Instance);
        db.Start(mayCreateKeys: true);
        var (queries, reads) = (new QueryBatch(), 0);
        var answer = queries.Add("select count(*) from refusal", new { }, (long count) => ++reads == 1 || !isPrimaryGood ? throw new LogDoubtException(new("坏行", "bad row")) : count);
        if (isPrimaryGood)
        {
            await db.ReadReplicaAsync(queries, Ct);
            Assert.Equal([0L], answer.Rows);
        }
        else
        {
            await Assert.ThrowsAsync<LogDoubtException>(() => db.ReadReplicaAsync(queries, Ct));
        }

        Assert.Equal((2, isPrimaryGood), (reads, db.Log.Doubt is null));
        db.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_start_that_could_not_store_what_it_needs_ends_and_one_in_doubt_goes_on_read_only()
    {
        var ended = Assert.Throws<StartException>(() => StartCommit.Insist(CommitOutcome.Busy, "evaluation", new("示例办法", "the example scheme")));
        Assert.Contains("the evaluation side could not store the example scheme", ended.Message, StringComparison.Ordinal);
        StartCommit.Insist(CommitOutcome.ReadOnly(new("大小不符", "sizes differ")), "evaluation", new("", ""));
        StartCommit.Insist(CommitOutcome.Conflict, "evaluation", new("", "")); // another process was first
    }

    [Fact]
    public void A_lost_pool_is_a_failure_of_the_database() => Assert.IsAssignableFrom<DbException>(new NoConnectionException(new InvalidOperationException()));
}
