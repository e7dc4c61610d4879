using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Connections;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>Stores batches: entries, rows, completed nodes and one signed checkpoint in one transaction.
/// Runs on the queue's thread only.</summary>
internal sealed class LogWriter(
    SqlDatabase db, LogStatus status, TimeProvider clock, LogIdentity identity, TreeEdge start) : IDisposable
{
    private const string UnitSavepoint = "unit";

    private readonly WriterConnection _connection = new(db);
    private TreeEdge _edge = start;

    public LogStatus Status => status;

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
        for (var patience = WriterConnection.NewPatience(); ;)
        {
            try
            {
                return Attempt(batch);
            }
            catch (DoubtException doubt)
            {
                Status.Raise(doubt.Reason);
                Fail(batch, s => s.Outcome = CommitOutcome.ReadOnly(doubt.Reason));
                return null;
            }
            catch (Exception failure) when (patience.IsLeft && _connection.MayPass(failure))
            {
                // Nothing of it is stored: of a commit that failed, the rows have said so.
                _connection.GiveUp();
                Thread.Sleep(patience.NextPause());
            }
#pragma warning disable CA1031 // whatever it was, the callers get it, and the writer lives on
            catch (Exception failure)
#pragma warning restore CA1031
            {
                var told = _connection.IsLostBy(failure) ? new NoConnectionException(failure) : failure;
                _connection.GiveUp();
                Fail(batch, s => s.Failure = told);
                return null;
            }
        }
    }

    /// <summary>Makes the data file whole while there is nothing to write.</summary>
    public void Settle() => _connection.Settle(Status);

    /// <summary>Puts back what <see cref="Backfill"/> has left.</summary>
    public void PutBack() => _connection.PutBack(Status);

    public void Dispose() => _connection.Dispose();

    // All at once first; when a unit fails, once more with a savepoint each, so that it does not harm its neighbours.
    private PublishedCheckpoint? Attempt(IReadOnlyList<Submission> batch)
    {
        if (Status.Doubt is { } doubt)
        {
            throw new DoubtException(doubt);
        }

        var isCareful = batch.Count == 1 && db.Dialect.IsEmbedded;
        return TryWrite(batch, isCareful, out var checkpoint)
            || (!isCareful && TryWrite(batch, careful: true, out checkpoint)) || batch.Count == 1
            ? checkpoint
            : WriteEach(batch);
    }

    // A decision made before the commit does not stand when the commit did not happen: only refusals do.
    private static void Fail(IReadOnlyList<Submission> batch, Action<Submission> decide)
    {
        foreach (var submission in batch.Where(s => !s.IsDecided || s.Outcome is { IsStored: true }))
        {
            submission.Outcome = null;
            decide(submission);
        }
    }

    // Some failures take the whole transaction with them (a full disk; some of SQL Server's):
    // there is no savepoint to go back to.
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

    /// <summary>False when a submission cannot be stored and no savepoint keeps it from harming the others;
    /// nothing is stored then.</summary>
    private bool TryWrite(IReadOnlyList<Submission> batch, bool careful, out PublishedCheckpoint? checkpoint)
    {
        checkpoint = null;
        foreach (var submission in batch)
        {
            (submission.Outcome, submission.Failure) = (null, null);
        }

        using var transaction = _connection.Begin(out var statements, out var newest);
        AtStep?.Invoke(CommitStep.Begun);
        var before = LogCatchUp.Run(statements, transaction, newest, identity, _edge, Status.Clock.Saw);
        if (_connection.Foreign.Came(statements, transaction) && before.Size == _edge.Size)
        {
            Status.Suspect(); // somebody else has written, and no entry came of it: everything is looked at again
        }

        batch = Status.Clock.RefuseLate(batch);
        var edge = before;
        ReadBack? back = null;
        if (!careful && !db.Dialect.IsEmbedded)
        {
            if (RemoteAppend.TryStore(db, statements.Connection, batch, before) is not { } stored)
            {
                return false;
            }

            (edge, back) = stored;
            AtStep?.Invoke(CommitStep.Stored);
        }

        foreach (var submission in back is null ? batch : [])
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
            checkpoint = Commit(
                statements, transaction, edge, back ?? ReadBack(statements, transaction, before, edge.Size));
            foreach (var submission in batch.Where(s => s.Outcome is { IsStored: true }))
            {
                submission.Units.Select(u => u.Entry).OfType<byte[]>().ToList().ForEach(Status.Clock.Saw);
                submission.Outcome = CommitOutcome.Stored([
                    .. submission.Outcome!.Receipts.Select(r => r with { CheckpointSize = edge.Size })]);
            }
        }
        else
        {
            transaction.Commit();
            Status.Touch();
        }

        return true;
    }

    /// <summary>The edge with the submission's entries; null when it conflicts or fails,
    /// and then it says so itself.</summary>
    private TreeEdge? TryAppend(
        StatementCache statements, DbTransaction transaction, Submission submission, TreeEdge edge)
    {
        try
        {
            foreach (var (statement, logIndex) in submission.StatementsFrom(edge.Size))
            {
                if (Run(statements, transaction, statement, logIndex) != 1)
                {
                    submission.Outcome = CommitOutcome.Conflict;
                    return null;
                }
            }

            AtStep?.Invoke(CommitStep.Stored);
            return submission.StoreIn(edge, db.Side);
        }
        catch (DbException failure) when (db.Dialect.IsDuplicateKey(failure))
        {
            submission.Outcome = CommitOutcome.Conflict;
            return null;
        }
#pragma warning disable CA1031 // whatever is wrong with this submission must not harm its neighbours
        catch (Exception failure) when (failure is not DoubtException
            && !(failure is DbException transient && db.Dialect.IsTransient(transient)))
#pragma warning restore CA1031
        {
            submission.Failure = failure;
            return null;
        }
    }

    private int Run(StatementCache statements, DbTransaction transaction, Statement statement, long logIndex)
    {
        try
        {
            return statements.Execute(statement.Sql, statement.Parameters, transaction, logIndex);
        }
        catch (DbException failure) when (LogRows.IsEntry(statement) && db.Dialect.IsDuplicateKey(failure))
        {
            throw new DoubtException(new(
                $"第 {logIndex} 条记录已存在，却没有检查点覆盖它", $"entry {logIndex} is there although no checkpoint covers it"));
        }
    }

    // What is signed comes from the rows as they were stored:
    // a bit that flipped on the way would otherwise be signed for ever.
    // What was there before is compared already: its root is that of the newest checkpoint.
    private static ReadBack ReadBack(StatementCache statements, DbTransaction transaction, TreeEdge before, long size)
    {
        List<TreeNode> completed = [];
        return new(LogReplay.Run(statements, transaction, before, size, completed), completed);
    }

    private PublishedCheckpoint Commit(
        StatementCache statements, DbTransaction transaction, TreeEdge expected, ReadBack back)
    {
        var (edge, completed) = back;
        var root = edge.Root();
        if (!root.AsSpan().SequenceEqual(expected.Root()))
        {
            throw new DoubtException(new("写入的记录读回后不同", "the entries read back are not those that were written"));
        }

        var note = identity.SignCheckpoint(edge.Size, root);
        var checkpoint = new { size = edge.Size, root, note, at = UtcText.Format(clock.GetUtcNow()) };
        if (db.Dialect.IsEmbedded)
        {
            foreach (var (sql, parameters) in completed.Select(LogRows.AddNode))
            {
                statements.Execute(sql, parameters, transaction);
            }

            AtStep?.Invoke(CommitStep.ReadBack);
            statements.Execute(LogRows.AddCheckpointSql, checkpoint, transaction);
        }
        else
        {
            AtStep?.Invoke(CommitStep.ReadBack);
            RemoteAppend.Sign(statements.Connection, completed, checkpoint);
        }

        AtStep?.Invoke(CommitStep.Signed);
        db.Files?.Check();
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
