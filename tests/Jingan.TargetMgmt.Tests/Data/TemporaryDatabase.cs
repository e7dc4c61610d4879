using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Data.Log;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Data;

/// <summary>A real SQLite file with the schema of one side; gone when the test is over.</summary>
internal sealed class TemporaryDatabase<T> : IDisposable
    where T : Database
{
    private readonly Func<DatabaseOptions, LogOptions, T> _open;
    private readonly string _folder = Directory.CreateTempSubdirectory("jingan-").FullName;
    private readonly List<T> _instances = [];

    public TemporaryDatabase(Func<DatabaseOptions, LogOptions, TimeProvider, T> open)
    {
        _open = (options, log) => open(options, log, Clock);
        Db = OpenAnother();
    }

    /// <summary>Database, key and high-water file.</summary>
    public string Folder => _folder;

    public FakeTimeProvider Clock { get; } = new(new(2018, 7, 1, 1, 2, 3, TimeSpan.Zero));

    public T Db { get; }

    public string ConnectionString => $"Data Source={Path.Combine(_folder, "side.db")}";

    /// <summary>Another instance on the same file, as after a restart or in another process.</summary>
    public T OpenAnother(LogOptions? log = null)
    {
        var instance = _open(new() { Engine = "sqlite", ConnectionString = ConnectionString }, (log ?? new()).WithDefaults("side", _folder));
        _instances.Add(instance);
        instance.Start(mayCreateKeys: true);
        return instance;
    }

    public void Dispose()
    {
        _instances.ForEach(i => i.Dispose());
        using (var pooled = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(pooled);
        }

        Directory.Delete(_folder, recursive: true);
    }
}

internal static class TemporaryDatabase
{
    public static TemporaryDatabase<GovernmentDb> Government() => new((options, log, clock) => new(options, log, clock, NullLoggerFactory.Instance));

    public static TemporaryDatabase<EvaluationDb> Evaluation() => new((options, log, clock) => new(options, log, clock, NullLoggerFactory.Instance));

    public static (Database Db, IDisposable File) Of(string side)
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
