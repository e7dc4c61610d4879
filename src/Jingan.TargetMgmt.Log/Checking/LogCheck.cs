using System.Data.Common;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>What has to hold before a side takes writes: its rows,
/// its newest checkpoint and the mark outside the database agree.</summary>
/// <param name="moment">All rows are read in it: another host may be writing meanwhile.</param>
internal sealed class LogCheck(
    SideLog db, StatementCache statements, DbTransaction moment, LogIdentity identity, HighWaterFile highWater)
{
    /// <summary>The verified edge and checkpoint; the empty one and null when the log is empty.</summary>
    /// <exception cref="DoubtException">They do not agree; the reason names what was found.</exception>
    public static (TreeEdge Edge, StoredCheckpoint? Newest) Run(
        SideLog db, StatementCache statements, LogIdentity identity, HighWaterFile highWater)
    {
        using var moment = Moment(db, statements);
        return new LogCheck(db, statements, moment, identity, highWater).Run();
    }

    // Where there are no snapshots, the writers' turn is taken: none of them can add rows meanwhile.
    internal static DbTransaction Moment(SideLog db, StatementCache statements) => db.HasSnapshots
        ? db.Dialect.BeginSnapshot(statements.Connection)
        : db.Dialect.BeginWrite(statements.Connection);

    private (TreeEdge Edge, StoredCheckpoint? Newest) Run()
    {
        var mark = highWater.Read(); // before the rows: it never runs ahead of them, not even while they grow
        var newest = statements.NewestCheckpoint(moment);
        var size = newest?.Size ?? 0;
        CompareWithMark(newest, mark);
        if (newest is null)
        {
            ExpectEntries(0, 0);
            ExpectNodes(0);
            return (TreeEdge.Empty, null);
        }

        if (!identity.Recognises(newest.Note, newest.Size, newest.Root, out var fault))
        {
            throw new DoubtException(new(
                $"最新检查点（大小 {size}）不是本密钥所签：{fault}。若要更换密钥，见 docs/operations.md",
                $"the newest checkpoint (size {size}) is not signed by this key: {fault}. To change keys see "
                    + "docs/operations.md"));
        }

        ExpectNodes(size);
        // Everything up to the mark was read back when it was signed. Without a mark, or when asked to, from zero.
        var verified = db.LogOptions.VerifyAll || mark is null
            ? 0
            : mark.Value.Size - (mark.Value.Size % Tile.FullWidth);
        ExpectEntries(verified, size);
        var edge = verified == 0
            ? new LogFullCheck(db, statements, moment, identity).Run(size)
            : LogReplay.Run(statements, moment, Restore(verified), size);
        return edge.Root().AsSpan().SequenceEqual(newest.Root)
            ? (edge, newest)
            : throw new DoubtException(new(
                $"由记录重新计算的根 {Convert.ToHexStringLower(edge.Root())} 与最新检查点（大小 "
                    + $"{size}）的根 {Convert.ToHexStringLower(newest.Root)} 不符：记录或节点被改动",
                $"the root recomputed from the rows, {Convert.ToHexStringLower(edge.Root())}, is not that of the "
                    + $"newest checkpoint (size {size}), {Convert.ToHexStringLower(newest.Root)}: an entry or a node "
                    + "was altered"));
    }

    private void CompareWithMark(StoredCheckpoint? newest, (long Size, byte[] Root)? mark)
    {
        if (mark is not { } m)
        {
            ExpectMark(newest);
            return;
        }

        if (m.Size > (newest?.Size ?? 0))
        {
            throw new DoubtException(new(
                $"数据库的日志长度为 {newest?.Size ?? 0}，而本机记录曾达到 {m.Size}：数据库被换成了旧的副本",
                $"the database's log has {newest?.Size ?? 0} entries, the high-water file "
                    + $"knows {m.Size}: an old copy was put back"));
        }

        if (newest is not null && statements.CheckpointAt(moment, m.Size)?.Root.AsSpan().SequenceEqual(m.Root) != true)
        {
            throw new DoubtException(new(
                $"大小为 {m.Size} 的检查点与本机记录的根不同或已缺失：存在两个不同的日志",
                $"the checkpoint of size {m.Size} is missing or has another root than the high-water file: there are "
                    + "two different logs"));
        }
    }

    // The mark lies beside an embedded database and goes with it; on a server's database a new host has none yet.
    private void ExpectMark(StoredCheckpoint? newest)
    {
        if (newest is { Size: > 0 and var size } && db.Dialect.IsEmbedded && !db.LogOptions.NewHighWater)
        {
            throw new DoubtException(new(
                $"日志有 {size} 条记录，而高水位文件 {db.LogOptions.HighWaterFile} 缺失；请先用 jtm verify 与见证方核对，再以 "
                    + "Log:NewHighWater=true 启动一次",
                $"the log has {size} entries and the high-water file {db.LogOptions.HighWaterFile} is missing; "
                    + "verify the log against its witnesses, then start once with Log:NewHighWater=true"));
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
