using System.Data.Common;
using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>What a progress report stands on: the target, the period, the unit's extension, and what it reported
/// before. Read in one statement, because it is read for every report.</summary>
/// <param name="Target">The version in force.</param>
/// <param name="Counted">The version that counts for the period;
/// the one in force where the period has not opened.</param>
/// <param name="Period">Null when there is no such period.</param>
/// <param name="IsOpened">Whether the period's opening is in the log.</param>
/// <param name="IsClosed">Whether its close is.</param>
/// <param name="ExtendedTo">Last day of the unit's furthest extension for this target; null when it has none.</param>
internal sealed record ProgressContext(
    StoredTarget Target, StoredTarget Counted, StoredPeriod? Period, bool IsOpened, bool IsClosed, DateOnly? ExtendedTo,
    LastReported Last)
{
    // A row for every period of the year that the unit has reported on, two where it did so under an extension too;
    // one without a report when there is none.
    private const string GroundSql = """
        select t.log_index as TargetIndex, p.version as PeriodVersion, p.opens_on as OpensOn,
            p.due_on as DueOn, p.closes_on as ClosesOn, p.log_index as PeriodIndex,
               o.log_size as Opened, x.log_size as Closed,
               case when o.log_size <= t.log_index
                 then coalesce(
                     (select max(v.log_index) from target_version v
                         where v.target_id = t.target_id and v.log_index < o.log_size),
                     (select min(v.log_index) from target_version v where v.target_id = t.target_id))
                 else t.log_index end as CountedIndex,
               (select coalesce(max(y.until_on), '') from period_extension y
                where y.period = @period and y.unit = @unit and (y.target_id is null
                    or y.target_id = @targetId)) as UntilOn,
               c.period as ReportedFor, c.revision as Revision, c.value as Value,
                   c.nodes as Nodes, c.is_extended as IsExtended, c.timeliness as Timeliness, e.data as Data
        from target_current t
        left join period_current p on p.code = @period
        left join period_opening o on o.period = @period
        left join period_closing x on x.period = @period
        left join (select r.period, r.revision, r.value, r.nodes, r.timeliness, r.log_index, 0 as is_extended
            from progress_current r
                   where r.target_id = @targetId and r.unit = @unit and r.year = @year
                   union all
                   select r.period, r.revision, r.value, r.nodes, r.timeliness, r.log_index, 1 as is_extended
                       from progress_extended_current r
                   where r.target_id = @targetId and r.unit = @unit and r.year = @year) c on 1 = 1
        left join log_entry e on e.idx = c.log_index
        where t.target_id = @targetId
        """;

    /// <summary>What a progress report on a target stands on; null when there is no such target.</summary>
    public static async Task<ProgressContext?> FindAsync(
        DbConnection connection, TargetDocuments documents, TargetId target, Period period, UnitCode? unit,
        CancellationToken ct)
    {
        var parameters = new
        {
            targetId = target.Value, period = period.Value, unit = unit?.Value ?? "", year = (long)period.Year,
        };
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            GroundSql, parameters, cancellationToken: ct))).AsList();
        return rows is [var row, ..]
            ? new(
                await documents.ReadAsync(connection, row.TargetIndex, ct),
                await documents.ReadAsync(connection, row.CountedIndex, ct), row.ToPeriod(period),
                row.Opened is not null, row.Closed is not null,
                row.UntilOn.Length == 0 ? null : DbText.ToDate(row.UntilOn),
                LastReported.Before(period, [.. rows.Where(r => r.ReportedFor is not null).Select(r => r.ToState())]))
            : null;
    }

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a computed column
    // has.
    private sealed record Row
    {
        public required long TargetIndex { get; init; }

        public required long CountedIndex { get; init; }

        public long? PeriodVersion { get; init; }

        public string? OpensOn { get; init; }

        public string? DueOn { get; init; }

        public string? ClosesOn { get; init; }

        public long? PeriodIndex { get; init; }

        public long? Opened { get; init; }

        public long? Closed { get; init; }

        public required string UntilOn { get; init; }

        public string? ReportedFor { get; init; }

        public long? Revision { get; init; }

        public long? Value { get; init; }

        public string? Nodes { get; init; }

        public long? IsExtended { get; init; }

        public string? Timeliness { get; init; }

        public byte[]? Data { get; init; }

        public StoredPeriod? ToPeriod(Period code) => PeriodVersion is not { } version
            ? null
            : new(StoredPeriod.Read(code, OpensOn!, DueOn!, ClosesOn!), version, PeriodIndex!.Value);

        public ReportedState ToState() => new(new(ReportedFor!), Revision!.Value, Value, Nodes, IsExtended == 1,
            DbText.To<Timeliness>(Timeliness!), Data);
    }
}
