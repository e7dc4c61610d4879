using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Checking;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Tests.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <summary>A folder with the databases, keys and marks of both sides; gone when the test is over.</summary>
internal sealed class StoredFolder : IDisposable
{
    private readonly List<SideLog> _running = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("jingan-stored-").FullName;

    public FakeTimeProvider Clock { get; } = new(new(2018, 7, 1, 1, 2, 3, TimeSpan.Zero));

    public string File(string side) => Path.Combine(Folder, $"{side}.db");

    public string Mark(string side) => Path.Combine(Folder, $"{side}.high-water");

    public string KeyMark(string side) => Path.Combine(Folder, "keys", $"{side}-log.mark");

    /// <summary>A stored year, looked at once and stopped.</summary>
    public static async Task<StoredFolder> MakeAsync()
    {
        var made = new StoredFolder();
        var sides = SqlConstants.Sides.ToDictionary(side => side, side => made.Start(side));
        await new StoredYear(sides[GovernmentDb.Name], sides[EvaluationDb.Name]).FillAsync();
        foreach (var db in sides.Values)
        {
            CheckRows(db);
            Assert.Null(db.Log.Doubt?.En);
        }

        made.Stop();
        return made;
    }

    /// <summary>A process that starts on these files.</summary>
    public SideLog Start(string side, Action<LogOptions>? change = null)
    {
        var log = new LogOptions().WithDefaults(side, Folder);
        change?.Invoke(log);
        var options = new DatabaseOptions { ConnectionString = ConnectionString(side) };
        SideLog db = side == GovernmentDb.Name
            ? new GovernmentDb(options, log, Clock, NullLoggerFactory.Instance)
            : new EvaluationDb(options, log, Clock, NullLoggerFactory.Instance);
        _running.Add(db);
        db.Start(mayCreateKeys: true);
        return db;
    }

    /// <summary>One round at full speed.</summary>
    public static void CheckRows(SideLog db) => db.CheckRows(new Pace(1, CancellationToken.None));

    public StoredFolder Copy()
    {
        var copy = new StoredFolder();
        foreach (var file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>SQL of somebody who has the file: triggers and references are out of the way,
    /// and are back afterwards.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Edit(string side, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File(side)};Pooling=False");
        connection.Open();
        var triggers = Ask(connection, "select name || char(10) || sql from sqlite_schema where type = 'trigger'")
            .Select(t => t.Split('\n', 2)).ToList();
        Run(connection, "pragma foreign_keys = off;" + string.Concat(triggers.Select(t => $"drop trigger {t[0]};")));
        var changed = Run(connection, sql);
        Run(connection, string.Join(";\n", triggers.Select(t => t[1])));
        return changed;
    }

    /// <summary>SQL that changes the schema.</summary>
    public void Alter(string side, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File(side)};Pooling=False");
        connection.Open();
        Run(connection, sql);
    }

    public IReadOnlyList<string> Ask(string side, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File(side)};Pooling=False");
        connection.Open();
        return Ask(connection, sql);
    }

    public void Stop()
    {
        _running.ForEach(db => db.Dispose());
        _running.Clear();
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(Folder, recursive: true);
    }

    private string ConnectionString(string side) => $"Data Source={File(side)}";

    private static List<string> Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        List<string> found = [];
        while (rows.Read())
        {
            found.Add(rows.GetString(0));
        }

        return found;
    }

    private static int Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}
