using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Certification;

/// <summary>A certified value, and what it is about.</summary>
internal sealed record CertifiedRow(TargetId Target, Period Period, CertifiedValue Value);

/// <summary>The SQL of certified values. What was said is in the log entry.</summary>
internal static class CertifiedStore
{
    internal const string Columns = """
        c.target_id as TargetId, c.period as Period, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data

        """;

    private const string OnTargetSql = "select " + Columns + """
        from certified_value c
        join log_entry e on e.idx = c.log_index
        where c.target_id = @target
        order by c.log_index
        """;

    /// <summary>Every certified value of a target, in log order.</summary>
    public static QueryResult<CertifiedRow> AddOnTarget(QueryBatch queries, TargetId target) =>
        queries.Add(OnTargetSql, new { target = target.Value }, (CertifiedEntryRow r) => r.ToRow());

    private const string NewestSql = """
        select coalesce(max(c.revision), 0) as Revision
        from certified_value c
        where c.target_id = @target and c.period = @period
        """;

    /// <summary>The number of the newest revision; 0 where there is none.</summary>
    public static QueryResult<long> AddNewest(QueryBatch queries, TargetId target, Period period) => queries.Add(
        NewestSql, new { target = target.Value, period = period.Value }, (RevisionRow r) => r.Revision);

    // It is late or not by the close that the preparation read.
    private const string AddSql = """
        insert into certified_value (target_id, period, revision, target_version, unit, value, late, log_index)
        select @target, @period, @revision, @version, @unit, @value, @late, @logIndex
        from period_opening o
        left join period_closing x on x.period = o.period
        where o.period = @period and (case when x.period is null then 0 else 1 end) = @late
        """;

    /// <summary>The commit unit that stores a certified value. It conflicts when that revision was stored, or the
    /// period closed, in between.</summary>
    public static CommitUnit ToCommit(CertifiedValueEntry e) => new(
        LogEntry.ToBytes(e, GovernmentEntries.Format.CertifiedValueEntry),
        [new(AddSql, new
        {
            target = e.TargetId.Value, period = e.Period.Value, revision = e.Revision, version = e.TargetVersion,
            unit = e.Unit.Value, value = Measure.ToMillionths(e.Value), late = e.Late ? 1L : 0L,
        })]);

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a computed column
    // has.
    private sealed record RevisionRow
    {
        public required long Revision { get; init; }
    }
}

/// <summary>A certified value as a query answers it.</summary>
internal sealed record CertifiedEntryRow(string TargetId, string Period, long LogIndex, byte[] LeafHash, byte[] Data)
{
    public CertifiedRow ToRow() => new(
        new(TargetId), new(Period),
        JsonSerializer.Deserialize(Data, GovernmentEntries.Format.CertifiedValueEntry)!.ToValue(LogIndex, LeafHash));
}
