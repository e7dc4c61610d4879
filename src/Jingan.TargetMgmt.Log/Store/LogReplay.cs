using System.Data.Common;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Store;

/// <summary>The tree as the stored rows give it: what is signed is never taken from memory alone.</summary>
internal static class LogReplay
{
    public const string RowsSql =
        "select idx, leaf_hash, data from log_entry where idx >= @from and idx < @to order by idx";

    /// <summary>Appends the stored entries to an edge, each hash recomputed from the entry's bytes.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="to">Size to reach.</param>
    /// <param name="completed">Receives the tile-level nodes that became complete.</param>
    /// <param name="passing">Called with the edge before every entry, and at the end.</param>
    /// <param name="entry">Called with every entry's bytes.</param>
    /// <exception cref="DoubtException">An entry is missing, or is not what was hashed.</exception>
    public static TreeEdge Run(
        StatementCache statements, DbTransaction? transaction, TreeEdge from, long to,
        ICollection<TreeNode>? completed = null, Action<TreeEdge>? passing = null, Action<byte[]>? entry = null)
    {
        using var rows = statements.Query(RowsSql, new { from = from.Size, to }, transaction);
        return Run(rows, from, to, completed, passing, entry);
    }

    /// <summary>Appends entries to an edge from rows that a query has given already,
    /// each hash recomputed from the entry's bytes.</summary>
    public static TreeEdge Run(
        DbDataReader rows, TreeEdge from, long to, ICollection<TreeNode>? completed = null,
        Action<TreeEdge>? passing = null, Action<byte[]>? entry = null)
    {
        var edge = from;
        while (rows.Read())
        {
            var (index, leafHash) = (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1));
            if (index != edge.Size)
            {
                throw Missing(edge.Size);
            }

            var data = rows.GetFieldValue<byte[]>(2);
            if (!MerkleTree.HashLeaf(data).AsSpan().SequenceEqual(leafHash))
            {
                throw new DoubtException(new($"第 {index} 条记录与其哈希不符：已被改动或损坏",
                    $"entry {index} does not match its hash: it was altered or is damaged"));
            }

            entry?.Invoke(data);
            passing?.Invoke(edge);
            edge = edge.Append(leafHash, completed);
        }

        passing?.Invoke(edge);
        return edge.Size == to ? edge : throw Missing(edge.Size);
    }

    private static DoubtException Missing(long index) => new(new($"第 {index} 条记录缺失", $"entry {index} is missing"));
}
