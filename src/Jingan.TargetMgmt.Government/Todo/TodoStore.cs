using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Todo;

/// <summary>A report that a unit owes and may still file.</summary>
/// <param name="DueOn">The last day on which it is on time.</param>
/// <param name="ClosesOn">The last day on which it is taken.</param>
/// <param name="DraftBy">Who saved a draft of it; null where there is none.</param>
/// <param name="Counted">Log index of the target's version that counts for the period.</param>
internal sealed record OwedReport(
    Period Period, TargetId TargetId, string Title, bool IsLead, DateOnly DueOn, DateOnly ClosesOn,
    string? DraftBy, long Counted);

/// <summary>A draft that waits for the unit's signatory.</summary>
/// <param name="DueOn">The last day on which its report is on time.</param>
/// <param name="ClosesOn">The last day on which it is taken.</param>
internal sealed record WaitingDraft(Period Period, DateOnly DueOn, DateOnly ClosesOn);

/// <summary>The SQL of what is to be done.</summary>
internal static class TodoStore
{
    // From the unit's own targets on: a year has thousands, a unit some dozens. A closed period is there where the unit
    // was given more time, for all of its targets or for that one.
    private const string OwedSql = """
        select p.code as Period, p.due_on as DueOn, p.closes_on as ClosesOn, x.period as Closed,
            t.target_id as TargetId, t.title as Title, u.role as Role, v.log_index as Counted,
            (select coalesce(max(e.until_on), '') from period_extension e
                where e.period = p.code and e.unit = @unit and coalesce(e.target_id, t.target_id) = t.target_id)
                as ExtendedTo,
            d.saved_by as DraftBy
        from period_current p
        join period_opening o on o.period = p.code
        left join period_closing x on x.period = p.code
        join (select distinct m.target_id from target_unit m where m.unit = @unit) mine on 1 = 1
        join target_current t on t.target_id = mine.target_id and t.year = p.year
        join target_version v on v.target_id = t.target_id and v.log_index = coalesce(
            (select max(n.log_index) from target_version n where n.target_id = t.target_id
                and n.log_index < o.log_size),
            (select min(n.log_index) from target_version n where n.target_id = t.target_id))
        join target_unit u on u.target_id = v.target_id and u.version = v.version and u.unit = @unit
        left join target_period w on w.target_id = v.target_id and w.version = v.version and w.period = p.code
        left join draft_current d on d.target_id = t.target_id and d.unit = @unit and d.period = p.code
            and d.content is not null
        where not exists (select 1 from progress_current c
            where c.target_id = t.target_id and c.unit = @unit and c.period = p.code)
          and not exists (select 1 from progress_extended_current k
            where k.target_id = t.target_id and k.unit = @unit and k.period = p.code)
          and (x.period is null
               or exists (select 1 from period_extension e
                   where e.period = p.code and e.unit = @unit and e.until_on >= @today
                       and coalesce(e.target_id, t.target_id) = t.target_id))
          and (w.period is not null
               or (p.code not like '%Q%' escape '~' and not exists (select 1 from target_period n
                   where n.target_id = v.target_id and n.version = v.version)))
        order by p.code, t.target_id
        """;

    /// <summary>What the unit owes and may still file, by period and target.</summary>
    public static QueryResult<OwedReport> AddOwed(QueryBatch queries, UnitCode unit, DateOnly today) =>
        queries.Add(OwedSql, new { unit = unit.Value, today = DbText.Of(today) }, (Row r) => r.ToReport());

    // More time goes to all of the unit's targets or to one of them.
    private const string WaitingSql = """
        select d.period as Period, p.due_on as DueOn, p.closes_on as ClosesOn, x.period as Closed,
            (select coalesce(max(e.until_on), '') from period_extension e
                where e.period = p.code and e.unit = @unit and coalesce(e.target_id, d.target_id) = d.target_id)
                as ExtendedTo
        from draft_current d
        join period_current p on p.code = d.period
        join period_opening o on o.period = p.code
        left join period_closing x on x.period = p.code
        where d.unit = @unit and d.content is not null
          and (x.period is null
               or exists (select 1 from period_extension e
                   where e.period = p.code and e.unit = @unit and e.until_on >= @today
                       and coalesce(e.target_id, d.target_id) = d.target_id))
        order by d.period, d.target_id
        """;

    /// <summary>The unit's drafts of reports that it may still file, by period.</summary>
    public static QueryResult<WaitingDraft> AddWaiting(QueryBatch queries, UnitCode unit, DateOnly today) =>
        queries.Add(
            WaitingSql, new { unit = unit.Value, today = DbText.Of(today) }, (WaitingRow r) => r.ToDraft());

    private const string ClosedSql = """
        select x.period from period_closing x join period_current p on p.code = x.period
        where p.year >= @year
        order by x.period
        """;

    /// <summary>The periods that are closed, of a year and later ones, by code.</summary>
    public static QueryResult<Period> AddClosed(QueryBatch queries, int year) =>
        queries.Add(ClosedSql, new { year = (long)year }, (string code) => new Period(code));

    // A report that comes by the last day of an extension is on time.
    private static (DateOnly DueOn, DateOnly ClosesOn) DaysOf(
        string dueOn, string closesOn, bool isClosed, string extendedTo)
    {
        DateOnly? extended = extendedTo.Length == 0 ? null : DbText.ToDate(extendedTo);
        var (due, closes) = (DbText.ToDate(dueOn), DbText.ToDate(closesOn));
        return (extended > due ? extended.Value : due,
            isClosed ? extended!.Value : extended > closes ? extended.Value : closes);
    }

    private sealed record WaitingRow
    {
        public required string Period { get; init; }

        public required string DueOn { get; init; }

        public required string ClosesOn { get; init; }

        public string? Closed { get; init; }

        public required string ExtendedTo { get; init; }

        public WaitingDraft ToDraft()
        {
            var (due, closes) = DaysOf(DueOn, ClosesOn, Closed is not null, ExtendedTo);
            return new(new(Period), due, closes);
        }
    }

    private sealed record Row
    {
        public required string Period { get; init; }

        public required string DueOn { get; init; }

        public required string ClosesOn { get; init; }

        public string? Closed { get; init; }

        public required string TargetId { get; init; }

        public required string Title { get; init; }

        public required string Role { get; init; }

        public required long Counted { get; init; }

        public required string ExtendedTo { get; init; }

        public string? DraftBy { get; init; }

        public OwedReport ToReport()
        {
            var (due, closes) = DaysOf(DueOn, ClosesOn, Closed is not null, ExtendedTo);
            return new(new(Period), new(TargetId), Title, Role == "lead", due, closes, DraftBy, Counted);
        }
    }
}
