using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>Who led a target in the periods of its year, and how often it was owed,
/// for targets that have more than one version.</summary>
internal sealed class TargetLeads(
    QueryResult<TargetLeads.Version> versions, QueryResult<(Period Period, long Size)> openings)
{
    private ILookup<TargetId, Version>? _versions;
    private Dictionary<Period, long>? _openings;

    internal sealed record Version(TargetId Target, long LogIndex, UnitCode Lead, ReportingFrequency Frequency);

    private const string VersionsSql = """
        select v.target_id as TargetId, v.log_index as LogIndex, u.unit as Lead,
               coalesce((select string_agg(p.period, ',') from target_period p where p.target_id = v.target_id
                   and p.version = v.version), 'monthly') as Frequency
        from target_version c
        join target_version v on v.target_id = c.target_id
        join target_unit u on u.target_id = v.target_id and u.version = v.version and u.role = 'lead'
        where c.version = 2 and c.target_id >= @first and c.target_id <= @last
        order by v.target_id, v.version
        """;

    private const string OpeningsSql =
        "select period as Period, log_size as LogSize from period_opening where year = @year";

    /// <summary>The leads of the targets from one id to another.</summary>
    public static TargetLeads Add(QueryBatch queries, int year, TargetId first, TargetId last) => new(
        queries.Add(VersionsSql, new { first = first.Value, last = last.Value }, (VersionRow r) => r.ToVersion()),
        queries.Add(OpeningsSql, new { year = (long)year }, (OpeningRow r) => (new Period(r.Period), r.LogSize)));

    /// <summary>The version that counts for the period; null where that has not opened,
    /// or the target has one version only.</summary>
    public Version? InForce(TargetId target, Period period)
    {
        _versions ??= versions.Rows.ToLookup(v => v.Target);
        _openings ??= openings.Rows.ToDictionary(o => o.Period, o => o.Size);
        return _openings.TryGetValue(period, out var size)
            ? _versions[target].LastOrDefault(v => v.LogIndex < size) ?? _versions[target].FirstOrDefault()
            : null;
    }

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a computed column
    // has.
    private sealed record VersionRow
    {
        public required string TargetId { get; init; }

        public required long LogIndex { get; init; }

        public required string Lead { get; init; }

        public required string Frequency { get; init; }

        public Version ToVersion() => new(new(TargetId), LogIndex, new(Lead), new(Frequency));
    }

    private sealed record OpeningRow(string Period, long LogSize);
}
