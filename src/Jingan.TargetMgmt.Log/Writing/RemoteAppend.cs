using System.Data.Common;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>The entries of a batch as the database gave them back.</summary>
/// <param name="Edge">The tree with them.</param>
/// <param name="Completed">The nodes that became complete.</param>
internal sealed record ReadBack(TreeEdge Edge, IReadOnlyList<TreeNode> Completed);

/// <summary>A batch on an engine at the other end of a wire: one round trip to store and read back, one to sign,
/// however many units it holds.</summary>
internal static class RemoteAppend
{
    /// <summary>Stores all submissions or, with a failure of any, nothing that counts:
    /// the transaction is to be rolled back then.</summary>
    /// <returns>Null when one of them conflicts or fails; which one, only a careful attempt can tell.</returns>
    /// <exception cref="DoubtException">What is read back is not what was sent.</exception>
    public static (TreeEdge Edge, ReadBack Back)? TryStore(
        SqlDatabase db, DbConnection connection, IReadOnlyList<Submission> submissions, TreeEdge before)
    {
        using var batch = new StatementBatch(connection);
        var edge = before;
        List<(object Parameters, long LogIndex)> entries = [];
        List<IReadOnlyList<(Statement Statement, long LogIndex)>> rest = [];
        foreach (var submission in submissions)
        {
            var isEntry = submission.StatementsFrom(edge.Size).ToLookup(s => LogRows.IsEntry(s.Statement));
            entries.AddRange(isEntry[true].Select(s => (s.Statement.Parameters, s.LogIndex)));
            rest.Add([.. isEntry[false]]);
            edge = submission.StoreIn(edge, db.Side);
        }

        // Nothing asks for the entries of others, so all of them may come first, together.
        batch.AddRows(LogRows.AddEntrySql, entries);
        foreach (var statements in rest)
        {
            AddTo(batch, statements);
        }

        batch.AddQuery(LogReplay.RowsSql, new { from = before.Size, to = edge.Size });
        try
        {
            List<TreeNode> completed = [];
            TreeEdge read;
            using (var rows = batch.Query())
            {
                read = LogReplay.Run(rows, before, edge.Size, completed);
            }

            return batch.ChangedAsExpected ? (edge, new(read, completed)) : null;
        }
        catch (DbException failure) when (!db.Dialect.IsTransient(failure))
        {
            return null;
        }
    }

    // An import: the rows of each table together, the tables in the order of the first unit.
    // A statement that asks what is there keeps its place.
    private static void AddTo(StatementBatch batch, IReadOnlyList<(Statement Statement, long LogIndex)> statements)
    {
        if (statements.All(s => MultiRowInsert.IsRow(s.Statement.Sql)))
        {
            foreach (var rows in statements.GroupBy(s => (s.Statement.Sql, s.Statement.Parameters.GetType())))
            {
                batch.AddRows(rows.Key.Sql, [.. rows.Select(r => (r.Statement.Parameters, r.LogIndex))]);
            }

            return;
        }

        foreach (var (statement, logIndex) in statements)
        {
            batch.Add(statement.Sql, statement.Parameters, logIndex);
        }
    }

    /// <summary>Stores the completed nodes and the checkpoint.</summary>
    public static void Sign(DbConnection connection, IReadOnlyList<TreeNode> completed, object checkpoint)
    {
        using var batch = new StatementBatch(connection);
        foreach (var (sql, parameters) in completed.Select(LogRows.AddNode))
        {
            batch.Add(sql, parameters);
        }

        batch.Add(LogRows.AddCheckpointSql, checkpoint);
        batch.Run();
    }
}
