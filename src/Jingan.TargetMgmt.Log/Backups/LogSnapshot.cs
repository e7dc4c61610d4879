using System.Data.Common;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Log.Backups;

/// <summary>A side's database as it is at one moment, held while the service goes on writing.</summary>
public sealed class LogSnapshot : IDisposable
{
    private readonly SqlDialect _dialect;
    private readonly StatementCache _statements;
    private readonly DbTransaction _moment;

    private LogSnapshot(SqlDialect dialect, StatementCache statements)
    {
        (_dialect, _statements) = (dialect, statements);
        _moment = dialect.BeginSnapshot(statements.Connection);
        Head = StoredTree.HeadOf(statements, _moment);
    }

    /// <summary>The newest checkpoint at that moment.</summary>
    public PublishedCheckpoint Head { get; }

    /// <summary>Takes the moment.</summary>
    /// <param name="options">An embedded database.</param>
    /// <exception cref="DoubtException">The log has no checkpoint.</exception>
    /// <exception cref="DbException">The database cannot be read.</exception>
    public static LogSnapshot Take(DatabaseOptions options)
    {
        var dialect = SqlDialect.FromName(options.Engine);
        var statements = new StatementCache(StoredTree.Open(dialect, options.ConnectionString));
        try
        {
            return new(dialect, statements);
        }
        catch
        {
            statements.Dispose();
            throw;
        }
    }

    /// <summary>Writes it into a new file, which is on disk when this returns.</summary>
    public void CopyTo(string file) => _dialect.CopyTo(_statements.Connection, file);

    public void Dispose()
    {
        _moment.Dispose();
        _statements.Dispose();
    }
}
