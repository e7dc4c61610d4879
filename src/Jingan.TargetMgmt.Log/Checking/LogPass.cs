using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>The log's own rows, page by page: every entry's hash, every node, every checkpoint's root and signature;
/// and what rows the entries make.</summary>
/// <param name="statements">A connection of the round's own.</param>
/// <param name="size">Entries below it are looked at.</param>
internal sealed class LogPass(SideLog db, StatementCache statements, Pace pace, long size)
{
    internal const long PageSize = 2048;

    private readonly List<VerifierKey> _keys = [db.Identity.VerifierKey];

    /// <summary>Called with every entry.</summary>
    public Action<long, byte[]>? Entry { get; init; }

    /// <exception cref="DoubtException">A row is missing, added, or not what it was.</exception>
    public void Run()
    {
        ExpectEnds();
        var edge = TreeEdge.Empty;
        while (edge.Size < size)
        {
            edge = RunPage(edge, Math.Min(edge.Size + PageSize, size));
            pace.Rest();
        }

        for (var from = -1L; from < size; from = Math.Min(from + PageSize, size))
        {
            ExpectNotes(from, Math.Min(from + PageSize, size));
            pace.Rest();
        }
    }

    private TreeEdge RunPage(TreeEdge before, long to)
    {
        List<TreeNode> completed = [];
        var roots = new Queue<StoredCheckpoint>(statements.CheckpointsWithin(
            null, before.Size == 0 ? -1 : before.Size, to));
        var index = before.Size;
        var edge = LogReplay.Run(
            statements, null, before, to, completed,
            passing =>
            {
                while (roots.TryPeek(out var stored) && stored.Size <= passing.Size)
                {
                    LogFullCheck.ExpectRoot(roots.Dequeue(), passing);
                }
            },
            data =>
            {
                LogKeys.Add(data, _keys);
                Entry?.Invoke(index++, data);
            });
        foreach (var level in completed.GroupBy(n => n.Level))
        {
            ExpectNodes(level.Key, [.. level.OrderBy(n => n.Index)]);
        }

        return edge;
    }

    private void ExpectNodes(int level, IReadOnlyList<TreeNode> expected)
    {
        var stored = statements.Nodes(null, level, expected[0].Index, expected[^1].Index + 1);
        for (var i = 0; i < expected.Count; i++)
        {
            if (i >= stored.Count || !stored[i].AsSpan().SequenceEqual(expected[i].Hash))
            {
                throw new DoubtException(new(
                    $"log_node：树的第 {level} 层第 {expected[i].Index} 个节点被改动或缺失",
                    $"log_node: node {expected[i].Index} of tile level {level} was altered or is missing"));
            }
        }
    }

    private void ExpectNotes(long above, long upTo)
    {
        var notes = statements.CheckpointsWithin(null, above, upTo).ToList();
        if (AlteredNote.FirstOf(notes, _keys, pace.IsFull) is { } bad)
        {
            throw new DoubtException(new(
                $"log_checkpoint：大小为 {bad.Size} 的检查点的签名文本被改动：{bad.Fault}",
                $"log_checkpoint: the note of the checkpoint of size {bad.Size} was altered: {bad.Fault}"));
        }
    }

    // What lies outside of the log: rows before its first entry, behind its newest checkpoint,
    // or of levels that the tree has not reached.
    private void ExpectEnds()
    {
        using var moment = LogCheck.Moment(db, statements);
        var ends = statements.Ends(moment);
        if (ends.FirstEntry < 0 || ends.Entries > ends.Size || ends.FirstCheckpoint < 0)
        {
            throw new DoubtException(new(
                $"log_entry：记录从第 {ends.FirstEntry} 条起、止于 {ends.Entries}，最小检查点为 {ends.FirstCheckpoint}，最新检查点为 "
                    + $"{ends.Size}",
                $"log_entry: the entries begin at {ends.FirstEntry} and end at {ends.Entries}, the checkpoints go "
                    + $"from {ends.FirstCheckpoint} to {ends.Size}"));
        }

        var expected = 0L;
        for (var nodes = ends.Size / Tile.FullWidth; nodes > 0; nodes /= Tile.FullWidth)
        {
            expected += nodes;
        }

        if (ends.Nodes != expected)
        {
            throw new DoubtException(new(
                $"log_node：大小为 {ends.Size} 的树应有 {expected} 个节点，现有 {ends.Nodes} 个",
                $"log_node: a tree of {ends.Size} has {expected} nodes, there are {ends.Nodes}"));
        }
    }
}
