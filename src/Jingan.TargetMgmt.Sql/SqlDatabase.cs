using System.Data.Common;
using Jingan.TargetMgmt.Sql.Connections;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Sql;

/// <summary>One side's database: its connections, its dialect and its reads. It knows no log.</summary>
/// <param name="options">Engine and connection string.</param>
/// <param name="side"><c>government</c> or <c>evaluation</c>: the folder under db/.</param>
/// <param name="loggers">Where it is told that something is slow or differs.</param>
public abstract partial class SqlDatabase(DatabaseOptions options, string side, ILoggerFactory loggers) : IDisposable
{
    private readonly ConnectionPool _stock = new(() =>
        Open(SqlDialect.FromName(options.Engine), options.ConnectionString));

    public string Side { get; } = side;

    public SqlDialect Dialect { get; } = SqlDialect.FromName(options.Engine);

    /// <summary>Whether the engine keeps a ledger of the log's tables; known once the database is prepared.
    /// See <see cref="SqlDialect.HasLedgerTables"/>.</summary>
    public bool HasLedgerTables { get; private set; }

    /// <summary>Whether transactions can read one moment without holding writers up;
    /// known once the database is prepared. See <see cref="SqlDialect.HasSnapshots"/>.</summary>
    internal bool HasSnapshots { get; private set; }

    /// <summary>Whether the data is still in the files that were opened; null where it is not this machine's.</summary>
    internal FileGuard? Files { get; private set; }

    /// <summary>The file that the data is in; null where it is not this machine's.</summary>
    internal string? DataFile => Dialect.FileOf(options.ConnectionString);

    /// <summary>Called when a row that was read cannot be true.</summary>
    protected abstract void Doubt(DoubtException doubt);

    /// <summary>Brings the schema up to date, or insists that it is, and finds out what the engine can do.</summary>
    /// <exception cref="SchemaException">The schema is not this program's.</exception>
    internal void Prepare()
    {
        if (options.MigratesOnStart)
        {
            Migrate();
        }
        else
        {
            new SchemaMigration(Side, Dialect, options.ConnectionString).Require();
        }

        using (var connection = Open())
        {
            HasLedgerTables = Dialect.HasLedgerTables(connection);
            HasSnapshots = Dialect.HasSnapshots(connection);
            if (Dialect.MissingSettings(connection) is { Count: > 0 } missing)
            {
                LogMissingSettings(loggers.CreateLogger<SqlDatabase>(), Side, string.Join(", ", missing));
            }
        }

        Files = DataFile is { } file ? new(file) : null;
    }

    /// <summary>An open connection; dispose it to give it back.</summary>
    public Task<DbConnection> OpenAsync(CancellationToken ct) => OpenAsync(options.ConnectionString, ct);

    /// <summary>One for a list or a report: to a replica where there is one, and then a moment behind.
    /// Never for what a write depends on.</summary>
    public Task<DbConnection> OpenReplicaAsync(CancellationToken ct) => OpenAsync(ReplicaString, ct);

    /// <summary>One that is opened for its caller alone, such as the writer's.</summary>
    internal DbConnection Open() => Open(Dialect, options.ConnectionString);

    /// <summary>Runs the queries at one moment.</summary>
    /// <exception cref="DoubtException">A row that was read is not what was logged;
    /// the side is read-only from here on.</exception>
    public Task ReadAsync(QueryBatch queries, CancellationToken ct) => ReadAsync(queries, options.ConnectionString, ct);

    /// <summary>Runs the queries at one moment where <see cref="OpenReplicaAsync"/> reads.</summary>
    /// <remarks>A replica decides nothing: what it has wrong is read again where it is written,
    /// and only what is wrong there is a doubt.</remarks>
    public async Task ReadReplicaAsync(QueryBatch queries, CancellationToken ct)
    {
        if (ReplicaString == options.ConnectionString)
        {
            await ReadAsync(queries, ct);
            return;
        }

        try
        {
            await RunAsync(queries, ReplicaString, ct);
        }
        catch (DoubtException doubt)
        {
            LogReplicaDiffers(loggers.CreateLogger<SqlDatabase>(), Side, doubt.Reason.En);
            await ReadAsync(queries, ct);
        }
    }

    /// <summary>Puts what was committed back into the data file, through the writer's connection, where there is
    /// anything to put back; see <see cref="SqlDialect.Settle"/>.</summary>
    /// <param name="writer">Gives the connection, which is made if there is none yet.</param>
    internal void Settle(Func<DbConnection> writer)
    {
        if (Dialect.IsUnsettled(options.ConnectionString))
        {
            Files?.Check();
            Dialect.Settle(writer());
        }
    }

    private string ReplicaString =>
        options.ReadOnlyConnectionString.Length > 0 ? options.ReadOnlyConnectionString : options.ConnectionString;

    private async Task<DbConnection> OpenAsync(string connectionString, CancellationToken ct)
    {
        if (Dialect.IsEmbedded)
        {
            return _stock.Take();
        }

        var connection = Dialect.CreateConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task RunAsync(QueryBatch queries, string connectionString, CancellationToken ct)
    {
        await using var connection = await OpenAsync(connectionString, ct);
        await Dialect.RunAsync(queries, connection, HasSnapshots, ct);
    }

    private async Task ReadAsync(QueryBatch queries, string connectionString, CancellationToken ct)
    {
        try
        {
            await RunAsync(queries, connectionString, ct);
            queries.Check();
        }
        catch (DoubtException doubt)
        {
            Doubt(doubt);
            throw;
        }
    }

    /// <summary>Brings the schema up to date with the scripts in db/{side}/{engine}/.</summary>
    /// <exception cref="SchemaException">It is newer than this program, or a script failed.</exception>
    public void Migrate() => new SchemaMigration(Side, Dialect, options.ConnectionString).Apply();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections that are kept.</summary>
    /// <param name="disposing">Always true: nothing is left for a finalizer.</param>
    protected virtual void Dispose(bool disposing) => _stock.Dispose();

    private static DbConnection Open(SqlDialect dialect, string connectionString)
    {
        var connection = dialect.CreateConnection(connectionString);
        try
        {
            connection.Open();
            if (dialect.SessionSql.Length > 0)
            {
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a constant of the dialect
                command.CommandText = dialect.SessionSql;
#pragma warning restore CA2100
                command.ExecuteNonQuery();
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    [LoggerMessage(1401, LogLevel.Warning,
        "The {Side} database lacks {Settings}: readers and the writer wait for each other. Run "
        + "deploy/sqlserver/settings.sql.")]
    private static partial void LogMissingSettings(ILogger logger, string side, string settings);

    [LoggerMessage(1402, LogLevel.Warning,
        "The replica of the {Side} database is not what was logged: {Fault}. The primary is read instead.")]
    private static partial void LogReplicaDiffers(ILogger logger, string side, string fault);
}
