using System.Net;
using Dapper;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TargetMgmt.Tests.Log;
using Jingan.TargetMgmt.Tests.Sql.Tds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Tests.Http.Requests;

/// <summary>A read whose connection breaks is done again, whichever way it reads;
/// when the server stays away the caller is told to come back.</summary>
/// <param name="engine">Null for the twin that needs no server.</param>
public abstract class LostReadTests(SqlDialect? engine)
{
    private const string CountSql = "select cast(count(*) as bigint) from refusal";

    private static readonly IReadOnlyDictionary<string, Func<EvaluationDb, CancellationToken, Task<long>>> Ways =
        new Dictionary<string, Func<EvaluationDb, CancellationToken, Task<long>>>
        {
            ["batch"] = async (db, ct) =>
            {
                var queries = new QueryBatch();
                var count = queries.Add(CountSql, new { }, (long found) => found);
                await db.ReadAsync(queries, ct);
                return count.Rows[0];
            },
            ["query"] = async (db, ct) =>
            {
                await using var connection = await db.OpenAsync(ct);
                return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                    CountSql, cancellationToken: ct));
            },
            ["rows"] = async (db, ct) =>
            {
                await using var connection = await db.OpenReplicaAsync(ct);
                return (await connection.QueryAsync<long>(new CommandDefinition(CountSql, cancellationToken: ct)))
                    .Single();
            },
        };

    public static TheoryData<string, string> Faults()
    {
        var data = new TheoryData<string, string>();
        foreach (var way in Ways.Keys)
        {
            foreach (var fault in (string[])["reset", "end", "lost answer"])
            {
                data.Add(way, fault);
            }
        }

        data.Add("batch", "away"); // long: the driver itself tries again until its time is up

        return data;
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_read_is_done_again_when_its_connection_breaks(string way, string fault)
    {
        var ct = TestContext.Current.CancellationToken;
        using var link = LinkedDatabase.Of(engine, LinkedDatabase.Short);
        await using var app = await StartAsync(link.Db, way);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        // from here on the pool has a connection
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", ct)).StatusCode);
        Break(link.Proxy, fault);
        var answer = await client.GetAsync("/", ct);
        if (fault == "away")
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)),
                (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
            link.Proxy.OpenAgain();
            answer = await client.GetAsync("/", ct);
        }

        Assert.Equal((HttpStatusCode.OK, "0"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(ct)));
    }

    [Theory, InlineData("reset"), InlineData("end"), InlineData("lost answer")]
    public async Task What_a_write_looks_up_before_it_commits_is_read_again(string fault)
    {
        var ct = TestContext.Current.CancellationToken;
        using var link = LinkedDatabase.Of(engine);
        await using var app = await StartAsync(link.Db, "batch");
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("/", null, ct)).StatusCode);
        Break(link.Proxy, fault);
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("/", null, ct)).StatusCode);
        Assert.Equal(2, (await StoredLog.ReadAsync(link.Db)).Entries.Count);
    }

    private static void Break(TcpProxy proxy, string fault)
    {
        switch (fault)
        {
            case "away":
                proxy.Close();
                break;
            case "lost answer":
                proxy.LoseAnswers(1);
                break;
            default:
                proxy.Break(isReset: fault == "reset");
                break;
        }
    }

    private static async Task<WebApplication> StartAsync(EvaluationDb db, string way)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddExceptionHandler<RequestErrors>().AddProblemDetails();
        var app = builder.Build();
        app.UseExceptionHandler();
        app.MapGroup("").RetryReads()
            .MapGet("/", async (CancellationToken ct) => TypedResults.Ok(await Ways[way](db, ct)));
        app.MapPost("/", (HttpContext http, CancellationToken ct) => db.WriteAsync(http, async _ =>
        {
            await Ways[way](db, ct);
            return PreparedWrite.Write(StatusCodes.Status201Created, new { }, null, new CommitUnit([1], []));
        }));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}

public sealed class TwinLostReadTests() : LostReadTests(null);

public sealed class SqlServerLostReadTests() : LostReadTests(SqlDialect.SqlServer);
