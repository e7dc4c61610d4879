using System.Data.Common;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>Whether somebody else than the writer's connection has written to an embedded database.</summary>
internal sealed class ForeignWrites(SqlDialect dialect)
{
    private long? _version;

    /// <summary>Forgets what was seen: the number is a connection's own.</summary>
    public void Forget() => _version = null;

    /// <summary>True when there were some since it was asked last.</summary>
    public bool Came(StatementCache statements, DbTransaction transaction)
    {
        if (dialect.DataVersionTSql.Length == 0)
        {
            return false;
        }

        using var rows = statements.Query(dialect.DataVersionTSql, new { }, transaction);
        rows.Read();
        var (before, now) = (_version, rows.GetInt64(0));
        _version = now;
        return before is not null && before != now;
    }
}
