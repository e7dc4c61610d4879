using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Certification;

/// <summary>A certified value, and what it is about.</summary>
internal sealed record CertifiedRow(TargetId Target, Period Period, CertifiedValue Value);

/// <summary>A value that was claimed and waits for its certifying unit, until the period closes.</summary>
internal sealed record UncertifiedValue(Period Period, TargetId TargetId, string Title, DateOnly ClosesOn);

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

    // What a certified value counts for is the version that the period counts, as with reports.
    private const string UncertifiedSql = """
        select p.code as Period, p.closes_on as ClosesOn, t.target_id as TargetId, t.title as Title
        from period_current p
        join period_opening o on o.period = p.code
        join (select distinct m.target_id from target_certifier m where m.unit = @unit) mine on 1 = 1
        join target_current t on t.target_id = mine.target_id and t.year = p.year
        join target_version v on v.target_id = t.target_id and v.log_index = coalesce(
            (select max(n.log_index) from target_version n where n.target_id = t.target_id
                and n.log_index < o.log_size),
            (select min(n.log_index) from target_version n where n.target_id = t.target_id))
        join target_certifier k on k.target_id = v.target_id and k.version = v.version and k.unit = @unit
        join target_unit u on u.target_id = v.target_id and u.version = v.version and u.role = 'lead'
        join progress_current c on c.target_id = t.target_id and c.unit = u.unit and c.period = p.code
            and c.value is not null
        where not exists (select 1 from period_closing x where x.period = p.code)
          and not exists (select 1 from certified_value w where w.target_id = t.target_id and w.period = p.code)
        order by p.code, t.target_id
        """;

    /// <summary>What the unit has still to certify while it counts, by period and target.</summary>
    public static QueryResult<UncertifiedValue> AddUncertified(QueryBatch queries, UnitCode unit) =>
        queries.Add(UncertifiedSql, new { unit = unit.Value }, (UncertifiedRow r) => new UncertifiedValue(
            new(r.Period), new(r.TargetId), r.Title, DbText.ToDate(r.ClosesOn)));

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

    private sealed record UncertifiedRow
    {
        public required string Period { get; init; }

        public required string ClosesOn { get; init; }

        public required string TargetId { get; init; }

        public required string Title { get; init; }
    }

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
