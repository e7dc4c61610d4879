using System.Data.Common;
using DbUp.Builder;
using Jingan.TargetMgmt.Contracts;

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

    /// <summary>Runs on every fresh connection; empty when there is nothing to set.</summary>
    public abstract string SessionSql { get; }

    /// <summary>Whether transactions can read one moment without holding writers up.</summary>
    public abstract bool HasSnapshots(DbConnection connection);

    /// <summary>Runs the queries in a transaction that sees one moment; without <see cref="HasSnapshots"/>, writers wait for its end.</summary>
    public abstract Task RunAsync(QueryBatch queries, DbConnection connection, bool hasSnapshots, CancellationToken ct);

    /// <summary>Starts a transaction that no other writer of the side can overlap, in this process or another. It waits for its turn, some seconds at most.</summary>
    public abstract DbTransaction BeginWrite(DbConnection connection);

    /// <summary>Whether the server can make ledger tables.</summary>
    public abstract bool CanMakeLedgerTables(DbConnection connection);

    /// <summary>Whether the engine itself keeps the log's tables append-only and hashes their rows into a ledger of its own, beside our triggers.</summary>
    public abstract bool HasLedgerTables(DbConnection connection);

    /// <summary>Whether the failure means that a row with the same key already exists.</summary>
    public abstract bool IsDuplicateKey(DbException failure);

    /// <summary>Whether the failure is of the moment, and the same may succeed if it is tried again: a deadlock, a fail-over, a lost connection.</summary>
    public abstract bool IsTransient(DbException failure);

    /// <summary>What to do about a database that cannot be opened; null when the engine's own message has to do.</summary>
    public abstract Text? Advice(DbException failure);

    public abstract UpgradeEngineBuilder Upgrader(string connectionString);

    /// <summary>The advice of the engine that failed; empty when it has none.</summary>
    public static Text AdviceOn(DbException failure) => Sqlite.Advice(failure) ?? SqlServer.Advice(failure) ?? new("", "");

    public static SqlDialect FromName(string name) => name switch
    {
        "sqlite" => Sqlite,
        "sqlserver" => SqlServer,
        _ => throw new ArgumentException($"Unknown database engine '{name}': use sqlite or sqlserver.", nameof(name)),
    };
}
