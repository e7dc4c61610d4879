using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>What a unit filed within a period's window: the last of it.</summary>
internal sealed record FiledInWindow(
    TargetId Target, UnitCode Unit, Period Period, Timeliness Timeliness, decimal? Value, long LogIndex);

/// <summary>What was certified for a period.</summary>
internal sealed record CertifiedInYear(TargetId Target, Period Period, decimal Value, long LogIndex);

/// <summary>The SQL of a year.</summary>
internal static class YearStore
{
    private const string VersionsSql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from target_current t
        join target_version v on v.target_id = t.target_id
        join log_entry e on e.idx = v.log_index
        where t.year = @year
        order by t.target_id, v.version
        """;

    /// <summary>Every version of the year's targets, by target, the first version first.</summary>
    public static QueryResult<StoredTarget> AddVersions(QueryBatch queries, int year, TargetDocuments documents) =>
        queries.Add(VersionsSql, new { year = (long)year }, (EntryRow r) =>
            documents.Of(r.LogIndex, r.LeafHash, r.Data));

    private const string FiledSql = """
        select target_id as TargetId, unit as Unit, period as Period, timeliness as Timeliness, value as Value,
               log_index as LogIndex
        from progress_current
        where year = @year
        """;

    public static QueryResult<FiledInWindow> AddFiled(QueryBatch queries, int year) => queries.Add(
        FiledSql, new { year = (long)year },
        (FiledRow r) =>
            new FiledInWindow(
                new(r.TargetId), new(r.Unit), new(r.Period), DbText.To<Timeliness>(r.Timeliness),
                r.Value is { } value ? Measure.FromMillionths(value) : null, r.LogIndex));

    private const string CertifiedSql = """
        select target_id as TargetId, period as Period, value as Value, log_index as LogIndex
        from certified_value
        where period >= @first and period <= @last and late = 0
        order by log_index
        """;

    /// <summary>What was certified in time for the periods of a year, in log order.</summary>
    public static QueryResult<CertifiedInYear> AddCertified(QueryBatch queries, int year)
    {
        var periods = Period.AllOf(year).ToList();
        return queries.Add(
            CertifiedSql, new { first = periods[0].Value, last = periods[^1].Value },
            (CertifiedRow r) =>
                new CertifiedInYear(new(r.TargetId), new(r.Period), Measure.FromMillionths(r.Value), r.LogIndex));
    }

    private sealed record EntryRow(long LogIndex, byte[] LeafHash, byte[] Data);

    private sealed record FiledRow(
        string TargetId, string Unit, string Period, string Timeliness, long? Value, long LogIndex);

    private sealed record CertifiedRow(string TargetId, string Period, long Value, long LogIndex);
}
