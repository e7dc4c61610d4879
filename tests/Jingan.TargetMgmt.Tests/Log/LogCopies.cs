using System.Collections.Concurrent;
using System.Text;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Checking;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TransparencyLog;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Log;

/// <summary>Logs of given sizes as a stopped process leaves them: database, key and high-water file. Each is made once;
/// a test gets a copy.</summary>
public sealed class LogCopies : IDisposable
{
    private readonly ConcurrentDictionary<int, Lazy<LogCopy>> _made = [];

    internal LogCopy Of(int size)
    {
        var original = _made.GetOrAdd(size, s => new(() => Make(s))).Value;
        var copy = new LogCopy();
        original.CopyTo(copy.Folder);
        return copy;
    }

    public void Dispose()
    {
        foreach (var made in _made.Values)
        {
            made.Value.Dispose();
        }
    }

    /// <summary>How many entries share a checkpoint in a log of that size.</summary>
    internal static int Step(int size) => size > 10_000 ? 1000 : 50;

    private static LogCopy Make(int size)
    {
        var log = new LogCopy();
        var db = log.Start();
        for (var from = 0; from < size; from += Step(size))
        {
            var units = Enumerable.Range(from, Math.Min(Step(size), size - from))
                .Select(i => new CommitUnit(Encoding.UTF8.GetBytes($"entry {i}"), []));
            Assert.True(db.Queue.CommitAsync([.. units], CancellationToken.None).GetAwaiter().GetResult().IsStored);
        }

        log.Stop();
        return log;
    }
}

/// <summary>A folder with one side's database, key and high-water file; gone when the test is over.</summary>
internal sealed class LogCopy : IDisposable
{
    private readonly List<EvaluationDb> _running = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("jingan-log-").FullName;

    public string File => Path.Combine(Folder, "side.db");

    public string HighWater => Path.Combine(Folder, "side.high-water");

    public string KeyFile => Path.Combine(Folder, "keys", "side-log.pem");

    public string KeyMark => Path.Combine(Folder, "keys", "side-log.mark");

    /// <summary>A process that starts on these files.</summary>
    /// <param name="change">Configuration that is not the default.</param>
    /// <param name="connection">Further members of the connection string.</param>
    public EvaluationDb Start(Action<LogOptions>? change = null, string connection = "")
    {
        var options = new LogOptions().WithDefaults("side", Folder);
        change?.Invoke(options);
        var db = new EvaluationDb(
            new() { Engine = "sqlite", ConnectionString = $"Data Source={File};{connection}" }, options,
            new FakeTimeProvider(new(2018, 7, 1, 1, 2, 3, TimeSpan.Zero)), NullLoggerFactory.Instance);
        _running.Add(db);
        db.Start(mayCreateKeys: true);
        return db;
    }

    /// <summary>Leaves for the next start what <c>jtm adopt</c> leaves, whatever state the log is in.</summary>
    public void Adopt()
    {
        var key = NoteSigner.FromPem("targetmgmt.localhost/side", System.IO.File.ReadAllText(KeyFile)).VerifierKey;
        var root = Read<byte[]>(
            "select root from log_checkpoint where size = (select max(size) from log_checkpoint)");
        new AdoptionOrder(Read<long>("select max(size) from log_checkpoint"), Convert.ToBase64String(root),
            key.ToString(), "恢复").Write(HighWater);
    }

    /// <summary>Ends every process: SQLite then puts the WAL into the file.</summary>
    public void Stop()
    {
        _running.ForEach(db => db.Dispose());
        _running.Clear();
    }

    /// <summary>Runs SQL as somebody who has the file, and no trigger in his way.</summary>
    public void Edit(string sql, params (string Name, object Value)[] parameters)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var off = connection.CreateCommand();
        off.CommandText = "pragma foreign_keys = off; select name, sql from sqlite_schema where type = 'trigger'";
        List<(string Name, string Sql)> triggers = [];
        using (var rows = off.ExecuteReader())
        {
            while (rows.Read())
            {
                triggers.Add((rows.GetString(0), rows.GetString(1)));
            }
        }

        using var command = connection.CreateCommand();
        command.CommandText = string.Concat(triggers.Select(t => $"drop trigger {t.Name};"));
        command.ExecuteNonQuery();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        Assert.NotEqual(0, command.ExecuteNonQuery());
        command.CommandText = string.Join(";\n", triggers.Select(t => t.Sql)); // who is not to be found puts them back
        command.Parameters.Clear();
        command.ExecuteNonQuery();
    }

    /// <summary>One value, read past the service.</summary>
    public T Read<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    /// <summary>The files as a backup program copies them, whatever is being written.</summary>
    public LogBackup Copy() => new(ReadShared(File), System.IO.File.Exists(File + "-wal")
        ? ReadShared(File + "-wal")
        : null);

    public void PutBack(LogBackup backup)
    {
        System.IO.File.WriteAllBytes(File, backup.Database);
        if (backup.Wal is not null)
        {
            System.IO.File.WriteAllBytes(File + "-wal", backup.Wal);
        }
    }

    public void CopyTo(string folder)
    {
        foreach (var file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.Copy(file, target, overwrite: true);
        }
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(Folder, recursive: true);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>A copy of a database file, and of the WAL beside it.</summary>
internal sealed record LogBackup(byte[] Database, byte[]? Wal);
