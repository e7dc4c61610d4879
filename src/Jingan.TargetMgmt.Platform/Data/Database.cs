using System.Data.Common;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>One side's database. Each side derives its own internal type, so that no other side can ask for it.</summary>
/// <param name="options">Engine and connection string.</param>
/// <param name="side"><c>government</c> or <c>evaluation</c>: the folder under db/ and the log's name.</param>
/// <param name="clock">The time that commits are stamped with.</param>
public abstract class Database(DatabaseOptions options, string side, TimeProvider clock)
{
    private readonly Lock _once = new();
    private CommitQueue? _queue;

    public string Side { get; } = side;

    public TimeProvider Clock { get; } = clock;

    public SqlDialect Dialect { get; } = SqlDialect.FromName(options.Engine);

    /// <summary>The one door for writes.</summary>
    public CommitQueue Queue
    {
        get
        {
            lock (_once)
            {
                return _queue ??= new(this);
            }
        }
    }

    /// <summary>An open connection; dispose it to return it to the pool.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = Dialect.CreateConnection(options.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a constant of the dialect
            command.CommandText = Dialect.SessionSql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection whose reads all see one moment; nothing may be written through it.</summary>
    public async Task<Snapshot> ReadSnapshotAsync(CancellationToken ct)
    {
        var connection = await OpenAsync(ct);
        try
        {
            return new(connection, await Dialect.BeginSnapshotAsync(connection, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the schema up to date with the scripts in db/{side}/{engine}/.</summary>
    public void Migrate()
    {
        var prefix = $"db/{Side}/{Dialect.Name}/";
        var result = Dialect.Upgrader(options.ConnectionString)
            .WithScriptsEmbeddedInAssembly(typeof(Database).Assembly, name => name.StartsWith(prefix, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"The {Side} database could not be migrated ({result.ErrorScript?.Name ?? "connection"}): {result.Error.Message}", result.Error);
        }
    }
}

/// <summary>A read transaction and its connection.</summary>
public sealed class Snapshot(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
