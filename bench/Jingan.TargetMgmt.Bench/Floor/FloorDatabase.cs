using System.Text;
using SQLitePCL;

namespace Jingan.TargetMgmt.Bench.Floor;

/// <summary>The government side's tables and a submission's three statements, prepared once,
/// on the engine's own interface: no driver between.</summary>
internal sealed class FloorDatabase : IDisposable
{
    // FULL as the service must: a commit is on disk when it returns. Cache and log as in the service.
    private const string SessionSql =
        "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16384; pragma wal_autocheckpoint "
        + "= 20000;";

    private const string AddEntrySql = "insert into log_entry (idx, leaf_hash, data) values (?1, ?2, ?3)";

    private const string AddReportSql =
        "insert into progress_report (target_id, unit, period, revision, log_index) values (?1, 'BENCH', '2018-06', "
        + "?2, ?3)";

    private const string AddCurrentSql = """
        insert into progress_current (target_id, unit, period, year, revision, value, nodes, timeliness, window_index,
            log_index)
        values (?1, 'BENCH', '2018-06', 2018, ?2, ?3, null, 'onTime', ?3, ?3)
        """;

    private const string ReplaceCurrentSql = """
        update progress_current
        set revision = ?2, value = ?3, nodes = null, timeliness = 'onTime', window_index = ?3, log_index = ?3
        where target_id = ?1 and unit = 'BENCH' and period = '2018-06' and revision = ?2 - 1
        """;

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _commit;
    private readonly sqlite3_stmt _savepoint;
    private readonly sqlite3_stmt _release;
    private readonly sqlite3_stmt _addEntry;
    private readonly sqlite3_stmt _addReport;
    private readonly sqlite3_stmt _addCurrent;
    private readonly sqlite3_stmt _replaceCurrent;
    private readonly Dictionary<string, (byte[] Text, long Revision)> _targets = [];

    public FloorDatabase(string file)
    {
        Batteries_V2.Init();
        Expect(raw.SQLITE_OK, raw.sqlite3_open_v2(
            file, out _connection, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null));
        Expect(raw.SQLITE_OK, raw.sqlite3_exec(_connection, SessionSql));
        foreach (var script in Scripts())
        {
            Expect(raw.SQLITE_OK, raw.sqlite3_exec(_connection, script));
        }

        _begin = Prepare("begin immediate");
        _commit = Prepare("commit");
        _savepoint = Prepare("savepoint entry");
        _release = Prepare("release entry");
        _addEntry = Prepare(AddEntrySql);
        _addReport = Prepare(AddReportSql);
        _addCurrent = Prepare(AddCurrentSql);
        _replaceCurrent = Prepare(ReplaceCurrentSql);
    }

    public void Begin() => Run(_begin);

    public void Commit() => Run(_commit);

    /// <summary>The entry and the two rows that follow from it.</summary>
    public void Add(long index, string target, byte[] entry, byte[] leafHash)
    {
        var (text, revision) = _targets.TryGetValue(target, out var known)
            ? known
            : (Encoding.UTF8.GetBytes(target), 0);
        revision++;
        Run(_savepoint);
        raw.sqlite3_bind_int64(_addEntry, 1, index);
        raw.sqlite3_bind_blob(_addEntry, 2, leafHash);
        raw.sqlite3_bind_blob(_addEntry, 3, entry);
        Run(_addEntry);
        RunRow(_addReport, text, revision, index);
        RunRow(revision == 1 ? _addCurrent : _replaceCurrent, text, revision, index);
        Run(_release);
        _targets[target] = (text, revision);
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            _begin, _commit, _savepoint, _release, _addEntry, _addReport, _addCurrent, _replaceCurrent,
        })
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private void RunRow(sqlite3_stmt statement, byte[] target, long revision, long index)
    {
        raw.sqlite3_bind_text(statement, 1, target.AsSpan());
        raw.sqlite3_bind_int64(statement, 2, revision);
        raw.sqlite3_bind_int64(statement, 3, index);
        Run(statement);
        if (raw.sqlite3_changes(_connection) != 1)
        {
            throw new InvalidOperationException("A row was not written.");
        }
    }

    private void Run(sqlite3_stmt statement)
    {
        Expect(raw.SQLITE_DONE, raw.sqlite3_step(statement));
        raw.sqlite3_reset(statement);
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Expect(raw.SQLITE_OK, raw.sqlite3_prepare_v2(_connection, sql, out var statement));
        return statement;
    }

    private void Expect(int expected, int result)
    {
        if (result != expected)
        {
            throw new InvalidOperationException(
                $"SQLite: {raw.sqlite3_errmsg(_connection).utf8_to_string()} ({result}).");
        }
    }

    private static IEnumerable<string> Scripts()
    {
        var assembly = typeof(FloorDatabase).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
