using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Calendar;

/// <summary>A period with the number of its version and where that stands in the log.</summary>
internal sealed record StoredPeriod(ReportingPeriod Period, long Version, long LogIndex)
{
    /// <summary>The period as its columns say.</summary>
    public static ReportingPeriod Read(Period code, string opensOn, string dueOn, string closesOn) =>
        new(code, code.StartsOn, code.EndsOn, DbText.ToDate(opensOn), DbText.ToDate(dueOn), DbText.ToDate(closesOn));
}

/// <summary>The days of one version of a period.</summary>
internal sealed record PeriodDates(DateOnly DueOn, DateOnly ClosesOn, long LogIndex);

/// <summary>The SQL of reporting periods.</summary>
internal static class PeriodStore
{
    private const string FindSql = """
        select code as Code, version as Version, opens_on as OpensOn, due_on as DueOn, closes_on as ClosesOn,
            log_index as LogIndex
        from period_current
        where code = @code
        """;

    /// <summary>No row when there is no such period.</summary>
    public static QueryResult<StoredPeriod> AddFind(QueryBatch queries, Period code) =>
        queries.Add(FindSql, new { code = code.Value }, (Row r) => r.ToStored());

    private const string ListSql = """
        select code as Code, version as Version, opens_on as OpensOn, due_on as DueOn, closes_on as ClosesOn,
            log_index as LogIndex
        from period_current
        where @year = 0 or year = @year
        order by code
        """;

    /// <summary>A year's periods by code; year 0 means all.</summary>
    public static QueryResult<StoredPeriod> AddList(QueryBatch queries, long year) =>
        queries.Add(ListSql, new { year }, (Row r) => r.ToStored());

    private const string AddVersionSql = """
        insert into period_version (code, version, opens_on, due_on, closes_on, log_index)
        values (@code, @version, @opensOn, @dueOn, @closesOn, @logIndex)
        """;

    private const string AddCurrentSql = """
        insert into period_current (code, version, year, opens_on, due_on, closes_on, log_index)
        values (@code, @version, @year, @opensOn, @dueOn, @closesOn, @logIndex)
        """;

    // The dates of a closed period are not rewritten.
    private const string ReplaceCurrentSql = """
        update period_current
        set version = @version, opens_on = @opensOn, due_on = @dueOn, closes_on = @closesOn, log_index = @logIndex
        where code = @code and version = @version - 1
          and not exists (select 1 from period_closing where period = @code)
        """;

    private const string DatesSql = """
        select due_on as DueOn, closes_on as ClosesOn, log_index as LogIndex
        from period_version
        where code = @code
        order by version
        """;

    /// <summary>The due and closing day of every version, the first one first.</summary>
    public static QueryResult<PeriodDates> AddDates(QueryBatch queries, Period code) => queries.Add(
        DatesSql, new { code = code.Value },
        (DatesRow r) => new PeriodDates(DbText.ToDate(r.DueOn), DbText.ToDate(r.ClosesOn), r.LogIndex));

    private const string AllDatesSql = """
        select code as Code, due_on as DueOn, closes_on as ClosesOn, log_index as LogIndex
        from period_version
        order by code, version
        """;

    /// <summary>The same of every period.</summary>
    public static QueryResult<(Period Code, PeriodDates Dates)> AddAllDates(QueryBatch queries) => queries.Add(
        AllDatesSql, new { },
        (CodeDatesRow r) => (new Period(r.Code),
            new PeriodDates(DbText.ToDate(r.DueOn), DbText.ToDate(r.ClosesOn), r.LogIndex)));

    /// <summary>The period's next version; it conflicts when somebody else wrote that version,
    /// or the period was closed.</summary>
    /// <param name="reason">Why a day of it is postponed; null where none is.</param>
    public static CommitUnit ToCommit(
        ReportingPeriod period, long version, string at, string actor, string? reason = null)
    {
        var (opensOn, dueOn, closesOn) = (DbText.Of(period.OpensOn), DbText.Of(period.DueOn),
            DbText.Of(period.ClosesOn));
        var row = new { code = period.Code.Value, version, opensOn, dueOn, closesOn };
        var current = new
        {
            code = period.Code.Value, version, year = (long)period.Code.Year, opensOn, dueOn, closesOn,
        };
        return new(
            LogEntry.ToBytes(PeriodEntry.Of(at, actor, version, period, reason), GovernmentEntries.Format.PeriodEntry),
            [new(AddVersionSql, row), version == 1 ? new(AddCurrentSql, current) : new(ReplaceCurrentSql, row)]);
    }

    private sealed record CodeDatesRow(string Code, string DueOn, string ClosesOn, long LogIndex);

    private sealed record DatesRow(string DueOn, string ClosesOn, long LogIndex);

    private sealed record Row(string Code, long Version, string OpensOn, string DueOn, string ClosesOn, long LogIndex)
    {
        public StoredPeriod ToStored() =>
            new(StoredPeriod.Read(new(Code), OpensOn, DueOn, ClosesOn), Version, LogIndex);
    }
}
