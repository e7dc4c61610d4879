using System.Data.Common;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>What has to hold before a side takes writes: its rows,
/// its newest checkpoint and the marks outside the database agree.</summary>
/// <param name="moment">All rows are read in it: another host may be writing meanwhile.</param>
internal sealed class LogCheck(
    SideLog db, StatementCache statements, DbTransaction moment, VerifierKey key)
{
    /// <summary>The verified edge and checkpoint; the empty one and null when the log is empty.</summary>
    /// <exception cref="DoubtException">They do not agree; the reason names what was found.</exception>
    public static (TreeEdge Edge, StoredCheckpoint? Newest) Run(
        SideLog db, StatementCache statements, VerifierKey key, LogMarks marks)
    {
        using var moment = Moment(db, statements);
        return new LogCheck(db, statements, moment, key).Run(marks);
    }

    // Where there are no snapshots, the writers' turn is taken: none of them can add rows meanwhile.
    internal static DbTransaction Moment(SideLog db, StatementCache statements) => db.HasSnapshots
        ? db.Dialect.BeginSnapshot(statements.Connection)
        : db.Dialect.BeginWrite(statements.Connection);

    /// <summary>The check from zero, without a mark to compare with.</summary>
    /// <exception cref="DoubtException">The rows do not agree; the reason names what was found.</exception>
    public TreeEdge RunFromZero(StoredCheckpoint newest) => Run(newest, 0);

    private (TreeEdge Edge, StoredCheckpoint? Newest) Run(LogMarks marks)
    {
        // Before the rows: they never run ahead of them, not even while they grow.
        var (mark, keyMark) = (marks.HighWater.Read(), marks.Key.Read());
        var newest = statements.NewestCheckpoint(moment);
        if (mark is null)
        {
            ExpectMark(newest);
        }
        else
        {
            Compare(newest, mark, HighWaterFile.Kind);
        }

        if (keyMark is not null)
        {
            Compare(newest, keyMark, new("密钥旁的标记", "mark beside its key"));
        }

        if (newest is null)
        {
            ExpectEntries(0, 0);
            ExpectNodes(0);
            return (TreeEdge.Empty, null);
        }

        // Everything up to the mark was read back when it was signed. Without a mark, or when asked to, from zero.
        return (Run(newest, db.LogOptions.VerifyAll || mark is null ? 0 : mark.Size - (mark.Size % Tile.FullWidth)),
            newest);
    }

    private TreeEdge Run(StoredCheckpoint newest, long verified)
    {
        var size = newest.Size;
        if (LogIdentity.FaultOf(newest.Note, size, newest.Root, [key]) is { } fault)
        {
            throw new DoubtException(new(
                $"最新检查点（大小 {size}）不是本密钥所签：{fault}。若要更换密钥，见 docs/operations.md",
                $"the newest checkpoint (size {size}) is not signed by this key: {fault}. To change keys see "
                    + "docs/operations.md"));
        }

        ExpectNodes(size);
        ExpectEntries(verified, size);
        var edge = verified == 0
            ? new LogFullCheck(db, statements, moment, key).Run(size)
            : LogReplay.Run(statements, moment, Restore(verified), size);
        return edge.Root().AsSpan().SequenceEqual(newest.Root)
            ? edge
            : throw new DoubtException(new(
                $"由记录重新计算的根 {Convert.ToHexStringLower(edge.Root())} 与最新检查点（大小 "
                    + $"{size}）的根 {Convert.ToHexStringLower(newest.Root)} 不符：记录或节点被改动",
                $"the root recomputed from the rows, {Convert.ToHexStringLower(edge.Root())}, is not that of the "
                    + $"newest checkpoint (size {size}), {Convert.ToHexStringLower(newest.Root)}: an entry or a node "
                    + "was altered"));
    }

    private void Compare(StoredCheckpoint? newest, LogMark mark, Contracts.Text kind)
    {
        if (mark.Size > (newest?.Size ?? 0))
        {
            throw new DoubtException(new(
                $"数据库的日志长度为 {newest?.Size ?? 0}，而{kind.Zh}记得曾达到 {mark.Size}：数据库被换成了旧的副本",
                $"the database's log has {newest?.Size ?? 0} entries, the {kind.En} knows {mark.Size}: an old copy was "
                    + "put back"));
        }

        if (newest is not null && statements.CheckpointAt(moment, mark.Size) is var stored
            && (stored is null || !mark.Is(stored.Size, stored.Root)))
        {
            throw new DoubtException(new(
                $"大小为 {mark.Size} 的检查点与{kind.Zh}的根不同或已缺失：存在两个不同的日志",
                $"the checkpoint of size {mark.Size} is missing or has another root than the {kind.En}: there are two "
                    + "different logs"));
        }
    }

    // The mark lies beside an embedded database and goes with it; on a server's database a new host has none yet.
    private void ExpectMark(StoredCheckpoint? newest)
    {
        if (newest is { Size: > 0 and var size } && db.Dialect.IsEmbedded)
        {
            throw new DoubtException(new(
                $"日志有 {size} 条记录，而高水位文件 {db.LogOptions.HighWaterFile} 缺失：本目录曾被恢复或搬动。请先与见证方核对，再执行 jtm "
                    + "adopt",
                $"the log has {size} entries and the high-water file {db.LogOptions.HighWaterFile} is missing: the "
                    + "folder was restored or moved. Compare with the witnesses, then run jtm adopt"));
        }
    }

    private void ExpectEntries(long from, long size)
    {
        var (end, count) = statements.EntriesFrom(moment, from == 0 ? long.MinValue : from);
        if (end != size || count != size - from)
        {
            throw new DoubtException(new(
                $"最新检查点覆盖 {size} 条记录，数据库自第 {from} 条起有 {count} 条、止于 {end}",
                $"the newest checkpoint covers {size} entries; the database has {count} from {from} on and ends "
                    + $"at {end}"));
        }
    }

    private void ExpectNodes(long size)
    {
        var (level, all) = (1, 0L);
        for (var expected = size / Tile.FullWidth; level == 1 || expected > 0; level++, expected /= Tile.FullWidth)
        {
            var (count, end) = statements.NodeCount(moment, level);
            if (count != expected || end != expected)
            {
                throw new DoubtException(new(
                    $"树的第 {level} 层应有 {expected} 个节点，现有 {count} 个、止于 {end}",
                    $"tile level {level} has {count} nodes ending at {end} instead of {expected}"));
            }

            all += expected;
        }

        // Nobody reads a node of a level that is not reached yet, until the tree gets there and cannot store its own.
        if (statements.NodeCount(moment) is var stored && stored != all)
        {
            throw new DoubtException(new($"树应有 {all} 个节点，现有 {stored} 个",
                $"there are {stored} nodes instead of {all}: some are of levels that the tree has not reached"));
        }
    }

    private TreeEdge Restore(long size)
    {
        try
        {
            return TreeEdge.Restore(size, (level, from, to) => statements.Nodes(moment, level, from, to));
        }
        catch (ArgumentException missing)
        {
            throw new DoubtException(new($"树节点缺失：{missing.Message}", $"tree nodes are missing: {missing.Message}"));
        }
    }
}
