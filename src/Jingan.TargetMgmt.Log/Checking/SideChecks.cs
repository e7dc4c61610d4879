using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Sql;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>Looks at what a side has stored, and makes the side read-only when something is not as it should
/// be.</summary>
public static class SideChecks
{
    /// <summary>Looks at everything at once, before the first request,
    /// where <see cref="Store.LogOptions.VerifyAll"/> asks for it.</summary>
    public static void CheckRowsIfAsked(this SideLog db)
    {
        if (db.LogOptions.VerifyAll && db.Log.Doubt is null)
        {
            db.CheckRows(new(1, CancellationToken.None));
        }
    }

    /// <summary>Looks at everything, once.</summary>
    internal static void CheckRows(this SideLog db, Pace pace)
    {
        try
        {
            var size = CheckRound.Run(db, pace);
            db.Log.MarkChecked(size, db.Clock.GetUtcNow());
        }
        catch (DoubtException doubt)
        {
            db.Log.Raise(doubt.Reason);
        }
    }

    /// <summary>Looks at what costs little: the schema, and whether the files are those that were opened.</summary>
    internal static void Look(this SideLog db)
    {
        if (db.Log.Doubt is not null
            || (db.LastLook != 0 && db.Clock.GetElapsedTime(db.LastLook) < db.Dialect.LookAgainAfter))
        {
            return;
        }

        db.LastLook = db.Clock.GetTimestamp();
        try
        {
            db.Files?.Check();
            SchemaCheck.Run(db);
        }
        catch (DoubtException doubt)
        {
            db.Log.Raise(doubt.Reason);
        }
    }
}
