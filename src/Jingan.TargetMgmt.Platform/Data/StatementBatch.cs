using System.Data.Common;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>Statements that travel to a server together: one round trip, however many they are.</summary>
internal sealed class StatementBatch(DbConnection connection) : IDisposable
{
    private readonly DbBatch _batch = connection.CreateBatch();
    private readonly List<DbBatchCommand> _counted = [];

    /// <summary>Adds a statement that must change exactly one row; <c>@logIndex</c> is supplied where it is named.</summary>
    public void Add(string sql, object parameters, long logIndex = -1) => _counted.Add(Append(sql, parameters, logIndex));

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

    /// <summary>Whether every statement that was to change one row has done so.</summary>
    public bool ChangedAsExpected => _counted.TrueForAll(c => c.RecordsAffected == 1);

    public void Dispose() => _batch.Dispose();

    private DbBatchCommand Append(string sql, object parameters, long logIndex)
    {
        var command = _batch.CreateBatchCommand();
#pragma warning disable CA2100 // constants of the code
        command.CommandText = sql;
#pragma warning restore CA2100
        var taken = new StatementParameters(sql, parameters.GetType());
        taken.Define(command.Parameters, command.CreateParameter);
        taken.Bind(command.Parameters, parameters, logIndex);
        _batch.BatchCommands.Add(command);
        return command;
    }
}
