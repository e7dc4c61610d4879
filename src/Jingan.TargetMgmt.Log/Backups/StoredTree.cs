using System.Data.Common;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Backups;

/// <summary>The log in a database that no service has open: every entry's hash, and the tree up to the newest
/// checkpoint.</summary>
public static class StoredTree
{
    /// <summary>Recomputes the tree from the entries, and verifies the newest checkpoint with the log's key.</summary>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="DoubtException">The log is not what was signed; the reason names what differs.</exception>
    /// <exception cref="DbException">The database cannot be read.</exception>
    public static PublishedCheckpoint Verify(DatabaseOptions options, VerifierKey key) => Verify(options, key, null);

    /// <summary>The same, and shows the tree before every entry and at the end.</summary>
    internal static PublishedCheckpoint Verify(DatabaseOptions options, VerifierKey key, Action<TreeEdge>? passing)
    {
        using var statements = new StatementCache(
            Open(SqlDialect.FromName(options.Engine), options.ConnectionString));
        var head = HeadOf(statements, null);
        if (LogIdentity.FaultOf(head.Note, head.Size, head.Root, [key]) is { } fault)
        {
            throw new DoubtException(new(
                $"最新检查点（大小 {head.Size}）不是 {key} 所签：{fault}",
                $"the newest checkpoint (size {head.Size}) is not signed by {key}: {fault}"));
        }

        var (end, count) = statements.EntriesFrom(null, long.MinValue);
        var root = LogReplay.Run(statements, null, TreeEdge.Empty, head.Size, passing: passing).Root();
        return end == head.Size && count == head.Size && root.AsSpan().SequenceEqual(head.Root)
            ? head
            : throw new DoubtException(new(
                $"{count} 条记录（止于 {end}）的根为 {Hex(root)}，而检查点（大小 {head.Size}）的根为 {Hex(head.Root)}",
                $"{count} entries (ending at {end}) give the root {Hex(root)}, the checkpoint (size {head.Size}) "
                    + $"has {Hex(head.Root)}"));
    }

    /// <summary>The newest checkpoint, as it lies there.</summary>
    /// <exception cref="DoubtException">The log has none.</exception>
    /// <exception cref="DbException">The database cannot be read.</exception>
    internal static PublishedCheckpoint HeadOf(DatabaseOptions options)
    {
        using var statements = new StatementCache(
            Open(SqlDialect.FromName(options.Engine), options.ConnectionString));
        return HeadOf(statements, null);
    }

    internal static PublishedCheckpoint HeadOf(StatementCache statements, DbTransaction? moment) =>
        statements.NewestCheckpoint(moment) is { } newest
            ? new(newest.Size, newest.Root, newest.Note)
            : throw new DoubtException(new(
                "日志还没有检查点：服务尚未启动过", "the log has no checkpoint: the service was never started"));

    internal static DbConnection Open(SqlDialect dialect, string connectionString)
    {
        var connection = dialect.CreateConnection(dialect.ExistingOf(connectionString));
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string Hex(byte[] root) => Convert.ToHexStringLower(root);
}
