using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Checking;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Log;

/// <summary>A real database with the schema of one side: a SQLite file, or one on the test server;
/// gone when the test is over.</summary>
internal sealed class TemporaryDatabase<T> : IDisposable
    where T : SideLog
{
    private readonly Func<DatabaseOptions, LogOptions, T> _open;
    private readonly SqlServerDatabase? _server;
    private readonly string _folder;
    private readonly List<T> _instances = [];

    public TemporaryDatabase(SqlDialect engine, string side, Func<DatabaseOptions, LogOptions, TimeProvider, T> open)
    {
        _server = engine == SqlDialect.SqlServer ? new(side) : null; // first: it may skip the test
        _folder = Directory.CreateTempSubdirectory("jingan-").FullName;
        _open = (options, log) => open(options, log, Clock);
        Db = OpenAnother();
    }

    /// <summary>The file if it is one, key and high-water file.</summary>
    public string Folder => _folder;

    public FakeTimeProvider Clock { get; } = new(new(2018, 7, 1, 1, 2, 3, TimeSpan.Zero));

    public T Db { get; }

    public string ConnectionString => _server?.ConnectionString ?? $"Data Source={Path.Combine(_folder, "side.db")}";

    /// <summary>Another instance on the same database, as after a restart or in another process.</summary>
    public T OpenAnother(LogOptions? log = null)
    {
        var engine = _server is null ? SqlDialect.Sqlite : SqlDialect.SqlServer;
        var instance = _open(new() { Engine = engine.Name, ConnectionString = ConnectionString, MigrateOnStart = true },
            (log ?? new()).WithDefaults("side", _folder));
        _instances.Add(instance);
        instance.Start(mayCreateKeys: true);
        return instance;
    }

    public void Dispose()
    {
        _instances.ForEach(i => i.Dispose());
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

internal static class TemporaryDatabase
{
    public static TemporaryDatabase<GovernmentDb> Government(SqlDialect? engine = null) =>
        new(engine ?? SqlDialect.Sqlite, GovernmentDb.Name, (options, log, clock) =>
            new(options, log, clock, NullLoggerFactory.Instance));

    public static TemporaryDatabase<EvaluationDb> Evaluation(SqlDialect? engine = null) =>
        new(engine ?? SqlDialect.Sqlite, EvaluationDb.Name, (options, log, clock) =>
            new(options, log, clock, NullLoggerFactory.Instance));

    public static (SideLog Db, IDisposable File) Of(string side)
    {
        if (side == GovernmentDb.Name)
        {
            var government = Government();
            return (government.Db, government);
        }

        var evaluation = Evaluation();
        return (evaluation.Db, evaluation);
    }
}
