using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Data;

/// <summary>A real SQLite file with the schema of one side; gone when the test is over.</summary>
internal sealed class TemporaryDatabase<T> : IDisposable
    where T : Database
{
    private readonly Func<DatabaseOptions, T> _open;
    private readonly string _folder = Directory.CreateTempSubdirectory("jingan-").FullName;
    private readonly List<T> _instances = [];

    public TemporaryDatabase(Func<DatabaseOptions, TimeProvider, T> open)
    {
        _open = options => open(options, Clock);
        Db = OpenAnother();
        Db.Migrate();
    }

    public FakeTimeProvider Clock { get; } = new(new(2018, 7, 1, 1, 2, 3, TimeSpan.Zero));

    public T Db { get; }

    public string ConnectionString => $"Data Source={Path.Combine(_folder, "side.db")}";

    /// <summary>Another instance on the same file, as after a restart or in another process.</summary>
    public T OpenAnother()
    {
        var instance = _open(new() { Engine = "sqlite", ConnectionString = ConnectionString });
        _instances.Add(instance);
        return instance;
    }

    public void Dispose()
    {
        _instances.ForEach(i => i.Queue.Dispose());
        using (var pooled = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(pooled);
        }

        Directory.Delete(_folder, recursive: true);
    }
}

internal static class TemporaryDatabase
{
    public static TemporaryDatabase<GovernmentDb> Government() => new((options, clock) => new(options, clock));

    public static TemporaryDatabase<EvaluationDb> Evaluation() => new((options, clock) => new(options, clock));

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
