using System.Data.Common;
using System.Runtime.CompilerServices;
using Jingan.TargetMgmt.Sql.Connections;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Sql.Statements;

/// <summary>One connection and its commands, kept: the same few statements run thousands of times a second, and
/// compiling them again would cost more than running them.</summary>
internal sealed class StatementCache(DbConnection connection) : IDisposable
{
    private readonly Dictionary<(string Sql, Type Parameters), Kept> _commands = new(ByReference.Instance);

    public DbConnection Connection => connection;

    /// <summary>Runs the statement; <c>@logIndex</c> is supplied where it is named.</summary>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    public int Execute(string sql, object parameters, DbTransaction transaction, long logIndex = -1)
    {
        var kept = Find(sql, parameters.GetType());
        if (connection is not SqliteConnection embedded)
        {
            return Bind(kept, parameters, transaction, logIndex).ExecuteNonQuery();
        }

        if (transaction.Connection is null)
        {
            throw new InvalidOperationException("The transaction is over.");
        }

        var direct = kept.Direct ??= new(embedded, sql, kept.Parameters.Names);
        for (var i = 0; i < kept.Parameters.Count; i++)
        {
            direct.Bind(i, kept.Parameters.ValueAt(i, parameters, logIndex));
        }

        return direct.Execute();
    }

    /// <summary>The rows of a query; dispose the reader before the same query runs again.</summary>
    public DbDataReader Query(string sql, object parameters, DbTransaction? transaction) =>
        Bind(Find(sql, parameters.GetType()), parameters, transaction, -1).ExecuteReader();

    public void Dispose()
    {
        foreach (var kept in _commands.Values)
        {
            kept.Direct?.Dispose();
            kept.Command.Dispose();
        }

        connection.Dispose();
    }

    private static DbCommand Bind(Kept kept, object parameters, DbTransaction? transaction, long logIndex)
    {
        kept.Parameters.Bind(kept.Command.Parameters, parameters, logIndex);
        kept.Command.Transaction = transaction is TSqlTransaction ? null : transaction;
        return kept.Command;
    }

    private Kept Find(string sql, Type parameters)
    {
        if (!_commands.TryGetValue((sql, parameters), out var kept))
        {
            _commands.Add((sql, parameters), kept = Prepare(sql, parameters));
        }

        return kept;
    }

    private Kept Prepare(string sql, Type parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the code
        command.CommandText = sql;
#pragma warning restore CA2100
        var taken = StatementParameters.Of(sql, parameters);
        taken.Define(command.Parameters, command.CreateParameter);
        return new(command, taken);
    }

    private sealed record Kept(DbCommand Command, StatementParameters Parameters)
    {
        public SqliteStatement? Direct { get; set; }
    }

    // The texts are constants of the code, one object each:
    // comparing what they say would read all of them at every statement.
    private sealed class ByReference : IEqualityComparer<(string Sql, Type Parameters)>
    {
        public static readonly ByReference Instance = new();

        public bool Equals((string Sql, Type Parameters) x, (string Sql, Type Parameters) y) =>
            ReferenceEquals(x.Sql, y.Sql) && x.Parameters == y.Parameters;

        public int GetHashCode((string Sql, Type Parameters) key) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(key.Sql), RuntimeHelpers.GetHashCode(key.Parameters));
    }
}
