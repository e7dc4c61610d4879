using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Jingan.TargetMgmt.Sql.Connections;

/// <summary>Open connections of an embedded engine, lent out again and again with the statements they have
/// compiled.</summary>
/// <remarks>An embedded engine compiles every text in the caller's own process, and forgets it with the command:
/// that costs more than most queries.</remarks>
internal sealed class ConnectionPool(Func<DbConnection> open) : IDisposable
{
    private const int MostIdle = 32;
    private readonly ConcurrentBag<PooledConnection> _idle = [];
    private volatile bool _disposed;

    public DbConnection Take() => _idle.TryTake(out var kept) ? kept.Lend() : new PooledConnection(open(), this);

    /// <summary>False when there are enough, and the connection is to be closed.</summary>
    public bool PutBack(PooledConnection connection)
    {
        if (_disposed || _idle.Count >= MostIdle)
        {
            return false;
        }

        _idle.Add(connection);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var kept))
        {
            kept.CloseForGood();
        }
    }
}

/// <summary>A lent connection: disposing it puts it back.</summary>
internal sealed class PooledConnection(DbConnection inner, ConnectionPool stock) : DbConnection
{
    private const int MostCommands = 200;
    private readonly Dictionary<string, Stack<DbCommand>> _idleCommands = [];
    private int _idleCount;
    private bool _isLent = true;

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => throw new NotSupportedException();
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public DbConnection Inner => inner;

    public override void Open()
    {
        // It is open.
    }

    public override void Close()
    {
        if (_isLent)
        {
            _isLent = false;
            if (!stock.PutBack(this))
            {
                CloseForGood();
            }
        }
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    internal PooledConnection Lend()
    {
        _isLent = true;
        return this;
    }

    internal void CloseForGood()
    {
        foreach (var command in _idleCommands.Values.SelectMany(c => c))
        {
            command.Dispose();
        }

        _idleCommands.Clear();
        inner.Dispose();
    }

    internal DbCommand TakeCommand(string sql)
    {
        if (_idleCommands.TryGetValue(sql, out var idle) && idle.TryPop(out var kept))
        {
            _idleCount--;
            return kept;
        }

        var command = inner.CreateCommand();
#pragma warning disable CA2100 // passed on as it came
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    internal void PutBack(DbCommand command)
    {
        if (_idleCount >= MostCommands || inner.State != ConnectionState.Open)
        {
            command.Dispose();
            return;
        }

        command.Parameters.Clear();
        command.Transaction = null;
        if (!_idleCommands.TryGetValue(command.CommandText, out var idle))
        {
            _idleCommands.Add(command.CommandText, idle = new());
        }

        idle.Push(command);
        _idleCount++;
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        inner.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new PooledCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }
}
