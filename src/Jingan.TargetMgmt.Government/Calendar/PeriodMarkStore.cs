using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Calendar;

/// <summary>A period that is not closed, and whether it has opened.</summary>
/// <param name="Opened">Size of the log at its opening; null before.</param>
/// <param name="FirstDueOn">The due day as it was at the opening; null before.</param>
/// <param name="PostponeDays">What the openings of its year say already; null before the year's first.</param>
internal sealed record UnclosedPeriod(StoredPeriod Stored, long? Opened, DateOnly? FirstDueOn, long? PostponeDays)
{
    public ReportingPeriod Period => Stored.Period;
}

/// <summary>A period with its opening and close.</summary>
/// <param name="Overtaken">How many of the earlier periods that it looks back on were still open at its close.</param>
internal sealed record MarkedPeriod(ReportingPeriod Period, PeriodMarks Marks, long Overtaken);

/// <summary>The SQL of openings and closes.</summary>
internal static class PeriodMarkStore
{
    private const string UnclosedSql = """
        select p.code as Code, p.version as Version, p.opens_on as OpensOn, p.due_on as DueOn, p.closes_on as ClosesOn,
            p.log_index as LogIndex,
               o.log_size as Opened, o.due_on as FirstDueOn, y.postpone_days as PostponeDays
        from period_current p
        left join period_opening o on o.period = p.code
        left join period_closing c on c.period = p.code
        left join period_opening y on y.log_index = (select min(f.log_index) from period_opening f
            where f.year = p.year)
        where c.period is null
        order by p.code
        """;

    /// <summary>The periods that are not closed, by code.</summary>
    public static QueryResult<UnclosedPeriod> AddUnclosed(QueryBatch queries) =>
        queries.Add(UnclosedSql, new { }, (UnclosedRow r) => r.ToPeriod());

    private const string FindSql = """
        select p.code as Code, p.opens_on as OpensOn, p.due_on as DueOn, p.closes_on as ClosesOn, o.log_size as Opened,
            o.due_on as FirstDueOn,
               c.log_size as Closed, c.at as ClosedAt, c.log_index as ClosedIndex, k.root as ClosedRoot,
               (select cast(count(*) as bigint) from period_opening q left join period_closing d on d.period = q.period
                where ((q.period >= @first and q.period < p.code) or q.period in (@march, @june, @september))
                  and c.period is not null and coalesce(d.log_size, c.log_size + 1) > c.log_size) as Overtaken
        from period_current p
        left join period_opening o on o.period = p.code
        left join period_closing c on c.period = p.code
        left join log_checkpoint k on k.size = c.log_size
        where p.code = @period
        """;

    /// <summary>No row when there is no such period.</summary>
    public static QueryResult<MarkedPeriod> AddFind(QueryBatch queries, Period period) =>
        queries.Add(
            FindSql,
            new
            {
                period = period.Value, first = FirstOfYear(period), march = period.EndMonthBefore(3),
                june = period.EndMonthBefore(6), september = period.EndMonthBefore(9),
            },
            (MarkedRow r) => r.ToPeriod());

    private const string ListSql = """
        select p.code as Code, p.opens_on as OpensOn, p.due_on as DueOn, p.closes_on as ClosesOn, o.log_size as Opened,
            o.due_on as FirstDueOn,
               c.log_size as Closed, c.at as ClosedAt, c.log_index as ClosedIndex, k.root as ClosedRoot
        from (select q.*, row_number() over (order by q.code) as row_no
              from period_current q
              where q.code > @after and (@year = 0 or q.year = @year)) p
        left join period_opening o on o.period = p.code
        left join period_closing c on c.period = p.code
        left join log_checkpoint k on k.size = c.log_size
        where p.row_no <= @take
        order by p.code
        """;

    /// <summary>Periods by code; year 0 means all.</summary>
    public static QueryResult<MarkedPeriod> AddList(QueryBatch queries, long year, string after, long take) =>
        queries.Add(ListSql, new { year, after, take }, (MarkedRow r) => r.ToPeriod());

    /// <summary>The first period of the same year and length: earlier ones lie between it and the period,
    /// in the order of the codes.</summary>
    public static string FirstOfYear(Period period) => period.Value[..5] + (period.IsQuarter ? "Q1" : "01");

