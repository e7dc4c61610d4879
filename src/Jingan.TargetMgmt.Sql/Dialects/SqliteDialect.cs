using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Connections;
using Jingan.TargetMgmt.Sql.Schema;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Sql.Dialects;

/// <summary>The embedded default: one file, one process.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public override string Name => "sqlite";

    // recursive_triggers: without it "insert or replace" would delete past the insert-only triggers.
    // A long WAL: what is in it goes back into the file beside the writer (the log's Backfill); a commit that finds it
    // this long does so itself, and everybody waits. A cache of some thousand pages:
    // SQLite looks through all of it at every commit that split a page.
    // FULL: in WAL mode NORMAL would lose the last commits on power failure,
    // and every commit here has been promised to somebody.
    public override string SessionSql =>
        "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma recursive_triggers = "
        + "on; pragma busy_timeout = 5000; pragma wal_autocheckpoint = 100000; pragma cache_size = -16384;";

    // The driver tries again for as long as a command may take, by default 30 s,
    // each time waiting out the engine's own busy_timeout:
    // a file that somebody else keeps locked would hold every writer up for that long.
    public override DbConnection CreateConnection(string connectionString)
    {
        var connection = new SqliteConnection(Unpooled(connectionString)) { DefaultTimeout = BusySeconds };
        // its own knows ASCII only; SQL Server's does all
        connection.CreateFunction<string?, string?>("lower", text => text?.ToLowerInvariant(), isDeterministic: true);
        return connection;
    }

    /// <summary>Without the driver's own pool, which holds a file open after everybody has let go of it: it would keep
    /// its WAL. <see cref="ConnectionPool"/> keeps what is worth keeping.</summary>
    public static string Unpooled(string connectionString) =>
        new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();

    private const int BusySeconds = 5;

    public override bool IsEmbedded => true;

    public override bool HasSnapshots(DbConnection connection) => true;

    public override IReadOnlyList<string> MissingSettings(DbConnection connection) => [];

    // Deferred: takes no write lock, and in WAL mode reads from the first query on see one moment.
    public override DbTransaction BeginSnapshot(DbConnection connection) =>
        Inner(connection).BeginTransaction(deferred: true);

    public override async Task RunAsync(
        QueryBatch queries, DbConnection connection, bool hasSnapshots, CancellationToken ct)
    {
        await using var transaction = BeginSnapshot(connection);
        await queries.RunEachAsync(connection, transaction, ct);
    }

    // Immediate: the write lock is taken now, not at the first statement,
    // so that nothing read here is out of date when it is written upon.
    public override DbTransaction BeginWrite(DbConnection connection) =>
        Inner(connection).BeginTransaction(deferred: false);

    internal override DbTransaction BeginWrite<T>(
        StatementCache statements, string firstSql, Func<DbDataReader, T> read, out T first)
    {
        var transaction = BeginWrite(statements.Connection);
        try
        {
            using var rows = statements.Query(firstSql, NoParameters, transaction);
            first = read(rows);
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    private static readonly object NoParameters = new { };

    private static SqliteConnection Inner(DbConnection connection) =>
        (SqliteConnection)(connection is PooledConnection kept ? kept.Inner : connection);

    public override bool CanMakeLedgerTables(DbConnection connection) => false;

    public override bool HasLedgerTables(DbConnection connection) => false;

    public override Task<string?> MakeLedgerDigestAsync(DbConnection connection, CancellationToken ct) =>
        Task.FromResult<string?>(null);

    public override Task<LedgerVerdict> VerifyLedgerAsync(
        DbConnection connection, string digests, CancellationToken ct) =>
        throw new NotSupportedException("SQLite has no ledger.");

    public override bool IsDuplicateKey(DbException failure) =>
        failure is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 }; // primary key, unique

    public override string DataVersionTSql => "pragma data_version";

    public override string? FileOf(string connectionString) =>
        new SqliteConnectionStringBuilder(connectionString) is
        {
            DataSource: { Length: > 0 } file,
            Mode: not SqliteOpenMode.Memory
        } && file != ":memory:" ? Path.GetFullPath(file) : null;

    public override string? JournalOf(string connectionString) =>
        FileOf(connectionString) is { } file ? file + "-wal" : null;

    // Without a journal the file is whole, and nobody has it open for long: taken as one that cannot change it needs no
    // files beside it, which a mere reader would else make and leave there as its own.
    public override string ToLook(string connectionString)
    {
        if (FileOf(connectionString) is not { } file)
        {
            return connectionString;
        }

        return new SqliteConnectionStringBuilder
        {
            DataSource = File.Exists(file + "-wal") ? file : $"{new Uri(file).AbsoluteUri}?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
        }.ConnectionString;
    }

    public override bool IsMissingTable(DbException failure) =>
        failure is SqliteException { SqliteErrorCode: 1 }
        && failure.Message.Contains("no such table", StringComparison.Ordinal);

    public override string ExistingOf(string connectionString) =>
        new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite }.ToString();

    public override void CopyTo(DbConnection connection, string file) => SqliteCopy.Run(Inner(connection), file);

    public override bool IsUnsettled(string connectionString) =>
        FileOf(connectionString) is { } file && new FileInfo(file + "-wal") is { Exists: true, Length: > 0 };

    // Passive first, which stands in nobody's way and does nearly all of it. Truncating holds the writers' turn, and
    // would hold it for as long as it waits for a reader: so it does not wait.
    private const string SettlePragmas =
        PutBackPragma + " pragma busy_timeout = 0; pragma wal_checkpoint(truncate);";

    public override void Settle(DbConnection connection)
    {
        using var command = Inner(connection).CreateCommand();
        try
        {
            command.CommandText = SettlePragmas;
            command.ExecuteNonQuery();
        }
        finally
        {
            command.CommandText = BusyPragma;
            command.ExecuteNonQuery();
        }
    }

    private const string PutBackPragma = "pragma wal_checkpoint(passive);";

    public override (long Journal, long Left) PutBack(DbConnection connection)
    {
        using var command = Inner(connection).CreateCommand();
        command.CommandText = PutBackPragma;
        using var counts = command.ExecuteReader();
        counts.Read();
        // whether somebody else is at it, pages in the journal, pages put back; -1 where nothing is known
        var (journal, done) = (counts.GetInt64(1), counts.GetInt64(2));
        return (journal, counts.GetInt64(0) == 0 ? journal - done : long.MaxValue);
    }

    private const string BusyPragma = "pragma busy_timeout = 5000;";

    public override bool HasPages => true;

    // A page is a read of its own: one that stays open keeps the WAL from being put back into the file.
    public override string PageOf(string rowsSql) =>
        $"select t.rowid, {rowsSql.AsSpan("select ".Length)}\nwhere t.rowid >= @from order by t.rowid limit @take";

    public override TimeSpan LookAgainAfter => TimeSpan.Zero;

    public override IReadOnlyDictionary<string, string> ReadSchema(DbConnection connection) =>
        SqliteSchema.Read(connection);

    public override IReadOnlyDictionary<string, string> ExpectedSchema(string side, bool hasLedger) =>
        SqliteSchema.Expected(side);

    // A lock that was not given up in time: somebody else has the file open.
    public override bool IsTransient(DbException failure) => false;

    public override Text? Advice(DbException failure) => (failure as SqliteException)?.SqliteErrorCode switch
    {
        5 or 6 => new("数据库文件正被另一进程使用；请停止它后再启动。", "the file is in use by another process; stop that one first."),
        11 or 26 => new("数据库文件已损坏，或不是数据库；请从备份恢复。", "the file is damaged or is no database; restore a backup."),
        13 => new("磁盘已满；请腾出空间。", "the disk is full; make room on it."),
        14 => new("打不开数据库文件；请检查路径和权限。", "the file cannot be opened; check its path and permissions."),
        _ => null,
    };
}
