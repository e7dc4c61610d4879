using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Facts;

internal sealed record ReportRow(TargetId Target, Period Period, ProgressReport Report);

/// <summary>The SQL behind the port: current rows, and history only where a period was closed before an earlier
/// one.</summary>
internal static class FactsStore
{
    private const string UnitsSql = """
        select v.code as Code, v.name as Name, v.kind as Kind
        from (select u.code, coalesce(max(case when u.log_index < opened.size then u.log_index end),
            min(u.log_index)) as counted
              from unit_version u
              cross join (select coalesce(max(log_size), 9223372036854775807) as size from period_opening
                  where period = @period) opened
              group by u.code) g
        join unit_version v on v.code = g.code and v.log_index = g.counted
        order by v.code
        """;

    /// <summary>All units under the names that they had at the period's opening,
    /// later ones under their first.</summary>
    public static QueryResult<Unit> AddUnits(QueryBatch queries, Period period) =>
        queries.Add(UnitsSql, new { period = period.Value }, (UnitRow u) =>
            new Unit(new(u.Code), u.Name, DbText.To<UnitKind>(u.Kind)));

    // The targets of a page: those of the year after one id, by id, so many of them.
    internal const string ToEndOfPage = """

        and c.target_id > @after
        and c.target_id <= (select max(page.target_id)
                            from (select t.target_id, row_number() over (order by t.target_id) as row_no
                                  from target_current t
                                  where t.year = @year and t.target_id > @after) page
                            where page.row_no <= @take)
        """;

    private const string OfTarget = "\nand c.target_id = @target";

    // A quarter's last month may still take reports after the quarter's own close:
    // what counts there is what stood then.
    private const string Reports = """
        select c.target_id as TargetId, c.period as Period, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from progress_current c
        cross join (select coalesce(max(log_size), 9223372036854775807) as size from period_closing
            where period = @period) closed
        join log_entry e on e.idx = case when c.log_index < closed.size then c.log_index
                                    else (select max(r.log_index) from progress_report r
                                          where r.target_id = c.target_id and r.unit = c.unit and r.period = c.period
                                              and r.log_index < closed.size) end
        where c.period in (@period, @endMonth)
        """;

    private const string ReportsOfPageSql = Reports + ToEndOfPage;

    /// <summary>The last revisions within the period's window, and for its last month by its close,
    /// on the targets of a page.</summary>
    public static QueryResult<ReportRow> AddReports(
        QueryBatch queries, Period period, string after, long take, ParsedEntries<ProgressReport> parsed) =>
        queries.Add(
            ReportsOfPageSql,
            new { period = period.Value, endMonth = period.EndMonth().Value, year = (long)period.Year, after, take },
            (EntryRow r) => r.ToReport(parsed));

    private const string ReportsOnSql = Reports + OfTarget;

    /// <summary>The last revisions within the period's window, and for its last month by its close,
    /// on one target.</summary>
    public static QueryResult<ReportRow> AddReportsOn(
        QueryBatch queries, Period period, TargetId target, ParsedEntries<ProgressReport> parsed) =>
        queries.Add(
            ReportsOnSql, new { period = period.Value, endMonth = period.EndMonth().Value, target = target.Value },
            (EntryRow r) => r.ToReport(parsed));

    private const string Later = """
        select c.target_id as TargetId, c.period as Period, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from (select x.target_id, x.period, x.log_index
              from progress_extended_current x
              where x.period in (@period, @endMonth)
              union all
              select m.target_id, m.period, m.log_index
              from progress_current m
              join period_closing closed on closed.period = @period and m.log_index >= closed.log_size
              where m.period = @endMonth
                and not exists (select 1 from progress_extended_current x where x.target_id = m.target_id
                    and x.unit = m.unit and x.period = m.period)) c
        join log_entry e on e.idx = c.log_index
        where c.log_index >= 0
        """;

    private const string LaterOfPageSql = Later + ToEndOfPage;

    /// <summary>The last revisions since the period's close, under an extension, on the targets of a page.</summary>
    public static QueryResult<ReportRow> AddLater(
        QueryBatch queries, Period period, string after, long take, ParsedEntries<ProgressReport> parsed) =>
        queries.Add(
            LaterOfPageSql,
            new { period = period.Value, endMonth = period.EndMonth().Value, year = (long)period.Year, after, take },
            (EntryRow r) => r.ToReport(parsed));

    private const string LaterOnSql = Later + OfTarget;

    /// <summary>The last revisions since the period's close, under an extension, on one target.</summary>
    public static QueryResult<ReportRow> AddLaterOn(
        QueryBatch queries, Period period, TargetId target, ParsedEntries<ProgressReport> parsed) =>
        queries.Add(
            LaterOnSql, new { period = period.Value, endMonth = period.EndMonth().Value, target = target.Value },
            (EntryRow r) => r.ToReport(parsed));

    private const string NamedSql = """
        select r.target_id as TargetId, r.period as Period, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from progress_report r
        join log_entry e on e.idx = r.log_index
        where r.target_id = @target and r.period = @period and r.log_index = @index
        """;

    /// <summary>The report for the period on the target that stands at this place of the log;
    /// no row when there is none.</summary>
    public static QueryResult<ReportRow> AddNamed(
        QueryBatch queries, Period period, TargetId target, long index, ParsedEntries<ProgressReport> parsed) =>
        queries.Add(NamedSql, new { period = period.Value, target = target.Value, index }, (EntryRow r) =>
            r.ToReport(parsed));

