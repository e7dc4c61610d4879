using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Jingan.TargetMgmt.Sql.Statements;

/// <summary>A compiled statement of SQLite, bound by position and stepped directly: the driver's command looks up every
/// parameter's name and makes a reader at each run.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int OnStack = 1024;

    private readonly sqlite3 _engine;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _positions;

    /// <param name="connection">Open; it must stay open as long as the statement is used.</param>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">Names, in the order in which values will be given.</param>
    /// <exception cref="SqliteException">It cannot be compiled.</exception>
    public SqliteStatement(SqliteConnection connection, string sql, IEnumerable<string> parameters)
    {
        _engine = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_engine, sql, out _statement), _engine);
        _positions = [.. parameters.Select(name => raw.sqlite3_bind_parameter_index(_statement, "@" + name))];
    }

    /// <summary>Gives a parameter its value, by its place in the constructor's list.</summary>
    /// <param name="parameter">From 0.</param>
    /// <param name="value">Text, a 64-bit integer, bytes or null.</param>
    public void Bind(int parameter, object? value)
    {
        var position = _positions[parameter];
        SqliteException.ThrowExceptionForRC(
            value switch
            {
                null => raw.sqlite3_bind_null(_statement, position),
                long number => raw.sqlite3_bind_int64(_statement, position, number),
                string text => BindText(position, text),
                byte[] bytes => raw.sqlite3_bind_blob(_statement, position, bytes),
                _ =>
                    throw new ArgumentException(
                        $"A statement's parameter is text, a 64-bit integer or bytes, not {value.GetType().Name}.",
                        nameof(value)),
            },
            _engine);
    }

    /// <summary>Runs a statement that returns no rows, as a part of the transaction that is open.</summary>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="SqliteException">It failed.</exception>
    /// <exception cref="InvalidOperationException">No transaction is open: the engine has rolled it back,
    /// or it was closed. Nothing was changed.</exception>
    public int Execute()
    {
        if (raw.sqlite3_get_autocommit(_engine) != 0)
        {
            throw new InvalidOperationException("The transaction this statement belongs to is over.");
        }

        try
        {
            var outcome = raw.sqlite3_step(_statement);
            return outcome == raw.SQLITE_DONE ? raw.sqlite3_changes(_engine) : throw Failure(outcome);
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement); // gives the same failure once more
        }
    }

    public void Dispose() => _statement.Dispose();

    private int BindText(int position, string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        return raw.sqlite3_bind_text(_statement, position, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private SqliteException Failure(int outcome) =>
        new($"SQLite error {outcome}: {raw.sqlite3_errmsg(_engine).utf8_to_string()}", outcome,
            raw.sqlite3_extended_errcode(_engine));
}
