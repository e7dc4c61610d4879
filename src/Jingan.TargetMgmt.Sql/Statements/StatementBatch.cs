using System.Data.Common;
using System.Globalization;

namespace Jingan.TargetMgmt.Sql.Statements;

/// <summary>Statements that travel to a server together: one round trip, however many they are.</summary>
internal sealed class StatementBatch(DbConnection connection) : IDisposable
{
    private readonly DbBatch _batch = connection.CreateBatch();
    private readonly List<(DbBatchCommand Command, int Rows)> _counted = [];

    /// <summary>Adds a statement that must change exactly one row;
    /// <c>@logIndex</c> is supplied where it is named.</summary>
    public void Add(string sql, object parameters, long logIndex = -1) =>
        _counted.Add((Append(sql, parameters, logIndex), 1));

    /// <summary>Adds rows to one table, many by one statement.</summary>
    /// <param name="sql">A statement of which <see cref="MultiRowInsert.IsRow"/> is true.</param>
    /// <param name="rows">The parameters of each row, all of one type, and its <c>@logIndex</c>.</param>
    public void AddRows(string sql, IReadOnlyList<(object Parameters, long LogIndex)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var taken = StatementParameters.Of(sql, rows[0].Parameters.GetType());
        var done = 0;
        foreach (var size in MultiRowInsert.Split(rows.Count, taken.Count))
        {
            var command = NewCommand(size == 1 ? sql : MultiRowInsert.Of(sql, size));
            for (var row = 0; row < size; row++)
            {
                taken.Define(command.Parameters, command.CreateParameter, size == 1
                    ? ""
                    : string.Create(CultureInfo.InvariantCulture, $"_{row}"));
                taken.Bind(command.Parameters, rows[done + row].Parameters, rows[done + row].LogIndex,
                    row * taken.Count);
            }

            _counted.Add((command, size));
            done += size;
        }
    }

    /// <summary>Adds the query that <see cref="Query"/> answers.</summary>
    public void AddQuery(string sql, object parameters) => Append(sql, parameters, -1);

    /// <summary>Runs all of it.</summary>
    /// <returns>The rows of its query; read them before asking <see cref="ChangedAsExpected"/>.</returns>
    /// <exception cref="DbException">One of them failed.</exception>
    public DbDataReader Query()
    {
        var rows = _batch.ExecuteReader();
        try
        {
            while (rows.FieldCount == 0 && rows.NextResult())
            {
                // A statement before the query: it has no columns.
            }

            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Runs all of it, there being no query in it.</summary>
    /// <exception cref="DbException">One of them failed.</exception>
    public void Run() => _batch.ExecuteNonQuery();

    /// <summary>Whether every statement has changed as many rows as it was to.</summary>
    public bool ChangedAsExpected => _counted.TrueForAll(c => c.Command.RecordsAffected == c.Rows);

    public void Dispose() => _batch.Dispose();

    private DbBatchCommand Append(string sql, object parameters, long logIndex)
    {
        var command = NewCommand(sql);
        var taken = StatementParameters.Of(sql, parameters.GetType());
        taken.Define(command.Parameters, command.CreateParameter);
        taken.Bind(command.Parameters, parameters, logIndex);
        return command;
    }

    private DbBatchCommand NewCommand(string sql)
    {
        var command = _batch.CreateBatchCommand();
#pragma warning disable CA2100 // constants of the code
        command.CommandText = sql;
#pragma warning restore CA2100
        _batch.BatchCommands.Add(command);
        return command;
    }
}
