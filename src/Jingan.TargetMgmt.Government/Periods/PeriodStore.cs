using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government.Periods;

/// <summary>A period with the number of its version and where that stands in the log.</summary>
internal sealed record StoredPeriod(ReportingPeriod Period, long Version, long LogIndex)
{
    /// <summary>The period as its columns say.</summary>
    public static ReportingPeriod Read(Period code, string opensOn, string dueOn, string closesOn) =>
        new(code, code.StartsOn, code.EndsOn, RowText.ToDate(opensOn), RowText.ToDate(dueOn), RowText.ToDate(closesOn));
}

/// <summary>The SQL of reporting periods.</summary>
internal sealed class PeriodStore(GovernmentDb db)
{
    private const string FindSql = """
        select code as Code, version as Version, opens_on as OpensOn, due_on as DueOn, closes_on as ClosesOn, log_index as LogIndex
        from period_current
        where code = @code
        """;

    public async Task<StoredPeriod?> FindAsync(Period code, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var found = AddFind(queries, code);
        await db.ReadAsync(queries, ct);
        return found.Rows is [var period] ? period : null;
    }

    /// <summary>No row when there is no such period.</summary>
    public static Answer<StoredPeriod> AddFind(QueryBatch queries, Period code) => queries.Add(FindSql, new { code = code.Value }, (Row r) => r.ToStored());

    private const string ListSql = """
        select code as Code, version as Version, opens_on as OpensOn, due_on as DueOn, closes_on as ClosesOn, log_index as LogIndex
        from (select p.*, row_number() over (order by code) as row_no
              from period_current p
              where code > @after and (@year = 0 or year = @year)) page
        where row_no <= @take
        order by code
        """;

    /// <summary>Periods by code; year 0 means all.</summary>
    public async Task<IReadOnlyList<StoredPeriod>> ListAsync(long year, string after, long take, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var periods = AddList(queries, year, after, take);
        await db.ReadAsync(queries, ct);
        return periods.Rows;
    }

    public static Answer<StoredPeriod> AddList(QueryBatch queries, long year, string after, long take) =>
        queries.Add(ListSql, new { year, after, take }, (Row r) => r.ToStored());

    private const string AddVersionSql = """
        insert into period_version (code, version, opens_on, due_on, closes_on, log_index)
        values (@code, @version, @opensOn, @dueOn, @closesOn, @logIndex)
        """;

    private const string AddCurrentSql = """
        insert into period_current (code, version, year, opens_on, due_on, closes_on, log_index)
        values (@code, @version, @year, @opensOn, @dueOn, @closesOn, @logIndex)
        """;

    private const string ReplaceCurrentSql = """
        update period_current
        set version = @version, opens_on = @opensOn, due_on = @dueOn, closes_on = @closesOn, log_index = @logIndex
        where code = @code and version = @version - 1
        """;

    /// <summary>The period's next version; it conflicts when somebody else wrote that version.</summary>
    public static CommitUnit ToCommit(ReportingPeriod period, long version, string at, string actor)
    {
        var (opensOn, dueOn, closesOn) = (RowText.Of(period.OpensOn), RowText.Of(period.DueOn), RowText.Of(period.ClosesOn));
        var row = new { code = period.Code.Value, version, opensOn, dueOn, closesOn };
        var current = new { code = period.Code.Value, version, year = (long)period.Code.Year, opensOn, dueOn, closesOn };
        return new(
            LogEntry.ToBytes(PeriodEntry.Of(at, actor, version, period), GovernmentEntries.Format.PeriodEntry),
            [new(AddVersionSql, row), version == 1 ? new(AddCurrentSql, current) : new(ReplaceCurrentSql, row)]);
    }

    private sealed record Row(string Code, long Version, string OpensOn, string DueOn, string ClosesOn, long LogIndex)
    {
        public StoredPeriod ToStored() => new(StoredPeriod.Read(new(Code), OpensOn, DueOn, ClosesOn), Version, LogIndex);
    }
}