    // One row for all periods of a unit: a year's worklist has tens of thousands of states.
    private const string States = """
        select c.target_id as TargetId, c.unit as Unit, string_agg(concat(c.period, ' ', c.value, ' ', c.nodes), '
        ') as States
        from progress_current c
        cross join (select coalesce(max(log_size), 9223372036854775807) as size from period_closing
            where period = @period) closed
        where c.year = @year and c.log_index < closed.size and
        """ + EarlierPeriods;

    // Of the same length; before a quarter also the months with which quarters end,
    // for targets that are reported by months.
    private const string EarlierPeriods = """
         ((c.period >= @first and c.period < @period) or c.period in (@march, @june, @september))
        """;

    private const string ByUnit = "\ngroup by c.target_id, c.unit";

    private const string StatesOfPageSql = States + ToEndOfPage + ByUnit;

    /// <summary>States that units reported for earlier periods of the same year, before this period's close,
    /// on the targets of a page.</summary>
    public static QueryResult<EarlierStates> AddStates(QueryBatch queries, Period period, string after, long take) =>
        queries.Add(
        StatesOfPageSql,
        new
        {
            period = period.Value, first = PeriodMarkStore.FirstOfYear(period), march = period.EndMonthBefore(3),
            june = period.EndMonthBefore(6), september = period.EndMonthBefore(9), year = (long)period.Year, after,
            take,
        }, (StateRow r) => r.ToStates());

    private const string StatesOnSql = States + OfTarget + ByUnit;

    /// <summary>States that units reported for earlier periods of the same year, before this period's close,
    /// on one target.</summary>
    public static QueryResult<EarlierStates> AddStatesOn(QueryBatch queries, Period period, TargetId target) =>
        queries.Add(
        StatesOnSql,
        new
        {
            period = period.Value, first = PeriodMarkStore.FirstOfYear(period), march = period.EndMonthBefore(3),
            june = period.EndMonthBefore(6), september = period.EndMonthBefore(9), year = (long)period.Year,
            target = target.Value,
        }, (StateRow r) => r.ToStates());

    private const string Overtaken = """
        select c.target_id as TargetId, c.unit as Unit, c.period as Period, e.data as Data
        from progress_current c
        cross join (select max(log_size) as size from period_closing where period = @period) closed
        join progress_report r on r.target_id = c.target_id and r.unit = c.unit and r.period = c.period
        join log_entry e on e.idx = r.log_index
        where c.year = @year and c.log_index >= closed.size
          and r.log_index = (select max(x.log_index) from progress_report x
                             where x.target_id = c.target_id and x.unit = c.unit and x.period = c.period
                                 and x.log_index < closed.size) and
        """ + EarlierPeriods;

    private const string OvertakenOfPageSql = Overtaken + ToEndOfPage;

    /// <summary>What units had reported by this period's close for earlier periods that were closed after it,
    /// where they reported again since.</summary>
    public static QueryResult<EarlierStates> AddOvertaken(QueryBatch queries, Period period, string after, long take) =>
        queries.Add(
        OvertakenOfPageSql,
        new
        {
            period = period.Value, first = PeriodMarkStore.FirstOfYear(period), march = period.EndMonthBefore(3),
            june = period.EndMonthBefore(6), september = period.EndMonthBefore(9), year = (long)period.Year, after,
            take,
        },
        (OvertakenRow r) => r.ToStates());

    private const string OvertakenOnSql = Overtaken + OfTarget;

    /// <summary>What units had reported by this period's close for earlier periods that were closed after it,
    /// where they reported again since, on one target.</summary>
    public static QueryResult<EarlierStates> AddOvertakenOn(QueryBatch queries, Period period, TargetId target) =>
        queries.Add(
        OvertakenOnSql,
        new
        {
            period = period.Value, first = PeriodMarkStore.FirstOfYear(period), march = period.EndMonthBefore(3),
            june = period.EndMonthBefore(6), september = period.EndMonthBefore(9), year = (long)period.Year,
            target = target.Value,
        },
        (OvertakenRow r) => r.ToStates());

    private sealed record UnitRow(string Code, string Name, string Kind);

    private sealed record EntryRow(string TargetId, string Period, long LogIndex, byte[] LeafHash, byte[] Data)
    {
        public ReportRow ToReport(ParsedEntries<ProgressReport> parsed) => new(
            new(TargetId), new(Period),
            parsed.Get(LogIndex, () => JsonSerializer.Deserialize(Data, GovernmentEntries.Format.ProgressEntry)!
                .ToReport(LogIndex, LeafHash)));
    }

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a computed column
    // has.
    private sealed record StateRow
    {
        public required string TargetId { get; init; }

        public required string Unit { get; init; }

        public required string States { get; init; }

        public EarlierStates ToStates() => EarlierStates.Read(TargetId, Unit, States);
    }

    private sealed record OvertakenRow(string TargetId, string Unit, string Period, byte[] Data)
    {
        public EarlierStates ToStates()
        {
            var entry = JsonSerializer.Deserialize(Data, GovernmentEntries.Format.ProgressEntry)!;
            return new(new(TargetId), new(Unit), [new(new(Period), entry.Value, entry.Nodes)]);
        }
    }
}
