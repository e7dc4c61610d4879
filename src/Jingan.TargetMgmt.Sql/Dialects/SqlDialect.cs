using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Sql.Dialects;

/// <summary>Everything that differs between the two engines. Queries do not:
/// they stay in the common subset of SQL.</summary>
public abstract class SqlDialect
{
    public static readonly SqlDialect Sqlite = new SqliteDialect();
    public static readonly SqlDialect SqlServer = new SqlServerDialect();

    /// <summary>Name in configuration and of the folder under db/.</summary>
    public abstract string Name { get; }

    public abstract DbConnection CreateConnection(string connectionString);

    /// <summary>Whether the engine is embedded: then this process keeps connections and compiled statements, instead of
    /// a driver's pool and a server's plan cache.</summary>
    public abstract bool IsEmbedded { get; }

    /// <summary>Runs on every fresh connection; empty when there is nothing to set.</summary>
    public abstract string SessionSql { get; }

    /// <summary>Whether transactions can read one moment without holding writers up.</summary>
    public abstract bool HasSnapshots(DbConnection connection);

    /// <summary>Settings that this database lacks and works slower without; empty where there are none.</summary>
    public abstract IReadOnlyList<string> MissingSettings(DbConnection connection);

    /// <summary>Starts a transaction whose reads all see the same moment,
    /// where the engine <see cref="HasSnapshots"/>.</summary>
    public abstract DbTransaction BeginSnapshot(DbConnection connection);

    /// <summary>Runs the queries in a transaction that sees one moment; without <see cref="HasSnapshots"/>,
    /// writers wait for its end.</summary>
    public abstract Task RunAsync(QueryBatch queries, DbConnection connection, bool hasSnapshots, CancellationToken ct);

    /// <summary>Starts a transaction that no other writer of the side can overlap, in this process or another. It waits
    /// for its turn, some seconds at most.</summary>
    public abstract DbTransaction BeginWrite(DbConnection connection);

    /// <summary>Starts a transaction that no other writer of the side can overlap, and runs its first query,
    /// which travels with its beginning.</summary>
    /// <param name="statements">The writer's connection.</param>
    /// <param name="firstSql">A constant without parameters.</param>
    /// <param name="read">Reads its rows.</param>
    /// <param name="first">What it read.</param>
    internal abstract DbTransaction BeginWrite<T>(
        StatementCache statements, string firstSql, Func<DbDataReader, T> read, out T first);

    /// <summary>Whether the server can make ledger tables.</summary>
    public abstract bool CanMakeLedgerTables(DbConnection connection);

    /// <summary>Whether the engine itself keeps the log's tables append-only and hashes their rows into a ledger of its
    /// own, beside our triggers.</summary>
    public abstract bool HasLedgerTables(DbConnection connection);

    /// <summary>Closes the open block of the engine's ledger and gives the digest of its last block, JSON as the engine
    /// writes it; null when there is no ledger, or nothing in it. Not inside a transaction.</summary>
    public abstract Task<string?> MakeLedgerDigestAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Has the engine recompute its ledger and compare it with digests that it gave before. Takes as long as
    /// reading all ledger tables. Not inside a transaction.</summary>
    /// <param name="connection">Of a login that may see the ledger's content.</param>
    /// <param name="digests">A JSON array of them, one at least.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="DbException">It could not be checked.</exception>
    /// <exception cref="NotSupportedException">The engine has no ledger.</exception>
    public abstract Task<LedgerVerdict> VerifyLedgerAsync(
        DbConnection connection, string digests, CancellationToken ct);

    /// <summary>Whether the failure means that a row with the same key already exists.</summary>
    public abstract bool IsDuplicateKey(DbException failure);

    /// <summary>Whether the failure is of the moment, and the same may succeed if it is tried again: a deadlock,
    /// a fail-over, a lost connection.</summary>
    public abstract bool IsTransient(DbException failure);

    /// <summary>What to do about a database that cannot be opened;
    /// null when the engine's own message has to do.</summary>
    public abstract Text? Advice(DbException failure);

