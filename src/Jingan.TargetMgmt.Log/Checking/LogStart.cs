using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>The start of a side's log: checked, given its first checkpoint,
/// and changed over to a new key where that is asked for.</summary>
public static class LogStart
{
    /// <summary>Brings the schema up to date, or insists that it is, checks the log, and opens the door for writes: or
    /// keeps it shut, read-only, when the log is in doubt.</summary>
    /// <param name="db">The side.</param>
    /// <param name="mayCreateKeys">Make the log's key when there is none;
    /// in Production a missing key stops the start.</param>
    /// <exception cref="InvalidDataException">A key is missing or unusable.</exception>
    /// <exception cref="SchemaException">The schema is not this program's.</exception>
    public static void Start(this SideLog db, bool mayCreateKeys)
    {
        db.Take(LogIdentity.Load(db.LogOptions, mayCreateKeys));
        db.Prepare();
        db.OpenMarks();
        db.Open(OpenQueue(db));
    }

    private static CommitQueue OpenQueue(SideLog db)
    {
        var (identity, marks) = (db.Identity, db.Marks);
        var edge = TreeEdge.Empty;
        try
        {
            using var statements = new StatementCache(db.Open());
            SchemaCheck.Run(db, statements.Connection);
            if (AdoptionOrder.Read(db.LogOptions.HighWaterFile) is { } order)
            {
                Adoption.Run(db, order, identity, marks, statements);
            }
            else if (LogIdentity.LoadPrevious(db.LogOptions) is { } previous)
            {
                LogRotation.ChangeOver(db, previous, identity, marks, statements);
            }

            (edge, var newest) = LogCheck.Run(db, statements, identity.VerifierKey, marks);
            var checkpoint = newest ?? SignFirst(db, identity, statements);
            marks.Write(checkpoint.Size, checkpoint.Root);
            marks.Flush();
            SeeNewest(db, statements, checkpoint.Size);
            db.Log.Publish(new(checkpoint.Size, checkpoint.Root, checkpoint.Note));
        }
        catch (DoubtException doubt)
        {
            db.Log.Raise(doubt.Reason);
        }

        return new(new LogWriter(db, db.Log, db.Clock, identity, edge), new LogPublisher(db.Log, marks, db.Side),
            db.Dialect.IsEmbedded ? new Backfill(db, db.Log) : null, db.Meter, db.Side);
    }

    // The newest time is among the last entries: hosts whose clocks differ a little wrote them side by side.
    private static void SeeNewest(SideLog db, StatementCache statements, long size)
    {
        using var rows = statements.Query(
            LogReplay.RowsSql, new { from = Math.Max(0, size - Tile.FullWidth), to = size }, null);
        while (rows.Read())
        {
            db.Log.Clock.Saw(rows.GetFieldValue<byte[]>(2));
        }
    }

    // An empty log has a checkpoint too: a witness can begin with it, and nobody can say later that it did not exist.
    private static StoredCheckpoint SignFirst(SideLog db, LogIdentity identity, StatementCache statements)
    {
        var root = MerkleTree.EmptyRoot;
        var note = identity.SignCheckpoint(0, root);
        using var transaction = statements.BeginWrite(db.Dialect, out var newest);
        if (newest is { } theirs)
        {
            return theirs; // of another process that started at the same moment
        }

        statements.Execute(LogRows.AddCheckpointSql,
            new { size = 0L, root, note, at = UtcText.Format(db.Clock.GetUtcNow()) }, transaction);
        transaction.Commit();
        return new(0, root, note);
    }
}
