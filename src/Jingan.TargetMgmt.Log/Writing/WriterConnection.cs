using System.Data;
using System.Data.Common;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Connections;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>The writer's own connection: opened when it is needed, given up when it may be broken.</summary>
internal sealed class WriterConnection(SqlDatabase db) : IDisposable
{
    /// <summary>What others have written beside this connection.</summary>
    public ForeignWrites Foreign { get; } = new(db.Dialect);

    /// <summary>The statements of the open connection; null when it was given up, or has not been needed yet.</summary>
    public StatementCache? Statements { get; private set; }

    /// <summary>Begins a transaction that nobody else's can overlap.</summary>
    public DbTransaction Begin(out StatementCache statements, out StoredCheckpoint? newest)
    {
        var transaction = BeginOn(out statements, out newest);
        db.Files?.Hold();
        return transaction;
    }

    /// <summary>Makes the data file whole: a copy of it alone has everything then.</summary>
    public void Settle(LogStatus status) =>
        Tidy(status, () => db.Settle(() => (Statements ??= new(db.Open())).Connection));

    /// <summary>Puts back what little is left for it; see <see cref="Backfill"/>.</summary>
    public void PutBack(LogStatus status) => Tidy(status, () =>
    {
        if (Statements is { } open)
        {
            db.Dialect.PutBack(open.Connection);
        }
    });

    // A log in doubt is left as it was found.
    private void Tidy(LogStatus status, Action tidy)
    {
        if (status.Doubt is not null)
        {
            return;
        }

        try
        {
            tidy();
        }
        catch (DoubtException doubt)
        {
            status.Raise(doubt.Reason);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException or IOException)
        {
            GiveUp(); // nobody waits for it; the next write says what is wrong, if it still is
        }
    }

    private DbTransaction BeginOn(out StatementCache statements, out StoredCheckpoint? newest)
    {
        statements = Statements ??= new(db.Open());
        try
        {
            return statements.BeginWrite(db.Dialect, out newest);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException
            && statements.Connection.State != ConnectionState.Open)
        {
            // It may have been lost since the last batch. Nothing has begun yet, so a fresh one does as well.
            GiveUp();
            statements = Statements = new(db.Open());
            return statements.BeginWrite(db.Dialect, out newest);
        }
    }

    /// <summary>Goes back to a savepoint; false when the failure has taken the transaction with it.</summary>
    public static bool TryUndo(DbTransaction transaction, string savepoint)
    {
        try
        {
            transaction.Rollback(savepoint);
            return true;
        }
        catch (Exception gone) when (gone is DbException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Asks, through a fresh connection, whether a commit that failed was stored all the same. It waits its
    /// turn: a commit that is still under way holds it.</summary>
    /// <exception cref="OutcomeUnknownException">Nobody answers.</exception>
    public bool IsStored(long size, byte[] note, Exception failure)
    {
        for (var patience = NewPatience(); ;)
        {
            try
            {
                Statements = new(db.Open());
                using var transaction = db.Dialect.BeginWrite(Statements.Connection);
                return Statements.CheckpointAt(transaction, size)?.Note.AsSpan().SequenceEqual(note) == true;
            }
            catch (Exception unreachable) when (patience.IsLeft && MayPass(unreachable))
            {
                GiveUp();
                Thread.Sleep(patience.NextPause());
            }
            catch (Exception unreachable) when (unreachable is DbException or InvalidOperationException)
            {
                throw new OutcomeUnknownException(new AggregateException(failure, unreachable));
            }
        }
    }

    /// <summary>How often what failed for the moment only is tried.</summary>
    public static Patience NewPatience() => new(mostAttempts: 4, TimeSpan.FromMilliseconds(100));

    /// <summary>Whether the same may succeed through a fresh connection.</summary>
    public bool MayPass(Exception failure) =>
        IsLostBy(failure) || (failure is DbException told && db.Dialect.IsTransient(told));

    /// <summary>Whether it failed because the connection to a server has gone without telling:
    /// of one that is closed a driver says only that it is.</summary>
    public bool IsLostBy(Exception failure) =>
        failure is InvalidOperationException && !db.Dialect.IsEmbedded
        && Statements is { Connection.State: not ConnectionState.Open };

    /// <summary>Lets go of a connection that is, or may be, broken, and of what was known through it;
    /// the next batch opens another.</summary>
    public void GiveUp()
    {
        db.Files?.Forget(); // first: the WAL may go with it
        Foreign.Forget();
        try
        {
            Statements?.Dispose();
        }
        catch (Exception broken) when (broken is DbException or InvalidOperationException)
        {
            // It is being thrown away because it is broken.
        }

        Statements = null;
    }

    public void Dispose()
    {
        db.Files?.Forget(); // the WAL goes with the last connection, which this may be
        Statements?.Dispose();
    }
}
