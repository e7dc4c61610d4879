using System.Data.Common;
using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>What a progress report stands on: the target and the period in force, and the unit's extension. Read in one statement, because it is read for every report.</summary>
/// <param name="Period">Null when there is no such period.</param>
/// <param name="ExtendedTo">Last day of the unit's furthest extension for this target; null when it has none.</param>
internal sealed record ReportGround(StoredTarget Target, StoredPeriod? Period, DateOnly? ExtendedTo)
{
    private const string GroundSql = """
        select t.log_index as TargetIndex, p.version as PeriodVersion, p.opens_on as OpensOn, p.due_on as DueOn, p.closes_on as ClosesOn, p.log_index as PeriodIndex,
               (select coalesce(max(x.until_on), '') from period_extension x
                where x.period = @period and x.unit = @unit and (x.target_id is null or x.target_id = @targetId)) as UntilOn
        from target_current t
        left join period_current p on p.code = @period
        where t.target_id = @targetId
        """;

    /// <summary>Null when there is no such target.</summary>
    public static async Task<ReportGround?> FindAsync(
        DbConnection connection, TargetDocuments documents, TargetId target, Period period, UnitCode? unit, CancellationToken ct)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            GroundSql, new { targetId = target.Value, period = period.Value, unit = unit?.Value ?? "" }, cancellationToken: ct));
        return row is null
            ? null
            : new(await documents.ReadAsync(connection, row.TargetIndex, ct), row.ToPeriod(period), row.UntilOn.Length == 0 ? null : RowText.ToDate(row.UntilOn));
    }

    private sealed record Row(long TargetIndex, long? PeriodVersion, string? OpensOn, string? DueOn, string? ClosesOn, long? PeriodIndex, string UntilOn)
    {
        public StoredPeriod? ToPeriod(Period code) => PeriodVersion is not { } version
            ? null
            : new(new(code, code.StartsOn, code.EndsOn, RowText.ToDate(OpensOn!), RowText.ToDate(DueOn!), RowText.ToDate(ClosesOn!)), version, PeriodIndex!.Value);
    }
}
