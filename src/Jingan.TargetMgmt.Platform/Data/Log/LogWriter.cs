using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Platform.Data.Log;

/// <summary>Stores batches: entries, rows, completed nodes and one signed checkpoint in one transaction. Runs on the queue's thread only.</summary>
internal sealed class LogWriter(Database db, LogIdentity identity, TreeEdge start) : IDisposable
{
    private const string UnitSavepoint = "unit";

    private readonly WriterConnection _connection = new(db);
    private TreeEdge _edge = start;

    public LogStatus Status => db.Log;

    /// <summary>The tree as far as this writer knows it is stored.</summary>
    public TreeEdge Edge => _edge;

    /// <summary>Called at every step of a batch; what it throws is a fault of that step. For tests.</summary>
    public Action<CommitStep>? AtStep { get; set; }

    /// <summary>What the writer writes through; null while there is none. For tests, which close it.</summary>
    public DbConnection? Connection => _connection.Statements?.Connection;

    /// <summary>Decides every submission of the batch.</summary>
    /// <returns>The checkpoint it is stored under; null when nothing that has an entry was stored.</returns>
    public PublishedCheckpoint? Write(IReadOnlyList<Submission> batch)
    {
        try
        {
            if (Status.Doubt is { } doubt)
            {
                throw new LogDoubtException(doubt);
            }

            // All at once first; when a unit fails, once more with a savepoint each, so that it does not harm its neighbours.
            return TryWrite(batch, careful: batch.Count == 1, out var checkpoint) || batch.Count == 1 || TryWrite(batch, careful: true, out checkpoint)
                ? checkpoint
                : WriteEach(batch);
        }
        catch (LogDoubtException doubt)
        {
            Status.Raise(doubt.Reason);
            Fail(batch, s => s.Outcome = CommitOutcome.ReadOnly(doubt.Reason));
        }
#pragma warning disable CA1031 // whatever it was, the callers get it, and the writer lives on
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _connection.GiveUp();
            Fail(batch, s => s.Failure = failure);
        }

