using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government.Facts;

internal sealed record ReportRow(TargetId Target, ProgressReport Report);

internal sealed record EarlierRow(TargetId Target, UnitCode Unit, EarlierReport Report);

/// <summary>The SQL behind the port: current rows only, never history.</summary>
internal static class FactsStore
{
    private const string UnitsSql = "select code as Code, name as Name, kind as Kind from unit_current order by code";

    public static Answer<Unit> AddUnits(QueryBatch queries) =>
        queries.Add(UnitsSql, new { }, (UnitRow u) => new Unit(new(u.Code), u.Name, RowText.To<UnitKind>(u.Kind)));

    private const string TargetInPeriodSql = """
        select p.opens_on as OpensOn, p.due_on as DueOn, p.closes_on as ClosesOn, t.log_index as TargetIndex
        from period_current p
        join target_current t on t.year = p.year
        where p.code = @period and t.target_id = @target
        """;

    /// <summary>The period, and where the target's version in force stands in the log; no row unless both are there and of one year.</summary>
    public static Answer<(ReportingPeriod Period, long TargetIndex)> AddTargetInPeriod(QueryBatch queries, Period period, TargetId target) => queries.Add(
        TargetInPeriodSql, new { period = period.Value, target = target.Value },
        (TargetInPeriodRow r) => (StoredPeriod.Read(period, r.OpensOn, r.DueOn, r.ClosesOn), r.TargetIndex));

    private const string ReportsSql = """
        select c.target_id as TargetId, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data, c.window_index as WindowIndex
        from progress_current c
        join log_entry e on e.idx = c.log_index
        where c.period = @period and (@target = '' or c.target_id = @target)
        """;

    /// <summary>The latest revisions for a period; an empty target means all.</summary>
    public static Answer<ReportRow> AddReports(QueryBatch queries, Period period, string target) => queries.Add(
        ReportsSql, new { period = period.Value, target },
        (EntryRow r) => new ReportRow(new(r.TargetId), JsonSerializer.Deserialize(r.Data, GovernmentEntries.Format.ProgressEntry)!.ToReport(r.LogIndex, r.LeafHash, r.WindowIndex)));

    private const string EarlierSql = """
        select target_id as TargetId, unit as Unit, period as Period, value as Value, nodes as Nodes
        from progress_current
        where year = @year and (@target = '' or target_id = @target)
        """;

    /// <summary>States reported in the period's year, for <see cref="Earlier"/>; an empty target means all.</summary>
    public static Answer<StateRow> AddStates(QueryBatch queries, Period period, string target) =>
        queries.Add(EarlierSql, new { year = (long)period.Year, target }, (StateRow r) => r);

    /// <summary>Those of them that were for earlier periods of the same length.</summary>
    public static IEnumerable<EarlierRow> Earlier(Answer<StateRow> states, Period period) => states.Rows
        .Where(r => new Period(r.Period) is var p && p.IsQuarter == period.IsQuarter && p.LastMonth < period.LastMonth)
        .Select(r => new EarlierRow(new(r.TargetId), new(r.Unit), new(
            new(r.Period), r.Value is { } v ? Measure.FromMillionths(v) : null, r.Nodes is null ? null : NodesText.Read(r.Nodes))));

    private const string ReportedSql = """
        select c.target_id as TargetId, c.period as Period, c.timeliness as Timeliness
        from progress_current c
        join target_current t on t.target_id = c.target_id and t.lead_unit = c.unit
        where c.year = @year
        """;

    public static Answer<((TargetId Target, Period Period) Key, Timeliness Timeliness)> AddReported(QueryBatch queries, int year) => queries.Add(
        ReportedSql, new { year = (long)year },
        (ReportedRow r) => ((new TargetId(r.TargetId), new Period(r.Period)), RowText.To<Timeliness>(r.Timeliness)));

    private sealed record UnitRow(string Code, string Name, string Kind);

    private sealed record TargetInPeriodRow(string OpensOn, string DueOn, string ClosesOn, long TargetIndex);

    private sealed record EntryRow(string TargetId, long LogIndex, byte[] LeafHash, byte[] Data, long? WindowIndex);

    internal sealed record StateRow(string TargetId, string Unit, string Period, long? Value, string? Nodes);

    private sealed record ReportedRow(string TargetId, string Period, string Timeliness);
}
