using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Schema;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Tests.Sql.Tds;

/// <summary>Runs a session's statements on a SQLite file: the service's queries are in the common subset, and its few
/// T-SQL texts have a counterpart each.</summary>
/// <param name="file">The database, with the schema of its side.</param>
/// <param name="side"><c>government</c> or <c>evaluation</c>.</param>
internal sealed class TdsStatements(string file, string side) : IDisposable
{
    private const int DuplicateKey = 2627, AnyError = 50000;

    private readonly SqliteConnection _connection = Open(file);
    private bool _isInTransaction;

    /// <summary>Answers all statements of a text; false when one failed, which ends it.</summary>
    public bool Answer(TdsCall call, TdsAnswer answer, TdsDone token, Func<bool, TdsAnswer> end)
    {
        try
        {
            var isLocking = call.Text.Contains("sp_getapplock", StringComparison.Ordinal);
            foreach (var statement in call.Text.Split(
                ';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (Known(statement) is { } known)
                {
                    answer.Rows(["name", "value"], known).Done(token, hasMore: true);
                }
                else if (Translated(statement, isLocking) is { Length: > 0 } sql)
                {
                    Run(sql, call.Parameters, answer, token);
                }
            }

            end(false);
            return true;
        }
        catch (SqliteException failure)
        {
            answer.Error(failure.SqliteExtendedErrorCode is 1555 or 2067 ? DuplicateKey : AnyError, 16,
                failure.Message);
            end(true);
            return false;
        }
    }

    /// <summary>What a session that ends, or begins anew, leaves behind goes.</summary>
    public void Reset()
    {
        if (_isInTransaction)
        {
            Execute("rollback");
        }
    }

    public void Dispose() => _connection.Dispose();

    // The catalog and the journal of the migrations as SQL Server has them.
    private List<object?[]>? Known(string statement) => statement switch
    {
        _ when statement.StartsWith("select 'column '", StringComparison.Ordinal) =>
            [.. SqlDialect.SqlServer.ExpectedSchema(side, false).Select(o => new object?[] { o.Key, o.Value })],
        _ when statement.Contains("INFORMATION_SCHEMA", StringComparison.OrdinalIgnoreCase) => [[1, null]],
        _ when statement.Contains("[SchemaVersions]", StringComparison.Ordinal) =>
            [.. MigrationScripts.Of(side, "sqlserver", false).Select(s => new object?[] { s.Name, null })],
        _ when statement.Contains("sys.", StringComparison.Ordinal)
            || statement.Contains("serverproperty", StringComparison.Ordinal) => [[0L, null]],
        _ => null,
    };

    private string Translated(string statement, bool isLocking) => statement switch
    {
        "begin transaction" => isLocking ? "begin immediate" : "begin",
        "commit transaction" => "commit",
        "if @@trancount > 0 rollback transaction" => _isInTransaction ? "rollback" : "",
        _ when statement.StartsWith("save transaction ", StringComparison.Ordinal) =>
            statement.Replace("save transaction", "savepoint", StringComparison.Ordinal),
        _ when statement.StartsWith("rollback transaction ", StringComparison.Ordinal) =>
            statement.Replace("rollback transaction", "rollback to", StringComparison.Ordinal),
        _ when statement.StartsWith("set ", StringComparison.Ordinal)
            || statement.StartsWith("declare ", StringComparison.Ordinal)
            || statement.Contains("@result", StringComparison.Ordinal) => "",
        _ => statement,
    };

    private void Run(string sql, IReadOnlyDictionary<string, object?> parameters, TdsAnswer answer, TdsDone token)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters.Where(p => sql.Contains(p.Key, StringComparison.OrdinalIgnoreCase)))
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        using var reader = command.ExecuteReader();
        if (reader.FieldCount > 0)
        {
            List<object?[]> rows = [];
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i)
                    ? null
                    : reader.GetValue(i))]);
            }

            answer.Rows([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows)
                .Done(token, hasMore: true);
        }
        else
        {
            _isInTransaction = sql.StartsWith("begin", StringComparison.Ordinal)
                || (_isInTransaction && sql is not ("commit" or "rollback"));
            answer.Done(token, reader.RecordsAffected < 0 ? null : reader.RecordsAffected, hasMore: true);
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
        _isInTransaction = false;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=5");
        connection.Open();
        return connection;
    }
}