        return null;
    }

    public void Dispose() => _connection.Dispose();

    // A decision made before the commit does not stand when the commit did not happen: only refusals do.
    private static void Fail(IReadOnlyList<Submission> batch, Action<Submission> decide)
    {
        foreach (var submission in batch.Where(s => !s.IsDecided || s.Outcome is { IsStored: true }))
        {
            submission.Outcome = null;
            decide(submission);
        }
    }

    // Some failures take the whole transaction with them (a full disk; any under SQL Server's xact_abort): there is no savepoint to go back to.
    private PublishedCheckpoint? WriteEach(IReadOnlyList<Submission> batch)
    {
        PublishedCheckpoint? newest = null;
        for (var i = 0; i < batch.Count; i++)
        {
            newest = Write([batch[i]]) ?? newest;
            if (_connection.Statements is null && batch[i].Failure is { } failure)
            {
                // No submission's fault: the others would only wait for the same.
                Fail([.. batch.Skip(i + 1)], s => s.Failure = failure);
                break;
            }
        }

        return newest;
    }

    /// <summary>False when a submission cannot be stored and no savepoint keeps it from harming the others; nothing is stored then.</summary>
    private bool TryWrite(IReadOnlyList<Submission> batch, bool careful, out PublishedCheckpoint? checkpoint)
    {
        checkpoint = null;
        foreach (var submission in batch)
        {
            (submission.Outcome, submission.Failure) = (null, null);
        }

        using var transaction = _connection.Begin(out var statements);
        AtStep?.Invoke(CommitStep.Begun);
        var before = Synchronise(statements, transaction);
        var edge = before;
        foreach (var submission in batch)
        {
            if (careful)
            {
                transaction.Save(UnitSavepoint);
            }

            if (TryAppend(statements, transaction, submission, edge) is { } longer)
            {
                edge = longer;
            }
            else if (!careful || !WriterConnection.TryUndo(transaction, UnitSavepoint))
            {
                return false;
            }
        }

        if (edge.Size > before.Size)
        {
            checkpoint = Commit(statements, transaction, before, edge);
            foreach (var submission in batch.Where(s => s.Outcome is { IsStored: true }))
            {
                submission.Outcome = CommitOutcome.Stored([.. submission.Outcome!.Receipts.Select(r => r with { CheckpointSize = edge.Size })]);
            }
        }
        else
        {
            transaction.Commit();
            Status.Touch();
        }

        return true;
    }

    // The rows decide, not the memory: another process may have written, and a database may have been put back.
    private TreeEdge Synchronise(StatementCache statements, DbTransaction transaction)
    {
        var newest = statements.NewestCheckpoint(transaction);
        if (newest is null || newest.Size < _edge.Size)
        {
            throw new LogDoubtException(new(
                $"数据库的日志长度为 {newest?.Size ?? 0}，本进程已写到 {_edge.Size}：数据库被换成了旧的副本",
                $"the database's log has {newest?.Size ?? 0} entries, this process wrote {_edge.Size}: an old copy was put back"));
        }

        var edge = newest.Size == _edge.Size ? _edge : LogReplay.Run(statements, transaction, _edge.AtLastFullTile, newest.Size);
        if (!edge.Root().AsSpan().SequenceEqual(newest.Root))
        {
            throw new LogDoubtException(new(
                $"大小为 {newest.Size} 的检查点有另一个根：{Convert.ToHexStringLower(newest.Root)}，应为 {Convert.ToHexStringLower(edge.Root())}",
                $"the checkpoint of size {newest.Size} has another root: {Convert.ToHexStringLower(newest.Root)} instead of {Convert.ToHexStringLower(edge.Root())}"));
        }

        return newest.Size == _edge.Size || identity.Recognises(newest.Note, newest.Size, newest.Root, out var fault)
            ? edge
            : throw new LogDoubtException(new($"大小为 {newest.Size} 的检查点不是本日志签署的：{fault}", $"the checkpoint of size {newest.Size} is not this log's: {fault}"));
    }

    /// <summary>The edge with the submission's entries; null when it conflicts or fails, and then it says so itself.</summary>
    private TreeEdge? TryAppend(StatementCache statements, DbTransaction transaction, Submission submission, TreeEdge edge)
    {
        try
        {
            var receipts = new List<Receipt>(submission.Units.Count);
            for (var i = 0; i < submission.Units.Count; i++)
            {
                var (unit, leafHash) = (submission.Units[i], submission.LeafHashes[i]);
                if (leafHash is not null)
                {
                    AddEntry(statements, transaction, edge.Size, leafHash, unit.Entry!);
                }

                foreach (var statement in unit.Statements)
                {
                    if (statements.Execute(statement.Sql, statement.Parameters, transaction, edge.Size) != 1)
                    {
                        submission.Outcome = CommitOutcome.Conflict;
                        return null;
                    }
                }

                if (leafHash is not null)
                {
                    receipts.Add(new(db.Side, edge.Size, Convert.ToHexStringLower(leafHash), 0));
                    edge = edge.Append(leafHash);
                }
            }

            AtStep?.Invoke(CommitStep.Stored);
            submission.Outcome = CommitOutcome.Stored(receipts);
            return edge;
        }
        catch (DbException failure) when (db.Dialect.IsDuplicateKey(failure))
        {
            submission.Outcome = CommitOutcome.Conflict;
            return null;
        }
#pragma warning disable CA1031 // whatever is wrong with this submission must not harm its neighbours
        catch (Exception failure) when (failure is not LogDoubtException)
#pragma warning restore CA1031
        {
            submission.Failure = failure;
            return null;
        }
    }

    private void AddEntry(StatementCache statements, DbTransaction transaction, long index, byte[] leafHash, byte[] data)
    {
        try
        {
            statements.Execute(LogRows.AddEntrySql, new { leafHash, data }, transaction, index);
        }
        catch (DbException failure) when (db.Dialect.IsDuplicateKey(failure))
        {
            throw new LogDoubtException(new($"第 {index} 条记录已存在，却没有检查点覆盖它", $"entry {index} is there although no checkpoint covers it"));
        }
    }

    private PublishedCheckpoint Commit(StatementCache statements, DbTransaction transaction, TreeEdge before, TreeEdge expected)
    {
        // What is signed comes from the rows as they were stored: a bit that flipped on the way would otherwise be signed for ever.
        // What was there before is compared already: its root is that of the newest checkpoint.
        List<TreeNode> completed = [];
        var edge = LogReplay.Run(statements, transaction, before, expected.Size, completed);
        var root = edge.Root();
        if (!root.AsSpan().SequenceEqual(expected.Root()))
        {
            throw new LogDoubtException(new("写入的记录读回后不同", "the entries read back are not those that were written"));
        }

        foreach (var node in completed)
        {
            statements.Execute(LogRows.AddNodeSql, new { level = (long)node.Level, idx = node.Index, hash = node.Hash }, transaction);
        }

        AtStep?.Invoke(CommitStep.ReadBack);
        var note = identity.SignCheckpoint(edge.Size, root);
        statements.Execute(LogRows.AddCheckpointSql, new { size = edge.Size, root, note, at = UtcText.Format(db.Clock.GetUtcNow()) }, transaction);
        AtStep?.Invoke(CommitStep.Signed);
        CommitSurely(transaction, edge.Size, note);
        _edge = edge;
        return new(edge.Size, root, note);
    }

    // A commit that failed may have been stored all the same: the rows say which, before anybody is answered.
    private void CommitSurely(DbTransaction transaction, long size, byte[] note)
    {
        try
        {
            AtStep?.Invoke(CommitStep.Committing);
            transaction.Commit();
            AtStep?.Invoke(CommitStep.CommitReturned);
        }
        catch (Exception failure)
        {
            _connection.GiveUp();
            if (!_connection.IsStored(size, note, failure))
            {
                throw;
            }
        }
    }
}
