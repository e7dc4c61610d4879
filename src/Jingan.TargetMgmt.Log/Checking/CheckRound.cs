using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>One round over everything that a side has stored: schema, log, rows. Each page is a read of its own, and
/// memory does not grow with the log.</summary>
internal static class CheckRound
{
    /// <returns>Size of the log that was looked at.</returns>
    /// <exception cref="DoubtException">Something is not as it should; the reason names it.</exception>
    public static long Run(SideLog db, Pace pace)
    {
        SchemaCheck.Run(db);
        using var statements = new StatementCache(db.Open());
        using var connection = db.Open();
        var size = statements.NewestCheckpoint(null)?.Size ?? 0;
        var rows = new TableRows(db.Dialect, connection, pace);
        var digest = RowDigest.WithRandomSalt();
        var expected = new RowSums(digest, size);
        var facts = db.Rows.Facts.Select(t => t.Name).ToHashSet();
        new LogPass(db, statements, pace, size)
        {
            Entry = (index, data) =>
            {
                foreach (var (table, columns) in db.Rows.Made(index, EntryHead.Read(data), data))
                {
                    if (facts.Contains(table))
                    {
                        expected.Add(table, index, columns);
                    }
                }
            },
        }.Run();

        var factPass = new FactPass(db, statements, rows, digest, expected, size);
        foreach (var table in db.Rows.Facts)
        {
            factPass.Run(table);
        }

        var currentPass = new CurrentPass(db, statements, rows);
        foreach (var table in db.Rows.Current)
        {
            currentPass.Run(table);
        }

        CosignaturePass.Run(rows);
        var seen = db.Marks.HighWater.ReadSeen() ?? SeenRows.None();
        db.Marks.HighWater.WriteSeen(seen.Renew(
            [.. SeenRows.OfLog, .. db.Rows.Seen], rows, () => statements.NewestCheckpoint(null)?.Size ?? 0, size));
        return size;
    }
}
