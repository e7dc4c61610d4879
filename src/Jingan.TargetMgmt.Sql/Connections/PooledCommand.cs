using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Jingan.TargetMgmt.Sql.Connections;

/// <summary>A command of a <see cref="PooledConnection"/>: once its text is known it is the compiled one,
/// if there is one.</summary>
internal sealed class PooledCommand(PooledConnection connection) : DbCommand
{
    private DbCommand? _inner;

    [AllowNull]
    public override string CommandText
    {
        get => _inner?.CommandText ?? "";
        set
        {
            var parameters = _inner?.Parameters.Cast<object>().ToArray() ?? [];
            var transaction = _inner?.Transaction;
            Return();
            _inner = connection.TakeCommand(value ?? "");
            _inner.Transaction = transaction;
            _inner.Parameters.AddRange(parameters);
        }
    }

    public override int CommandTimeout
    {
        get => Inner.CommandTimeout;
        set => Inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => Inner.CommandType;
        set => Inner.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException();
    }

    protected override DbParameterCollection DbParameterCollection => Inner.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => Inner.Transaction;
        set => Inner.Transaction = value;
    }

    private DbCommand Inner => _inner ??= connection.TakeCommand("");

    public override void Cancel() => Inner.Cancel();

    public override int ExecuteNonQuery() => Inner.ExecuteNonQuery();

    public override object? ExecuteScalar() => Inner.ExecuteScalar();

    public override void Prepare() => Inner.Prepare();

    protected override DbParameter CreateDbParameter() => Inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Inner.ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Return();
        }

        base.Dispose(disposing);
    }

    private void Return()
    {
        if (_inner is not null)
        {
            connection.PutBack(_inner);
            _inner = null;
        }
    }
}