    /// <summary>Asks for a number that is another one when other connections have written since;
    /// empty where the engine has none.</summary>
    public abstract string DataVersionTSql { get; }

    /// <summary>The file that the data is in; null where it is not this machine's.</summary>
    public abstract string? FileOf(string connectionString);

    /// <summary>The file beside the data in which commits wait to be put back into it; null where there is none.
    /// </summary>
    public abstract string? JournalOf(string connectionString);

    /// <summary>The connection string of somebody who only looks: nothing is written, made or left behind, whether or
    /// not a service has the database open.</summary>
    public abstract string ToLook(string connectionString);

    /// <summary>Whether the failure means that a table is not there.</summary>
    public abstract bool IsMissingTable(DbException failure);

    /// <summary>The same database, which has to be there: opening it makes none.</summary>
    public abstract string ExistingOf(string connectionString);

    /// <summary>Writes the database as the open transaction sees it into a new file, while others go on writing.
    /// It is on disk when this returns.</summary>
    /// <param name="connection">With a transaction of <see cref="BeginSnapshot"/> that has read already.</param>
    /// <param name="file">Not there yet.</param>
    /// <exception cref="NotSupportedException">A server's database is copied by the server.</exception>
    /// <exception cref="IOException">The disk of the new file is full.</exception>
    public abstract void CopyTo(DbConnection connection, string file);

    /// <summary>Puts what was committed back into the data file, where a journal beside it has it, so that a copy of
    /// the file alone is whole. Whoever reads or writes meanwhile does not wait: then it is left for the next
    /// time.</summary>
    /// <param name="connection">The writer's: to others it would look as if somebody had written.</param>
    public abstract void Settle(DbConnection connection);

    /// <summary>Puts as much of what was committed back into the data file as stands in nobody's way.</summary>
    /// <returns>Pages in the journal beside the file, and how many of them still wait; none of either where there is no
    /// such journal.</returns>
    public abstract (long Journal, long Left) PutBack(DbConnection connection);

    /// <summary>Whether there is anything to <see cref="Settle"/>.</summary>
    public abstract bool IsUnsettled(string connectionString);

    /// <summary>Whether <see cref="PageOf"/> gives pages, or everything at once.</summary>
    public abstract bool HasPages { get; }

    /// <summary>A query of all rows of a table with the alias <c>t</c>, for reading them a page after another: the
    /// row's place comes first, then what was asked for. It takes <c>@from</c> and <c>@take</c>.</summary>
    /// <param name="rowsSql"><c>select … from {table} t …</c>, without <c>where</c> and <c>order by</c>.</param>
    public abstract string PageOf(string rowsSql);

    /// <summary>How long a look at the schema is good for when anybody may ask for it.</summary>
    public abstract TimeSpan LookAgainAfter { get; }

    /// <summary>The schema that is there: objects by kind and name, each with what it is made of.</summary>
    public abstract IReadOnlyDictionary<string, string> ReadSchema(DbConnection connection);

    /// <summary>The schema that the side's scripts make, told in the same way.</summary>
    public abstract IReadOnlyDictionary<string, string> ExpectedSchema(string side, bool hasLedger);

    /// <summary>The advice of the engine that failed; empty when it has none.</summary>
    public static Text AdviceOn(DbException failure) =>
        Sqlite.Advice(failure) ?? SqlServer.Advice(failure) ?? new("", "");

    /// <summary>Whether the engine that failed, or its driver, calls the failure one of the moment.</summary>
    public static bool IsTransientOnAny(DbException failure) =>
        failure.IsTransient || Sqlite.IsTransient(failure) || SqlServer.IsTransient(failure);

    public static SqlDialect FromName(string name) => name switch
    {
        "sqlite" => Sqlite,
        "sqlserver" => SqlServer,
        _ => throw new ArgumentException($"Unknown database engine '{name}': use sqlite or sqlserver.", nameof(name)),
    };
}