    /// <summary>A quarter looks back on the months with which the quarters before it end.
    /// Empty where the month is not one of them, and for a month.</summary>
    public static string EndMonthBefore(this Period period, int month) =>
        period.IsQuarter && month < period.LastMonth
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{period.Year:D4}-{month:D2}")
        : "";

    /// <summary>The end of an <c>insert … select</c> that changes what periods count:
    /// it waits until no opening or close is due on <c>@today</c>.</summary>
    public const string WhereNothingIsDue = """

        where not exists (
          select 1
          from period_current p
          left join period_opening o on o.period = p.code
          left join period_closing c on c.period = p.code
          where (p.opens_on <= @today and o.period is null) or (p.closes_on < @today and c.period is null))
        """;

    // What was published before it counts: a write that was begun the day before may still have come in between.
    private const string AddOpeningSql = """
        insert into period_opening (period, year, log_size, due_on, postpone_days, log_index)
        select @period, @year, @logSize, @dueOn, @postponeDays, @logIndex
        from period_current p
        where p.code = @period and p.version = @version
          and not exists (select 1 from target_version t where t.log_index >= @logSize)
          and not exists (select 1 from unit_version u where u.log_index >= @logSize)
        """;

    /// <summary>The commit unit that opens a period. It conflicts when the period changed or was opened,
    /// or a target or unit was published, in between.</summary>
    public static CommitUnit ToOpening(UnclosedPeriod unclosed, PeriodOpenedEntry entry) => new(
        LogEntry.ToBytes(entry, GovernmentEntries.Format.PeriodOpenedEntry),
        [new(AddOpeningSql, new
        {
            period = entry.Period.Value, year = (long)entry.Period.Year, logSize = entry.LogSize,
            dueOn = DbText.Of(entry.DueOn), postponeDays = entry.PostponeDays,
            version = unclosed.Stored.Version,
        })]);

    // A report that was taken, or a value that was certified, in between was told that it counts.
    private const string AddClosingSql = """
        insert into period_closing (period, log_size, at, log_index)
        select @period, @logSize, @at, @logIndex
        from period_current p
        join period_opening o on o.period = p.code
        where p.code = @period and p.version = @version
          and not exists (select 1 from progress_current r where r.period = @period and r.log_index >= @logSize)
          and not exists (select 1 from certified_value v where v.period = @period and v.log_index >= @logSize)
        """;

    /// <summary>The commit unit that closes a period. It conflicts when the period changed or was closed,
    /// or a report for it was taken or a value certified, in between.</summary>
    public static CommitUnit ToClosing(UnclosedPeriod unclosed, PeriodClosedEntry entry) => new(
        LogEntry.ToBytes(entry, GovernmentEntries.Format.PeriodClosedEntry),
        [new(AddClosingSql, new
        {
            period = entry.Period.Value, logSize = entry.LogSize, at = entry.At, version = unclosed.Stored.Version,
        })]);

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a column of an outer
    // join has.
    private sealed record UnclosedRow
    {
        public required string Code { get; init; }

        public required long Version { get; init; }

        public required string OpensOn { get; init; }

        public required string DueOn { get; init; }

        public required string ClosesOn { get; init; }

        public required long LogIndex { get; init; }

        public long? Opened { get; init; }

        public string? FirstDueOn { get; init; }

        public long? PostponeDays { get; init; }

        public UnclosedPeriod ToPeriod() => new(
            new(StoredPeriod.Read(new(Code), OpensOn, DueOn, ClosesOn), Version, LogIndex), Opened,
            FirstDueOn is null ? null : DbText.ToDate(FirstDueOn), PostponeDays);
    }

    private sealed record MarkedRow
    {
        public required string Code { get; init; }

        public required string OpensOn { get; init; }

        public required string DueOn { get; init; }

        public required string ClosesOn { get; init; }

        public long? Opened { get; init; }

        public string? FirstDueOn { get; init; }

        public long? Closed { get; init; }

        public string? ClosedAt { get; init; }

        public long? ClosedIndex { get; init; }

        public byte[]? ClosedRoot { get; init; }

        public long Overtaken { get; init; }

        public MarkedPeriod ToPeriod() => new(
            StoredPeriod.Read(new(Code), OpensOn, DueOn, ClosesOn),
            new(
                Opened, FirstDueOn is null ? null : DbText.ToDate(FirstDueOn),
                Closed is { } size
                ? new(size, Convert.ToHexStringLower(ClosedRoot!), ClosedAt!, ClosedIndex!.Value)
                : null),
            Overtaken);
    }
}
