using System.Data.Common;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>The check from zero: every entry, every stored node, every checkpoint's root and signature.</summary>
internal sealed class LogFullCheck(SideLog db, StatementCache statements, DbTransaction moment, VerifierKey key)
{
    /// <summary>The edge that the entries give.</summary>
    /// <exception cref="DoubtException">A row is not what it was.</exception>
    public TreeEdge Run(long size)
    {
        List<TreeNode> completed = [];
        List<VerifierKey> keys = [key];
        var edge = Replay(size, completed, keys);
        foreach (var level in completed.GroupBy(n => n.Level))
        {
            ExpectNodes(level.Key, [.. level.Select(n => n.Hash)]);
        }

        ExpectNotes(keys);
        return edge;
    }

    private TreeEdge Replay(long size, List<TreeNode> completed, List<VerifierKey> keys)
    {
        // A second reader, outside of the moment: what is newer than it is passed over.
        using var second = new StatementCache(db.Open());
        using var checkpoints = second.AllCheckpoints(null).GetEnumerator();
        var more = checkpoints.MoveNext();
        return LogReplay.Run(
            statements, moment, TreeEdge.Empty, size, completed,
            passing =>
            {
                while (more && checkpoints.Current.Size <= passing.Size)
                {
                    ExpectRoot(checkpoints.Current, passing);
                    more = checkpoints.MoveNext();
                }
            },
            entry => LogKeys.Add(entry, keys));
    }

    internal static void ExpectRoot(StoredCheckpoint stored, TreeEdge edge)
    {
        if (stored.Size != edge.Size || !edge.Root().AsSpan().SequenceEqual(stored.Root))
        {
            throw new DoubtException(new(
                $"大小为 {stored.Size} 的检查点的根与由记录重新计算的根不符",
                $"the checkpoint of size {stored.Size} has another root than its entries give"));
        }
    }

    private void ExpectNodes(int level, IReadOnlyList<byte[]> expected)
    {
        var stored = statements.Nodes(moment, level, 0, expected.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            if (i >= stored.Count || !stored[i].AsSpan().SequenceEqual(expected[i]))
            {
                throw new DoubtException(new(
                    $"树的第 {level} 层第 {i} 个节点被改动或缺失", $"node {i} of tile level {level} was altered or is missing"));
            }
        }
    }

    // Keys from before a change-over are those that the log itself names.
    private void ExpectNotes(IReadOnlyList<VerifierKey> keys)
    {
        if (AlteredNote.FirstOf(statements.AllCheckpoints(moment), keys, inAHurry: true) is { } bad)
        {
            throw new DoubtException(new(
                $"大小为 {bad.Size} 的检查点的签名文本被改动：{bad.Fault}",
                $"the note of the checkpoint of size {bad.Size} was altered: {bad.Fault}"));
        }
    }
}
