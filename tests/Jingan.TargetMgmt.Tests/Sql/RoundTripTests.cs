using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.EvaluationReports;
using Jingan.TargetMgmt.Evaluation.Facts;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Government.Facts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.Government;
using Jingan.TargetMgmt.Tests.Log;
using Jingan.TargetMgmt.Tests.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Diagnostics;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>How often the service waits for SQL Server's answer, as the driver counts it.
/// SQLite has no round trips.</summary>
public sealed class RoundTripTests
{
    private const string AddSchemeSql = "insert into colour_scheme (version, log_index) values (@version, @logIndex)";

    [Theory, InlineData(1), InlineData(64), InlineData(256)]
    public async Task A_batch_takes_four_round_trips_however_many_units_it_holds(int units)
    {
        using var file = TemporaryDatabase.Evaluation(SqlDialect.SqlServer);
        await CommitAsync(file.Db, 1, "first"); // opens the writer's connection
        var connection = Assert.IsType<SqlConnection>(file.Db.Queue.Connection);
        connection.StatisticsEnabled = true;
        connection.ResetStatistics();

        await CommitAsync(file.Db, units, "next");

        Assert.InRange(RoundTripCount.Of(connection), 1, 4);
    }

    [Fact]
    public async Task A_report_takes_one_round_trip_to_each_side_and_one_more_when_it_meets_a_scheme_for_the_first_time()
    {
        TestServer.ConnectionStringOrSkip();
        using var government = TemporaryDatabase.Government(SqlDialect.SqlServer);
        using var evaluation = TemporaryDatabase.Evaluation(SqlDialect.SqlServer);
        using var trips = new RoundTripCount(government.ConnectionString, evaluation.ConnectionString);
        var ct = TestContext.Current.CancellationToken;
        using var scheme = JsonDocument.Parse(ColourScheme.Example2018Utf8);
        await evaluation.Db.Queue.CommitAsync(
            [SchemeStore.ToCommit(ColourScheme.Example2018, scheme.RootElement,
                UtcText.Format(evaluation.Clock.GetUtcNow()), "test")], ct);
        var period = new Period("2018-06");
        var progress = new ProgressFacts(government.Db, government.Db.MarkerOf(), new TargetDocuments());
        var schemes = new SchemeStore(evaluation.Db);
        var ratings = new RatingFacts(evaluation.Db, schemes, new RatingStore(evaluation.Db),
            new EvaluationReportStore(evaluation.Db), new EarlierColours(evaluation.Db));

        // Overview and units.
        Assert.Equal(1, await trips.InAsync(() => progress.ReadPeriodAsync(period, ct)));
        Assert.Equal(2, await trips.InAsync(() => ratings.ReadPeriodAsync(period, ct)));
        Assert.Equal(1, await trips.InAsync(() => ratings.ReadPeriodAsync(period, ct)));

        // Matrix.
        Assert.Equal(1, await trips.InAsync(() => progress.ReadYearAsync(2018, ct)));
        Assert.Equal(1, await trips.InAsync(() => ratings.ReadYearAsync(2018, ct)));
    }

    private static async Task CommitAsync(EvaluationDb db, int units, string name)
    {
        var outcome = await db.Queue.CommitAsync(
            [.. Enumerable.Range(0, units).Select(i => new CommitUnit(
                Encoding.UTF8.GetBytes($"{name} {i}"), [new(AddSchemeSql, new { version = $"{name}-{i}" })]))],
            TestContext.Current.CancellationToken);
        Assert.True(outcome.IsStored);
    }
}

/// <summary>Round trips on the connections to some databases,
/// counted by the driver and added up when a connection is given back.</summary>
internal sealed class RoundTripCount
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string[] _databases;
    private readonly List<IDisposable> _subscriptions = [];
    private long _count;

    public RoundTripCount(params string[] connectionStrings)
    {
        // an open connection no longer tells its string
        _databases = [.. connectionStrings.Select(s => new SqlConnectionStringBuilder(s).InitialCatalog)];
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public static long Of(SqlConnection connection) => (long)connection.RetrieveStatistics()["ServerRoundtrips"]!;

    public async Task<long> InAsync(Func<Task> read)
    {
        var before = Interlocked.Read(ref _count);
        await read();
        return Interlocked.Read(ref _count) - before;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "SqlClientDiagnosticListener")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value.Value)
        {
            case SqlClientConnectionOpenBefore { Connection: { } opening } when _databases.Contains(opening.Database):
                opening.StatisticsEnabled = true;
                break;
            case SqlClientConnectionCloseBefore { Connection: { StatisticsEnabled: true } closing }
                when _databases.Contains(closing.Database):
                Interlocked.Add(ref _count, Of(closing));
                break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());
}
