using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Reflection;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>One connection and its commands, kept: the same few statements run thousands of times a second, and compiling them again would cost more than running them.</summary>
internal sealed class StatementCache(DbConnection connection) : IDisposable
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = [];
    private readonly Dictionary<(string Sql, Type Parameters), Kept> _commands = [];

    public DbConnection Connection => connection;

    /// <summary>Runs the statement; <c>@logIndex</c> is supplied where it is named.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, object parameters, DbTransaction transaction, long logIndex = -1) =>
        Bind(sql, parameters, transaction, logIndex).ExecuteNonQuery();

    /// <summary>The rows of a query; dispose the reader before the same query runs again.</summary>
    public DbDataReader Query(string sql, object parameters, DbTransaction? transaction) => Bind(sql, parameters, transaction, -1).ExecuteReader();

    public void Dispose()
    {
        foreach (var kept in _commands.Values)
        {
            kept.Command.Dispose();
        }

        connection.Dispose();
    }

    private DbCommand Bind(string sql, object parameters, DbTransaction? transaction, long logIndex)
    {
        if (!_commands.TryGetValue((sql, parameters.GetType()), out var kept))
        {
            _commands.Add((sql, parameters.GetType()), kept = Prepare(sql, parameters.GetType()));
        }

        for (var i = 0; i < kept.Members.Length; i++)
        {
            kept.Command.Parameters[i].Value = kept.Members[i].GetValue(parameters) ?? DBNull.Value;
        }

        if (kept.LogIndex is not null)
        {
            kept.LogIndex.Value = logIndex;
        }

        kept.Command.Transaction = transaction;
        return kept.Command;
    }

    private Kept Prepare(string sql, Type parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the code
        command.CommandText = sql;
#pragma warning restore CA2100
        var members = Members.GetOrAdd(parameters, t => t.GetProperties()).Where(m => sql.Contains("@" + m.Name, StringComparison.OrdinalIgnoreCase)).ToArray();
        foreach (var member in members)
        {
            command.Parameters.Add(New(command, member.Name, member.PropertyType));
        }

        DbParameter? logIndex = null;
        if (sql.Contains("@logIndex", StringComparison.Ordinal) && members.All(m => m.Name != "logIndex"))
        {
            logIndex = New(command, "logIndex", typeof(long));
            command.Parameters.Add(logIndex);
        }

        return new(command, members, logIndex);
    }

    // Typed, because an untyped null would be taken for text by one of the engines.
    private static DbParameter New(DbCommand command, string name, Type type)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        parameter.DbType = (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(long) => DbType.Int64,
            var t when t == typeof(string) => DbType.String,
            var t when t == typeof(byte[]) => DbType.Binary,
            var t => throw new ArgumentException($"A statement's parameter is text, a 64-bit integer or bytes: @{name} is {t.Name}."),
        };
        return parameter;
    }

    private sealed record Kept(DbCommand Command, PropertyInfo[] Members, DbParameter? LogIndex);
}
