using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Connections;
using Jingan.TargetMgmt.Sql.Schema;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Sql.Dialects;

/// <summary>Production: SQL Server 2019 and later, several processes on one database.</summary>
internal sealed class SqlServerDialect : SqlDialect
{
    // Begins, takes the turn and runs the first query in one round trip.
    // Snapshot isolation alone would let two processes append to the same size (write skew): the lock makes them take
    // turns. xact_abort off: a unit that fails must leave the savepoint before it usable.
    // nocount off: whether a statement changed its one row is what decides about a conflict.
    // Without parameters, because SqlClient would wrap the text into a procedure,
    // which may not leave a transaction open (error 266).
    // The lock is the database's; it names it all the same,
    // for engines that speak the protocol and have one name space for all databases.
    private const string BeginWriteTSql = """
        set xact_abort off;
        set nocount off;
        begin transaction;
        declare @result int;
        declare @log nvarchar(255) = concat('jingan-targetmgmt-log of ', db_name());
        exec @result = sp_getapplock @Resource = @log, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000;
        if @result < 0 throw 50002, 'The log is locked by another process.', 1;

        """;

    private static readonly OpeningRetries Retries = new();

    private static readonly ConcurrentDictionary<string, string> Complete = new(StringComparer.Ordinal);

    public override string Name => "sqlserver";

    public override string SessionSql => "";

    public override bool IsEmbedded => false;

    public override DbConnection CreateConnection(string connectionString) =>
        new SqlConnection(Complete.GetOrAdd(connectionString, ToComplete)) { RetryLogicProvider = Retries };

    // Else a pool that failed to open a connection refuses all others for 5 s, then for 10, 20 … 60 s,
    // without asking the server, which may be back long since.
    private static string ToComplete(string connectionString)
    {
        var parts = new SqlConnectionStringBuilder(connectionString);
        if (!parts.ShouldSerialize("Pool Blocking Period"))
        {
            parts.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        }

        return parts.ConnectionString;
    }

    // ALLOW_SNAPSHOT_ISOLATION, which deploy/sqlserver/settings.sql sets; 1 is on.
    private const string SnapshotsTSql =
        "select cast(snapshot_isolation_state as int) from sys.databases where name = db_name()";

    public override bool HasSnapshots(DbConnection connection) => Ask(connection, SnapshotsTSql) is 1;

    private const string CommittedSnapshotsTSql =
        "select cast(is_read_committed_snapshot_on as int) from sys.databases where name = db_name()";

    public override IReadOnlyList<string> MissingSettings(DbConnection connection) =>
    [
        .. HasSnapshots(connection) ? [] : (string[])["ALLOW_SNAPSHOT_ISOLATION"],
        .. Ask(connection, CommittedSnapshotsTSql) is 0 ? (string[])["READ_COMMITTED_SNAPSHOT"] : [],
    ];

    public override DbTransaction BeginSnapshot(DbConnection connection) =>
        connection.BeginTransaction(IsolationLevel.Snapshot);

    // Begun and ended in one text with the queries, which SqlClient may therefore wrap into a procedure,
    // as it does when there are parameters.
    // xact_abort: a query that fails or is given up leaves no transaction to the next user of the connection.
    private const string BeginSnapshotTSql =
        "set xact_abort on; set transaction isolation level snapshot; begin transaction;";

    // Without snapshots, error 3952. Serializable reads one moment too, by locks: right, but writers wait.
    private const string BeginSerializableTSql =
        "set xact_abort on; set transaction isolation level serializable; begin transaction;";

    // The pool does not put the level back on every version of the server.
    private const string EndTSql = "commit transaction; set transaction isolation level read committed;";

    public override Task RunAsync(
        QueryBatch queries, DbConnection connection, bool hasSnapshots, CancellationToken ct) =>
        queries.RunTogetherAsync(connection, hasSnapshots ? BeginSnapshotTSql : BeginSerializableTSql, EndTSql, ct);

    public override DbTransaction BeginWrite(DbConnection connection) => Begin(connection, "", _ => true, out _);

    internal override DbTransaction BeginWrite<T>(
        StatementCache statements, string firstSql, Func<DbDataReader, T> read, out T first) =>
        Begin(statements.Connection, firstSql, read, out first);

