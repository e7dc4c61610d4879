using System.Data;
using System.Data.Common;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>Everything that differs between the two engines. Queries do not: they stay in the common subset of SQL.</summary>
public abstract class SqlDialect
{
    public static readonly SqlDialect Sqlite = new SqliteDialect();
    public static readonly SqlDialect SqlServer = new SqlServerDialect();

    /// <summary>Name in configuration and of the folder under db/.</summary>
    public abstract string Name { get; }

    public abstract DbConnection CreateConnection(string connectionString);

    /// <summary>Whether the engine is embedded: then this process keeps connections and compiled statements, instead of a driver's pool and a server's plan cache.</summary>
    public abstract bool IsEmbedded { get; }

    /// <summary>Runs on every fresh connection.</summary>
    public abstract string SessionSql { get; }

    /// <summary>Starts a transaction whose reads all see the same moment and hold no writer up.</summary>
    public abstract ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Starts a transaction that no other writer of the side can overlap, in this process or another.</summary>
    public abstract DbTransaction BeginWrite(DbConnection connection, string side);

    /// <summary>Whether the failure means that a row with the same key already exists.</summary>
    public abstract bool IsDuplicateKey(DbException failure);

    public abstract UpgradeEngineBuilder Upgrader(string connectionString);

    /// <summary>Whether the server can make ledger tables.</summary>
    public virtual bool HasLedger(DbConnection connection) => false;

    public static SqlDialect FromName(string name) => name switch
    {
        "sqlite" => Sqlite,
        "sqlserver" => SqlServer,
        _ => throw new ArgumentException($"Unknown database engine '{name}': use sqlite or sqlserver.", nameof(name)),
    };

    private sealed class SqliteDialect : SqlDialect
    {
        public override string Name => "sqlite";

        // recursive_triggers: without it "insert or replace" would delete past the insert-only triggers.
        // A long WAL: under load the pages of many commits go back into the file at once. A cache of some thousand pages: SQLite looks
        // through all of it at every commit that split a page.
        // FULL: in WAL mode NORMAL would lose the last commits on power failure, and every commit here has been promised to somebody.
        public override string SessionSql => "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma recursive_triggers = on; pragma busy_timeout = 5000; pragma wal_autocheckpoint = 20000; pragma cache_size = -16384;";

        public override DbConnection CreateConnection(string connectionString) => new SqliteConnection(connectionString);

        public override bool IsEmbedded => true;

        // Deferred: takes no write lock, and in WAL mode reads from the first query on see one moment.
        public override ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken ct) =>
            new(Inner(connection).BeginTransaction(deferred: true));

        // Immediate: the write lock is taken now, not at the first statement, so that nothing read here is out of date when it is written upon.
        public override DbTransaction BeginWrite(DbConnection connection, string side) => Inner(connection).BeginTransaction(deferred: false);

        private static SqliteConnection Inner(DbConnection connection) => (SqliteConnection)(connection is KeptConnection kept ? kept.Inner : connection);

        public override bool IsDuplicateKey(DbException failure) =>
            failure is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 }; // primary key, unique

        public override UpgradeEngineBuilder Upgrader(string connectionString) => DeployChanges.To.SqliteDatabase(connectionString);
    }

    private sealed class SqlServerDialect : SqlDialect
    {
        public override string Name => "sqlserver";

        public override string SessionSql => "set xact_abort on;";

        public override DbConnection CreateConnection(string connectionString) => new SqlConnection(connectionString);

        public override bool IsEmbedded => false;

        public override ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken ct) =>
            connection.BeginTransactionAsync(IsolationLevel.Snapshot, ct);

        // Snapshot isolation alone would let two processes append to the same size (write skew): the lock makes them take turns.
        public override DbTransaction BeginWrite(DbConnection connection, string side)
        {
            var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = """
                declare @result int;
                exec @result = sp_getapplock @Resource = @side, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000;
                if @result < 0 throw 50002, 'The log is locked by another process.', 1;
                """;
            command.Parameters.Add(new SqlParameter("@side", $"jingan-targetmgmt-{side}"));
            command.ExecuteNonQuery();
            return transaction;
        }

        public override bool IsDuplicateKey(DbException failure) =>
            failure is SqlException { Number: 2627 or 2601 }; // constraint, unique index

        public override UpgradeEngineBuilder Upgrader(string connectionString) => DeployChanges.To.SqlDatabase(connectionString);

        // SQL Server 2022 and later. Other engines that speak the protocol answer null.
        public override bool HasLedger(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "select cast(serverproperty('ProductMajorVersion') as int)";
            return command.ExecuteScalar() is >= 16;
        }
    }
}
