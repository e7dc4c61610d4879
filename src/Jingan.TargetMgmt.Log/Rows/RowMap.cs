namespace Jingan.TargetMgmt.Log.Rows;

/// <summary>A row that an entry makes.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Columns">Text, 64-bit integers, bytes or null, in the order of the table's <c>RowsSql</c>,
/// after <c>log_index</c>.</param>
public readonly record struct MadeRow(string Table, params object?[] Columns);

/// <summary>A table of facts: each row was made by one entry and never changes.</summary>
/// <param name="Name">The table.</param>
/// <param name="RowsSql">
/// <c>select t.log_index, …every other column… from {table} t</c>,
/// perhaps with left joins and without <c>where</c> and <c>order by</c>: the dialect reads it in pages. The table's
/// alias is <c>t</c>; where it has no <c>log_index</c> of its own, that of its parent stands there.
/// </param>
public sealed record FactTable(string Name, string RowsSql)
{
    /// <summary>Place of a column, from 0 after <c>log_index</c>, of which the entry has only the SHA-256; null:
    /// there is none.</summary>
    public int? Hashed { get; init; }
}

/// <summary>A table of what is in force: a row for each key, as the newest entry about that key says.</summary>
/// <param name="Name">The table.</param>
/// <param name="RowsSql">As of a <see cref="FactTable"/>, and after the columns the log index of the key's newest
/// version (from the table of versions) and the entry's <c>data</c>.</param>
/// <param name="CountsSql">One row of two numbers that are the same when no key lacks its row: how many rows there are,
/// and how many first versions.</param>
public sealed record CurrentTable(string Name, string RowsSql, string CountsSql)
{
    /// <summary>What a row has to say where its own entry does not tell all of it; null: the entry does. Given the row
    /// that the entry makes and the row that is stored, it answers the row that should be.</summary>
    public Func<MadeRow, IReadOnlyList<object?>, EarlierEntries, MadeRow>? Complete { get; init; }
}

/// <summary>Entries by a query of the side's: <c>select idx, data …</c>.</summary>
public delegate IReadOnlyList<(long Index, byte[] Data)> EarlierEntries(string sql, object parameters);

/// <summary>What a side's rows follow from: its entries. Every table of the side is here,
/// or is one that the log itself needs (<see cref="LogTables"/>).</summary>
/// <param name="Facts">Tables of facts.</param>
/// <param name="Current">Tables of what is in force.</param>
/// <param name="Seen">Tables with columns that no entry tells of.</param>
/// <param name="Made">The rows that an entry makes, those in force included;
/// none for entries of the log itself.</param>
public sealed record RowMap(
    IReadOnlyList<FactTable> Facts, IReadOnlyList<CurrentTable> Current, IReadOnlyList<SeenTable> Seen,
    Func<long, EntryHead, byte[], IEnumerable<MadeRow>> Made)
{
    /// <summary>Tables that are looked at in other ways: recomputed from the entries,
    /// or compared with what was seen before.</summary>
    public static readonly IReadOnlyList<string> LogTables =
    [
        "log_entry", "log_node", "log_checkpoint", "log_cosignature", "idempotency", "idempotency_unchanged",
    ];

    /// <summary>Tables of what is nobody's fact. No entry tells of them, so nothing can be compared: who signs a draft
    /// names what he saw, and what it became is in the log; a calendar's address only reads; what webhooks send is
    /// signed and names the entry that it comes from.</summary>
    public static readonly IReadOnlyList<string> Mutable =
    [
        "calendar_current", "draft_current", "webhook_message_current", "webhook_position_current",
    ];
}
