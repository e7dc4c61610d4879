namespace Jingan.TargetMgmt.Contracts.Entries;

/// <summary>The times of a log's entries, which do not run backwards.</summary>
public static class EntryTime
{
    /// <summary>The longest time by which an entry may be earlier than the entry before it:
    /// clocks of several hosts differ a little.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);
}
