using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>Change-over to a new origin and key: the last entry under the old key names the new one,
/// the first under the new key names the old.</summary>
/// <remarks>The tree goes on: the new log holds everything the old one held,
/// so no receipt is lost and nothing is moved.</remarks>
internal static class LogRotation
{
    /// <summary>Writes the two entries, as far as they are missing:
    /// a start that was cut short is taken up where it stopped.</summary>
    /// <exception cref="DoubtException">The log is in doubt under its previous key.</exception>
    public static void ChangeOver(
        SideLog db, LogIdentity previous, LogIdentity next, LogMarks marks, StatementCache statements)
    {
        var newest = statements.NewestCheckpoint(null);
        if (previous.Name == next.Name)
        {
            return; // nothing changes over; entries that say so would be added at every start
        }

        if (newest is null || !previous.Recognises(newest.Note, newest.Size, newest.Root, out _))
        {
            return; // never signed, or changed over already; the check that follows says what is wrong otherwise
        }

        using var beside = KeyMark.Open(db.LogOptions.PreviousKeyFile, previous.VerifierKey, db.Clock);
        var before = new LogMarks(marks.HighWater, beside);
        var (edge, _) = LogCheck.Run(db, statements, previous.VerifierKey, before);
        if (statements.EntryAs(edge.Size - 1, RotationEntries.Format.RotationEntry)?.Next != next.Name)
        {
            edge = Append(db, previous, edge,
                ToBytes(RotationEntry.Of(UtcText.Format(db.Clock.GetUtcNow()), next.Name, null)), before);
        }

        Append(db, next, edge,
            ToBytes(RotationEntry.Of(UtcText.Format(db.Clock.GetUtcNow()), null, previous.Name)), marks);
    }

    private static byte[] ToBytes(RotationEntry entry) =>
        LogEntry.ToBytes(entry, RotationEntries.Format.RotationEntry);

    /// <summary>Writes an entry before the side takes others' writes, and moves the marks.</summary>
    /// <exception cref="DoubtException">What is stored is not what the edge says.</exception>
    internal static TreeEdge Append(SideLog db, LogIdentity identity, TreeEdge edge, byte[] entry, LogMarks marks)
    {
        using var writer = new LogWriter(db, db.Log, db.Clock, identity, edge);
        var submission = new Submission([new(entry, [])], CancellationToken.None);
        if (writer.Write([submission]) is { } checkpoint)
        {
            marks.Write(checkpoint.Size, checkpoint.Root);
            marks.Flush();
        }

        return submission switch
        {
            { Outcome.Doubt: { } doubt } => throw new DoubtException(doubt),
            { Failure: { } failure } => throw failure,
            _ => writer.Edge,
        };
    }
}
