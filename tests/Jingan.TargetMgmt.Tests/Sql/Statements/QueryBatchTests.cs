using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TargetMgmt.Tests.Log;

namespace Jingan.TargetMgmt.Tests.Sql.Statements;

/// <summary>Queries that travel as one text answer as they do one by one. SQLite takes such a text too.</summary>
public sealed class QueryBatchTests : IDisposable
{
    private readonly TemporaryDatabase<EvaluationDb> _file = TemporaryDatabase.Evaluation();

    public void Dispose() => _file.Dispose();

    [Theory, InlineData(true), InlineData(false)]
    public async Task Each_query_has_its_own_parameters_and_gets_its_own_rows(bool together)
    {
        var queries = new QueryBatch();
        var some = queries.Add("select @from as n where @from > 0 union all select @to order by n",
            new { from = 3L, to = 4L }, (long n) => n);
        var none = queries.Add("select @from as n where @from > 3", new { from = 3L }, (long n) => n);
        var nothing = queries.Add("select version from colour_scheme", new { }, (string v) => v);
        var absent = queries.Add("select max(version) from colour_scheme where version <> @from", new { from = "x" },
            (string? v) => v);
        var row = queries.Add("select @name as Name, @from as Number", new { name = "a", from = 5L }, (Row r) => r);
        Assert.Throws<InvalidOperationException>(() => some.Rows);

        await RunAsync(queries, together);

        Assert.Equal([3, 4], some.Rows);
        Assert.Empty(none.Rows);
        Assert.Empty(nothing.Rows);
        Assert.Null(Assert.Single(absent.Rows));
        Assert.Equal([new("a", 5)], row.Rows);
    }

    private async Task RunAsync(QueryBatch queries, bool together)
    {
        var ct = TestContext.Current.CancellationToken;
        if (together)
        {
            await using var connection = await _file.Db.OpenAsync(ct);
            await queries.RunTogetherAsync(connection, "begin transaction;", "commit transaction;", ct);
        }
        else
        {
            await _file.Db.ReadAsync(queries, ct);
        }
    }

    private sealed record Row(string Name, long Number);
}
