using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Periods;

/// <summary>An extension 延期: a unit may file for a closed period until a day. Visible to all,
/// with the office's reason.</summary>
/// <param name="Request">Index of the unit's request that it grants; null where the office gave it of its own
/// accord.</param>
internal sealed record Extension(
    Period Period, UnitCode Unit, TargetId? TargetId, DateOnly Until, string Reason, string GrantedBy,
    string GrantedAt, long? Request = null);

/// <summary>The SQL of extensions.</summary>
internal sealed class ExtensionStore(GovernmentDb db)
{
    private const string ListSql = """
        select e.period as Period, e.unit as Unit, e.target_id as TargetId, e.until_on as UntilOn,
            e.reason as Reason, e.granted_by as GrantedBy, e.at as At, a.request_index as Request
        from period_extension e
        join period_current p on p.code = e.period
        left join extension_answer a on a.log_index = e.log_index
        where @year = 0 or p.year = @year
        order by e.log_index
        """;

    /// <summary>Every extension of a year's periods, in the order they were granted; year 0 means all.</summary>
    public async Task<IReadOnlyList<Extension>> ListAsync(long year, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            ListSql, new { year }, cancellationToken: ct))).Select(r => r.ToExtension())];
    }

    private const string FurthestSql = """
        select max(until_on) as UntilOn
        from period_extension
        where period = @period and unit = @unit and (target_id is null or target_id = @targetId)
        group by unit
        """;

    /// <summary>Last day of the unit's furthest extension for a target, or for all of its targets; no row when it has
    /// none.</summary>
    public static QueryResult<DateOnly> AddFurthest(
        QueryBatch queries, Period period, UnitCode unit, TargetId? target) => queries.Add(
        FurthestSql, new { period = period.Value, unit = unit.Value, targetId = target?.Value ?? "" },
        (DayRow r) => DbText.ToDate(r.UntilOn));

    private const string AddSql = """
        insert into period_extension (log_index, period, unit, target_id, until_on, reason, granted_by, at)
        values (@logIndex, @period, @unit, @targetId, @untilOn, @reason, @grantedBy, @at)
        """;

    public static CommitUnit ToCommit(Extension e) => new(
        LogEntry.ToBytes(
            ExtensionEntry.Of(
                e.GrantedAt, e.GrantedBy, e.Period, e.Unit, e.TargetId, e.Until, e.Reason, e.Request),
            GovernmentEntries.Format.ExtensionEntry),
        [new(AddSql, new
        {
            period = e.Period.Value, unit = e.Unit.Value, targetId = e.TargetId?.Value, untilOn = DbText.Of(e.Until),
            reason = e.Reason, grantedBy = e.GrantedBy, at = e.GrantedAt,
        })]);

    // Set by name, not built by their types: of an answer without rows SQLite does not say what type a computed column
    // has, or one of an outer join.
    private sealed record DayRow
    {
        public required string UntilOn { get; init; }
    }

    private sealed record Row
    {
        public required string Period { get; init; }

        public required string Unit { get; init; }

        public string? TargetId { get; init; }

        public required string UntilOn { get; init; }

        public required string Reason { get; init; }

        public required string GrantedBy { get; init; }

        public required string At { get; init; }

        public long? Request { get; init; }

        public Extension ToExtension() => new(
            new(Period), new(Unit), TargetId is null ? null : new TargetId(TargetId), DbText.ToDate(UntilOn), Reason,
            GrantedBy, At, Request);
    }
}
