using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql.Connections;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TargetMgmt.Tests.Sql.Tds;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jingan.TargetMgmt.Tests.Sql.Connections;

/// <summary>A pool without a free connection is an outage like any other,
/// and never a fault of the program or its configuration.</summary>
/// <remarks>Alone: tests that clear all pools, as those of a SQL Server do, would empty this one.</remarks>
[Collection(nameof(PoolTests))]
public sealed class PoolTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The driver says it in the language of the request.
    [Theory, InlineData("en"), InlineData("zh-CN")]
    public async Task A_full_pool_is_an_outage_in_reads_in_writes_and_when_a_commit_is_looked_for(string language)
    {
        using var link = LinkedDatabase.Of(null, "Max Pool Size=1;Connect Timeout=1");
        await using var held = await link.Db.OpenAsync(Ct);
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var queries = new QueryBatch();
            queries.Add("select count(*) from refusal", new { }, (long count) => count);
            using var writer = new WriterConnection(link.Db);
            var reading = Assert.ThrowsAsync<NoConnectionException>(() => link.Db.ReadAsync(queries, Ct));
            var opening = Assert.ThrowsAsync<NoConnectionException>(() => link.Db.OpenAsync(Ct));
            var writing = Assert.ThrowsAsync<NoConnectionException>(() =>
                link.Db.Queue.CommitAsync([new([1], [])], Ct));
            var looking = Task.Run(
                () => Assert.Throws<OutcomeUnknownException>(() => writer.IsStored(1, [], new TimeoutException())), Ct);
            Assert.All((Exception[])[await reading, await opening, await writing, await looking], AssertIsUnavailable);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        await held.DisposeAsync();
        Assert.True((await link.Db.Queue.CommitAsync([new([1], [])], Ct)).IsStored);
    }

    private static void AssertIsUnavailable(Exception failure)
    {
        var http = new DefaultHttpContext();
        var problem = new RequestErrors(NullLogger<RequestErrors>.Instance).ToProblem(http, failure);
        Assert.Equal((ProblemCode.Unavailable, "5"), (problem.Code, http.Response.Headers.RetryAfter.ToString()));
    }
}

/// <summary>See <see cref="PoolTests"/>.</summary>
[CollectionDefinition(nameof(PoolTests), DisableParallelization = true)]
public sealed class PoolTestsAlone;