    private static TSqlTransaction Begin<T>(
        DbConnection connection, string firstSql, Func<DbDataReader, T> read, out T first)
    {
        var transaction = new TSqlTransaction((SqlConnection)connection);
        try
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the code
            command.CommandText = BeginWriteTSql + firstSql;
#pragma warning restore CA2100
            using var rows = command.ExecuteReader();
            first = read(rows);
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    // SQL Server 2022 and later. Other engines that speak the protocol answer null.
    private const string VersionTSql = "select cast(serverproperty('ProductMajorVersion') as int)";

    private const int FirstWithLedger = 16;

    public override bool CanMakeLedgerTables(DbConnection connection) =>
        Ask(connection, VersionTSql) is int and >= FirstWithLedger;

    // A ledger table has a hidden column more; asked this way,
    // no version of the engine and no other TDS engine is at a loss for a name.
    private const string LedgerColumnTSql =
        "select count(*) from sys.columns where object_id = object_id('log_entry') and name = "
        + "'ledger_start_transaction_id'";

    public override bool HasLedgerTables(DbConnection connection) => Ask(connection, LedgerColumnTSql) is int and > 0;

    // One row, one column, latest_digest. Permission GENERATE LEDGER DIGEST.
    private const string DigestTSql = "exec sp_generate_database_ledger_digest";

    public override Task<string?> MakeLedgerDigestAsync(DbConnection connection, CancellationToken ct) =>
        SqlServerLedger.DigestAsync(connection, DigestTSql, ct);

    // One row, last_verified_block_id, and a return value of 0; errors when a hash differs.
    // Permission VIEW LEDGER CONTENT, and ALLOW_SNAPSHOT_ISOLATION.
    private const string VerifyTSql = """
        declare @list nvarchar(max) = @found;
        declare @result int;
        exec @result = sp_verify_database_ledger @digests = @list;
        select @result;
        """;

    public override Task<LedgerVerdict> VerifyLedgerAsync(
        DbConnection connection, string digests, CancellationToken ct) =>
        SqlServerLedger.VerifyAsync(connection, VerifyTSql, digests, ct);

    public override bool IsDuplicateKey(DbException failure) =>
        failure is SqlException { Number: 2627 or 2601 }; // constraint, unique index

    public override bool IsTransient(DbException failure) =>
        failure is SqlException sql && SqlServerFailures.IsPassing(sql);

    public override Text? Advice(DbException failure) => failure is not SqlException sql ? null : sql.Number switch
    {
        18456 => new("登录名或口令不对；请检查连接字符串。", "the login or its password is wrong; check the connection string."),
        4060 => new("没有这个数据库，或此登录名无权使用它；先运行 deploy/sqlserver/logins.sql。",
            "there is no such database, or this login may not use it; run deploy/sqlserver/logins.sql first."),
        229 or 230 => new("此登录名缺少权限；请运行 deploy/sqlserver/grants.sql。",
            "this login lacks a permission; run deploy/sqlserver/grants.sql."),
        1105 => new("数据库的磁盘已满；请腾出空间。", "the database's disk is full; make room on it."),
        3906 => new("数据库是只读的。", "the database is read-only."),
        9002 => new("事务日志已满；请备份日志或增大空间。", "the transaction log is full; back it up or give it room."),
        37498 => new("数据库未允许快照隔离；请先运行 deploy/sqlserver/settings.sql。",
            "the database does not allow snapshot isolation; run deploy/sqlserver/settings.sql first."),
        297 or 300 => new("此登录名无权查看账本；请把它加入角色 ledger_auditor。",
            "this login may not see the ledger; make it a member of the role ledger_auditor."),
        -2146893019 or -2146762487 => new(
            "服务器证书不受信任；请安装签发它的 CA 证书（或在连接字符串中明写 TrustServerCertificate=True，自担风险）。",
            "the server's certificate is not trusted; install its CA's certificate (or write "
                + "TrustServerCertificate=True yourself, at your own risk)."),
        _ when sql.Class >= SqlServerFailures.LeavesNoSession =>
            new("连不上数据库服务器；请检查地址、端口和防火墙。", "the server cannot be reached; check address, port and firewall."),
        _ => null,
    };

    public override string DataVersionTSql => "";

    public override string? FileOf(string connectionString) => null;

    public override string? JournalOf(string connectionString) => null;

    public override string ToLook(string connectionString) => connectionString; // the login says what it may

    public override bool IsMissingTable(DbException failure) => failure is SqlException { Number: 208 };

    public override string ExistingOf(string connectionString) => connectionString; // connecting never makes one

    public override void CopyTo(DbConnection connection, string file) =>
        throw new NotSupportedException("A server's database is copied by the server.");

    public override void Settle(DbConnection connection)
    {
    }

    public override (long Journal, long Left) PutBack(DbConnection connection) => (0, 0);

    public override bool IsUnsettled(string connectionString) => false;

    public override bool HasPages => false;

    // Rows have no place of their own here; a read that stays open keeps nobody waiting where READ_COMMITTED_SNAPSHOT
    // is on.
    public override string PageOf(string rowsSql) =>
        rowsSql.Insert(rowsSql.IndexOf(' ', StringComparison.Ordinal), " cast(0 as bigint),") + "\n/* @from, @take */";

    public override TimeSpan LookAgainAfter => TimeSpan.FromSeconds(10);

    public override IReadOnlyDictionary<string, string> ReadSchema(DbConnection connection) =>
        SqlServerSchema.Read(connection);

    public override IReadOnlyDictionary<string, string> ExpectedSchema(string side, bool hasLedger) =>
        SqlServerSchema.Expected(side, hasLedger);

    private static object? Ask(DbConnection connection, string question)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this class
        command.CommandText = question;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
