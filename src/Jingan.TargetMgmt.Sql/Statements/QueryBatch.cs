using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;

namespace Jingan.TargetMgmt.Sql.Statements;

/// <summary>The rows of one query of a <see cref="QueryBatch"/>.</summary>
public sealed class QueryResult<T>
{
    private IReadOnlyList<T>? _rows;

    /// <exception cref="InvalidOperationException">The batch has not been run.</exception>
    public IReadOnlyList<T> Rows
    {
        get => _rows ?? throw new InvalidOperationException("The queries have not been run.");
        internal set => _rows = value;
    }
}

/// <summary>Queries whose answers all see one moment. To a server they travel together: one round trip,
/// the transaction included, however many they are.</summary>
public sealed partial class QueryBatch
{
    private readonly List<Query> _queries = [];
    private readonly List<Action> _checks = [];

    /// <summary>Adds a query; its answer is there when the batch has been run.</summary>
    /// <param name="sql">A constant of the caller's.</param>
    /// <param name="parameters">An object whose members are named as the parameters.</param>
    /// <param name="read">What a row becomes.</param>
    public QueryResult<T> Add<TRow, T>(string sql, object parameters, Func<TRow, T> read)
    {
        var query = new Query<TRow, T>(sql, parameters, read);
        _queries.Add(query);
        return query.Answer;
    }

    /// <summary>Adds a look at the answers; a <see cref="DoubtException"/> of it makes the side read-only as one of a
    /// row does.</summary>
    public void AfterRead(Action check) => _checks.Add(check);

    internal void Check() => _checks.ForEach(check => check());

    /// <summary>Runs one after another on an embedded engine,
    /// which has no round trips and keeps the compiled statements.</summary>
    internal async Task RunEachAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        foreach (var query in _queries)
        {
            await query.RunAsync(connection, transaction, ct);
        }
    }

    /// <summary>Runs all of them as one text, between two others that have no parameters and give no rows.</summary>
    internal async Task RunTogetherAsync(DbConnection connection, string before, string after, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        Write(command, before, after);
        await using var rows = await command.ExecuteReaderAsync(ct);
        foreach (var query in _queries)
        {
            await query.ReadAsync(rows, ct);
            await rows.NextResultAsync(ct); // after the last: an error of the end comes to light
        }
    }

    // Each query's parameters have names of their own: of the second, @name becomes @name_1.
    private void Write(DbCommand command, string before, string after)
    {
        var text = new StringBuilder(before);
        foreach (var (number, query) in _queries.Index())
        {
            text.Append('\n').Append(Parameters().Replace(query.Sql, $"$0_{number}")).Append(';');
            var taken = StatementParameters.Of(query.Sql, query.Parameters.GetType());
            var first = command.Parameters.Count;
            taken.Define(command.Parameters, command.CreateParameter);
            for (var i = 0; i < taken.Count; i++)
            {
                var parameter = command.Parameters[first + i];
                parameter.ParameterName += $"_{number}";
                StatementParameters.SetValue(parameter, taken.ValueAt(i, query.Parameters, logIndex: -1));
            }
        }

#pragma warning disable CA2100 // constants of the code
        command.CommandText = text.Append('\n').Append(after).ToString();
#pragma warning restore CA2100
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameters();

    private abstract class Query(string sql, object parameters)
    {
        public string Sql => sql;

        public object Parameters => parameters;

        public abstract Task RunAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct);

        public abstract Task ReadAsync(DbDataReader rows, CancellationToken ct);
    }

    private sealed class Query<TRow, T>(string sql, object parameters, Func<TRow, T> read) : Query(sql, parameters)
    {
        public QueryResult<T> Answer { get; } = new();

        public override async Task RunAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct) =>
            // A row is let go when it was read: a year's entries together are a hundred times what is kept of them.
            Answer.Rows =
                [.. (await connection.QueryAsync<TRow>(new CommandDefinition(
                    Sql, Parameters, transaction, flags: CommandFlags.None, cancellationToken: ct))).Select(read)];

        public override async Task ReadAsync(DbDataReader rows, CancellationToken ct)
        {
            List<T> found = [];
            var parse = rows.GetRowParser(typeof(TRow)); // the generic one fails on plain text
            while (await rows.ReadAsync(ct))
            {
                found.Add(read((TRow)parse(rows)));
            }

            Answer.Rows = found;
        }
    }
}
