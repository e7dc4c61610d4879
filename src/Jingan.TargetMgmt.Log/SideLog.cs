using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Checking;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Connections;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Log;

/// <summary>One side's database and the log in it. Each side derives its own internal type, so that no other side can ask for it.</summary>
/// <param name="options">Engine and connection string.</param>
/// <param name="logOptions">The log's name, keys and witnesses.</param>
/// <param name="side"><c>government</c> or <c>evaluation</c>: the folder under db/ and the log's name.</param>
/// <param name="clock">The time that commits are stamped with.</param>
/// <param name="loggers">Where doubts are reported.</param>
public abstract partial class Database(DatabaseOptions options, LogOptions logOptions, string side, TimeProvider clock, ILoggerFactory loggers) : IDisposable
{
    private readonly ConnectionStock _stock = new(() => Open(SqlDialect.FromName(options.Engine), options.ConnectionString));
    private CommitQueue? _queue;
    private HighWaterFile? _highWater;
    private LogIdentity? _identity;
    private long _looked;
    private LogReading? _reading;
    private LeafIndex? _leafIndex;

    public string Side { get; } = side;

    public TimeProvider Clock { get; } = clock;

    public SqlDialect Dialect { get; } = SqlDialect.FromName(options.Engine);

    public LogOptions LogOptions { get; } = logOptions;

    /// <summary>The newest checkpoint, and whether the side is read-only.</summary>
    public LogStatus Log { get; } = new(side, loggers.CreateLogger<LogStatus>());

    /// <summary>What the side's rows follow from.</summary>
    public abstract RowMap Rows { get; }

    /// <summary>Tiles, entries, checkpoints and proofs.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Start"/>.</exception>
    public LogReading Reading => _reading ?? throw NotStarted();

    /// <summary>Entries by leaf hash.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Start"/>.</exception>
    public LeafIndex LeafIndex => _leafIndex ?? throw NotStarted();

    /// <summary>The keys of the configured witnesses.</summary>
    public IReadOnlyList<VerifierKey> Witnesses { get; private set; } = [];

    /// <summary>How far each of them has got.</summary>
    public WitnessStandings WitnessStandings { get; private set; } = new([]);

    /// <summary>A period whose unreleased ratings are among the entries [first, first + count); null when there is none.</summary>
    public virtual Task<string?> EmbargoedPeriodAsync(long first, int count, CancellationToken ct) => Task.FromResult<string?>(null);

    /// <summary>Whether something among the entries [first, first + count) is not to be seen by anybody yet, the side's own people included.</summary>
    public virtual Task<bool> IsSealedAsync(long first, int count, CancellationToken ct) => Task.FromResult(false);

    /// <summary>The ids of the targets that a unit has a part in now: which of them a reporter may see.</summary>
    public virtual Task<IReadOnlySet<string>> TargetsOfAsync(UnitCode unit, CancellationToken ct) => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

    /// <summary>The <c>access</c> entries of evaluators that count, by index; null where none needs an approval: on the government side, and before the first assessor's key.</summary>
    public virtual Task<IReadOnlySet<long>?> ApprovedAccessAsync(CancellationToken ct) => Task.FromResult<IReadOnlySet<long>?>(null);

    /// <summary>The log's name and keys.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Start"/>.</exception>
    public LogIdentity Identity => _identity ?? throw NotStarted();

    /// <summary>See <see cref="SqlDialect.HasLedgerTables"/>; known from the start on.</summary>
    public bool HasLedgerTables { get; private set; }

    /// <summary>See <see cref="SqlDialect.HasSnapshots"/>; known from the start on.</summary>
    internal bool HasSnapshots { get; private set; }

    /// <summary>How far the log had got, outside the database.</summary>
    internal HighWaterFile HighWater => _highWater ?? throw NotStarted();

    /// <summary>Whether the data is still in the files that were opened; null where it is not this machine's.</summary>
    internal FileGuard? Files { get; private set; }

    /// <summary>The file that the data is in; null where it is not this machine's.</summary>
    internal string? DataFile => Dialect.FileOf(options.ConnectionString);

    /// <summary>The one door for writes.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Start"/>.</exception>
    public CommitQueue Queue => _queue ?? throw NotStarted();

