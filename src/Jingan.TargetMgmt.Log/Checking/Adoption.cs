using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>The start that takes a log as it is in place of one that was lost or moved: verified from zero, and said in
/// the log itself.</summary>
/// <remarks>A key signs one history. Where checkpoints are known that this log does not have, their key signs nothing
/// more, not even that it ends: the adoption is the first entry under a new one (ADR 0062).</remarks>
internal static class Adoption
{
    /// <summary>Logs what the order says, and moves the marks; an order that was seen to already is cleared.</summary>
    /// <exception cref="DoubtException">The log is not the one that was ordered, or the key may not go on.</exception>
    public static void Run(
        SideLog db, AdoptionOrder order, LogIdentity identity, LogMarks marks, StatementCache statements)
    {
        var newest = statements.NewestCheckpoint(null);
        // A crash came between the entry and its marks: nothing can have been written since.
        if (newest is not null && newest.Size == order.Size + 1 && IsSeenTo(statements, order)
            && identity.Recognises(newest.Note, newest.Size, newest.Root, out _))
        {
            marks.Write(newest.Size, newest.Root);
        }
        else
        {
            Adopt(db, order, identity, marks, statements, newest);
        }

        marks.Flush();
        AdoptionOrder.Clear(db.LogOptions.HighWaterFile);
    }

    private static void Adopt(
        SideLog db, AdoptionOrder order, LogIdentity identity, LogMarks marks, StatementCache statements,
        StoredCheckpoint? newest)
    {
        var signer = order.Signer();
        var edge = Verify(db, order, signer, statements, newest);
        var isOwn = signer.ToString() == identity.VerifierKey.ToString();
        var lost = order.Lost ?? LostBy(statements, marks, isOwn);
        if (isOwn && lost is not null)
        {
            throw new DoubtException(new(
                $"密钥 {signer} 已签署过大小为 {lost.Size} 的检查点（根 {lost.Root}），本副本（{order.Size} 条）中没有：同一密钥不得再签"
                    + "另一段历史。请为本侧配置新的 Origin 与 KeyFile，见 docs/disaster.md",
                $"the key {signer} has signed a checkpoint of size {lost.Size} (root {lost.Root}) that this copy of "
                    + $"{order.Size} entries does not have: one key signs no second history. Configure a new Origin "
                    + "and KeyFile for this side, see docs/disaster.md"));
        }

        var entry = AdoptionEntry.Of(UtcText.Format(db.Clock.GetUtcNow()), order.Size, lost,
            isOwn ? null : new(signer.Name, signer.ToString()), order.Reason);
        LogRotation.Append(
            db, identity, edge, LogEntry.ToBytes(entry, AdoptionEntries.Format.AdoptionEntry), marks);
    }

    private static TreeEdge Verify(
        SideLog db, AdoptionOrder order, VerifierKey signer, StatementCache statements, StoredCheckpoint? newest)
    {
        if (newest is null || newest.Size != order.Size || Convert.ToBase64String(newest.Root) != order.Root)
        {
            throw new DoubtException(new(
                $"jtm adopt 核验的是 {order.Size} 条记录的日志，数据库现有 {newest?.Size ?? 0} 条：请再次执行 jtm adopt",
                $"jtm adopt has verified a log of {order.Size} entries, the database has {newest?.Size ?? 0}: run jtm "
                    + "adopt again"));
        }

        using var moment = LogCheck.Moment(db, statements);
        return new LogCheck(db, statements, moment, signer).RunFromZero(newest);
    }

    // What the marks here know, in case they were put back since the order was given.
    private static LostCheckpoint? LostBy(StatementCache statements, LogMarks marks, bool isOwn)
    {
        LogMark?[] known = [marks.HighWater.Read(), isOwn ? marks.Key.Read() : null];
        return known.OfType<LogMark>().OrderByDescending(m => m.Size)
            .Where(m => statements.CheckpointAt(null, m.Size) is not { } stored || !m.Is(stored.Size, stored.Root))
            .Select(m => new LostCheckpoint(m.Size, Convert.ToBase64String(m.Root))).FirstOrDefault();
    }

    private static bool IsSeenTo(StatementCache statements, AdoptionOrder order) =>
        statements.EntryAs(order.Size, AdoptionEntries.Format.AdoptionEntry) is { } entry
        && (entry.Type, entry.Size, entry.Reason) == (AdoptionEntry.TypeName, order.Size, order.Reason);
}
