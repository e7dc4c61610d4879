using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government.Facts;

internal sealed record ReportRow(TargetId Target, ProgressReport Report);

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

    // The targets of a page, as TargetStore lists them: those of the year after one id, by id, so many of them.
    internal const string ToEndOfPage = """
        and c.target_id > @after
        and c.target_id <= (select max(page.target_id)
                            from (select t.target_id, row_number() over (order by t.target_id) as row_no
                                  from target_current t
                                  where t.year = @year and t.target_id > @after) page
                            where page.row_no <= @take)
        """;

    private const string ReportColumns = """
        select c.target_id as TargetId, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data, c.window_index as WindowIndex
        from progress_current c
        join log_entry e on e.idx = c.log_index

        """;

    private const string ReportsSql = ReportColumns + "where c.period = @period\n" + ToEndOfPage;

    /// <summary>The latest revisions for a period on the targets of a page.</summary>
    public static Answer<ReportRow> AddReports(QueryBatch queries, Period period, string after, long take, ParsedEntries<ProgressReport> parsed) =>
        queries.Add(ReportsSql, new { period = period.Value, year = (long)period.Year, after, take }, (EntryRow r) => r.ToReport(parsed));

    private const string ReportsOnSql = ReportColumns + "where c.period = @period and c.target_id = @target";

    /// <summary>The same on one target.</summary>
    public static Answer<ReportRow> AddReportsOn(QueryBatch queries, Period period, TargetId target, ParsedEntries<ProgressReport> parsed) =>
        queries.Add(ReportsOnSql, new { period = period.Value, target = target.Value }, (EntryRow r) => r.ToReport(parsed));

    // One row for all periods of a unit: a year's worklist has tens of thousands of states.
    private const string StateColumns = """
        select c.target_id as TargetId, c.unit as Unit, string_agg(concat(c.period, ' ', c.value, ' ', c.nodes), '
        ') as States
        from progress_current c
        where c.year = @year

        """;

    private const string ByUnit = "\ngroup by c.target_id, c.unit";

    private const string StatesSql = StateColumns + ToEndOfPage + ByUnit;

    /// <summary>States that units reported in the period's year on the targets of a page, before the period.</summary>
    public static Answer<EarlierStates> AddStates(QueryBatch queries, Period period, string after, long take) =>
        queries.Add(StatesSql, new { year = (long)period.Year, after, take }, (StateRow r) => EarlierStates.Read(r.TargetId, r.Unit, r.States, period));

    private const string StatesOfSql = StateColumns + "and c.target_id = @target" + ByUnit;

    /// <summary>The same on one target.</summary>
    public static Answer<EarlierStates> AddStatesOf(QueryBatch queries, Period period, TargetId target) =>
        queries.Add(StatesOfSql, new { year = (long)period.Year, target = target.Value }, (StateRow r) => EarlierStates.Read(r.TargetId, r.Unit, r.States, period));

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

    private sealed record EntryRow(string TargetId, long LogIndex, byte[] LeafHash, byte[] Data, long? WindowIndex)
    {
        // Which filing was the last within the window is no part of the entry: an extension can come in between.
        public ReportRow ToReport(ParsedEntries<ProgressReport> parsed) =>
            parsed.Get(LogIndex, () => JsonSerializer.Deserialize(Data, GovernmentEntries.Format.ProgressEntry)!.ToReport(LogIndex, LeafHash, WindowIndex)) is var report
                && report.WindowIndex == WindowIndex ? new(new(TargetId), report) : new(new(TargetId), report with { WindowIndex = WindowIndex });
    }

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a computed column has.
    private sealed record StateRow
    {
        public required string TargetId { get; init; }

        public required string Unit { get; init; }

        public required string States { get; init; }
    }

    private sealed record ReportedRow(string TargetId, string Period, string Timeliness);
}
