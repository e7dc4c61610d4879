using System.Data.Common;
using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>What a progress report stands on: the target and the period in force, the unit's extension, and what it reported before. Read in one statement, because it is read for every report.</summary>
/// <param name="Period">Null when there is no such period.</param>
/// <param name="ExtendedTo">Last day of the unit's furthest extension for this target; null when it has none.</param>
internal sealed record ReportGround(StoredTarget Target, StoredPeriod? Period, DateOnly? ExtendedTo, LastReported Last)
{
    // A row for every period of the year that the unit has reported on; one without a report when there is none.
    private const string GroundSql = """
        select t.log_index as TargetIndex, p.version as PeriodVersion, p.opens_on as OpensOn, p.due_on as DueOn, p.closes_on as ClosesOn, p.log_index as PeriodIndex,
               (select coalesce(max(x.until_on), '') from period_extension x
                where x.period = @period and x.unit = @unit and (x.target_id is null or x.target_id = @targetId)) as UntilOn,
               c.period as ReportedFor, c.revision as Revision, c.value as Value, c.nodes as Nodes
        from target_current t
        left join period_current p on p.code = @period
        left join progress_current c on c.target_id = t.target_id and c.unit = @unit and c.year = @year
        where t.target_id = @targetId
        """;

    /// <summary>Null when there is no such target.</summary>
    public static async Task<ReportGround?> FindAsync(
        DbConnection connection, TargetDocuments documents, TargetId target, Period period, UnitCode? unit, CancellationToken ct)
    {
        var parameters = new { targetId = target.Value, period = period.Value, unit = unit?.Value ?? "", year = (long)period.Year };
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(GroundSql, parameters, cancellationToken: ct))).AsList();
        return rows is [var row, ..]
            ? new(
                await documents.ReadAsync(connection, row.TargetIndex, ct), row.ToPeriod(period), row.UntilOn.Length == 0 ? null : RowText.ToDate(row.UntilOn),
                LastReported.Before(period, [.. rows.Where(r => r.ReportedFor is not null).Select(r => r.ToState())]))
            : null;
    }

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a computed column has.
    private sealed record Row
    {
        public required long TargetIndex { get; init; }

        public long? PeriodVersion { get; init; }

        public string? OpensOn { get; init; }

        public string? DueOn { get; init; }

        public string? ClosesOn { get; init; }

        public long? PeriodIndex { get; init; }

        public required string UntilOn { get; init; }

        public string? ReportedFor { get; init; }

        public long? Revision { get; init; }

        public long? Value { get; init; }

        public string? Nodes { get; init; }

        public StoredPeriod? ToPeriod(Period code) => PeriodVersion is not { } version
            ? null
            : new(StoredPeriod.Read(code, OpensOn!, DueOn!, ClosesOn!), version, PeriodIndex!.Value);

        public ReportedState ToState() => new(new(ReportedFor!), Revision!.Value, Value, Nodes);
    }
}
