using System.Data.Common;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>Where a batch begins. The rows decide, not the memory: another process may have written,
/// and a database may have been put back.</summary>
internal static class LogCatchUp
{
    /// <summary>The tree as it is stored, brought up from the one the writer knows.</summary>
    /// <param name="newest">The newest checkpoint, read when the transaction began.</param>
    /// <param name="saw">Called with entries that others wrote.</param>
    /// <exception cref="DoubtException">What is stored does not continue it.</exception>
    public static TreeEdge Run(
        StatementCache statements, DbTransaction transaction, StoredCheckpoint? newest, LogIdentity identity,
        TreeEdge known, Action<byte[]> saw)
    {
        if (newest is null || newest.Size < known.Size)
        {
            throw new DoubtException(new(
                $"数据库的日志长度为 {newest?.Size ?? 0}，本进程已写到 {known.Size}：数据库被换成了旧的副本",
                $"the database's log has {newest?.Size ?? 0} entries, this process wrote {known.Size}: an old copy "
                    + "was put back"));
        }

        var edge = newest.Size == known.Size
            ? known
            : LogReplay.Run(statements, transaction, known.AtLastFullTile, newest.Size, entry: saw);
        if (!edge.Root().AsSpan().SequenceEqual(newest.Root))
        {
            throw new DoubtException(new(
                $"大小为 {newest.Size} 的检查点有另一个根：{Convert.ToHexStringLower(newest.Root)}，应为 "
                    + $"{Convert.ToHexStringLower(edge.Root())}",
                $"the checkpoint of size {newest.Size} has another "
                    + $"root: {Convert.ToHexStringLower(newest.Root)} instead of "
                    + $"{Convert.ToHexStringLower(edge.Root())}"));
        }

        return newest.Size == known.Size || identity.Recognises(newest.Note, newest.Size, newest.Root, out var fault)
            ? edge
            : throw new DoubtException(new($"大小为 {newest.Size} 的检查点不是本日志签署的：{fault}",
                $"the checkpoint of size {newest.Size} is not this log's: {fault}"));
    }
}