    /// <summary>Brings the schema up to date, or insists that it is, checks the log, and opens the door for writes: or keeps it shut, read-only, when the log is in doubt.</summary>
    /// <param name="mayCreateKeys">Make the log's key when there is none; in Production a missing key stops the start.</param>
    /// <exception cref="InvalidDataException">A key is missing or unusable.</exception>
    /// <exception cref="SchemaException">The schema is not this program's.</exception>
    public void Start(bool mayCreateKeys)
    {
        _identity = LogIdentity.Load(LogOptions, mayCreateKeys);
        Witnesses = WitnessOptions.ReadKeys(LogOptions);
        WitnessStandings = new(Witnesses);
        (_reading, _leafIndex) = (new(this), new(this));
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
                LogMissingSettings(loggers.CreateLogger<Database>(), Side, string.Join(", ", missing));
            }
        }

        Files = DataFile is { } file ? new(file) : null;
        _highWater = new(LogOptions.HighWaterFile);
        _queue = LogStart.Open(this, _identity, _highWater);
    }

    /// <summary>The same at once, before the first request, where <see cref="LogOptions.VerifyAll"/> asks for it.</summary>
    public void CheckRowsIfAsked()
    {
        if (LogOptions.VerifyAll && Log.Doubt is null)
        {
            CheckRows(new(1, CancellationToken.None));
        }
    }

    /// <summary>Looks at everything that is stored, once, and makes the side read-only when something is not as it should.</summary>
    internal void CheckRows(Pace pace)
    {
        try
        {
            var size = CheckRound.Run(this, pace);
            Log.MarkChecked(size, Clock.GetUtcNow());
        }
        catch (DoubtException doubt)
        {
            Log.Raise(doubt.Reason);
        }
    }

    /// <summary>Looks at what costs little: the schema, and whether the files are those that were opened. The side becomes read-only when they are not.</summary>
    internal void Look()
    {
        if (Log.Doubt is not null || Clock.GetElapsedTime(_looked) is var age && _looked != 0 && age < Dialect.LookAgainAfter)
        {
            return;
        }

        _looked = Clock.GetTimestamp();
        try
        {
            Files?.Check();
            SchemaCheck.Run(this);
        }
        catch (DoubtException doubt)
        {
            Log.Raise(doubt.Reason);
        }
    }

    /// <summary>An open connection; dispose it to give it back.</summary>
    public Task<DbConnection> OpenAsync(CancellationToken ct) => OpenAsync(options.ConnectionString, ct);

    /// <summary>One for a list or a report: to a replica where there is one, and then a moment behind. Never for what a write depends on.</summary>
    public Task<DbConnection> OpenReplicaAsync(CancellationToken ct) => OpenAsync(ReplicaString, ct);

    /// <summary>One that is opened for its caller alone, such as the writer's.</summary>
    internal DbConnection Open() => Open(Dialect, options.ConnectionString);

    /// <summary>Runs the queries at one moment.</summary>
    /// <exception cref="DoubtException">A row that was read is not what was logged; the side is read-only from here on.</exception>
    public Task ReadAsync(QueryBatch queries, CancellationToken ct) => ReadAsync(queries, options.ConnectionString, ct);

    /// <summary>The same where <see cref="OpenReplicaAsync"/> reads.</summary>
    /// <remarks>A replica decides nothing: what it has wrong is read again where it is written, and only what is wrong there is a doubt.</remarks>
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
            LogReplicaDiffers(loggers.CreateLogger<Database>(), Side, doubt.Reason.En);
            await ReadAsync(queries, ct);
        }
    }

    private string ReplicaString => options.ReadOnlyConnectionString.Length > 0 ? options.ReadOnlyConnectionString : options.ConnectionString;

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
            Log.Raise(doubt.Reason);
            throw;
        }
    }

    /// <summary>Brings the schema up to date with the scripts in db/{side}/{engine}/.</summary>
    /// <exception cref="SchemaException">It is newer than this program, or a script failed.</exception>
    public void Migrate() => new SchemaMigration(Side, Dialect, options.ConnectionString).Apply();

    public void Dispose()
    {
        _queue?.Dispose();
        _queue = null;
        _stock.Dispose();
        _reading?.Dispose();
        _leafIndex?.Dispose();
        GC.SuppressFinalize(this);
    }

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

    [LoggerMessage(1401, LogLevel.Warning, "The {Side} database lacks {Settings}: readers and the writer wait for each other. Run deploy/sqlserver/settings.sql.")]
    private static partial void LogMissingSettings(ILogger logger, string side, string settings);

    [LoggerMessage(1402, LogLevel.Warning, "The replica of the {Side} database is not what was logged: {Fault}. The primary is read instead.")]
    private static partial void LogReplicaDiffers(ILogger logger, string side, string fault);

    private InvalidOperationException NotStarted() => new($"The {Side} database has not been started.");
}
