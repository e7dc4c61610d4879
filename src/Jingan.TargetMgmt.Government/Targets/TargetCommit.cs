using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>The SQL of writing a target's next version.</summary>
internal static class TargetCommit
{
    private const string AddVersionSql =
        "insert into target_version (target_id, version, log_index) values (@targetId, @version, @logIndex)";

    private const string AddFirstOfWriteSql = """
        insert into target_version (target_id, version, log_index)
        select @targetId, @version, @logIndex
        """ + PeriodMarkStore.WhereNothingIsDue;

    private const string AddUnitSql =
        "insert into target_unit (target_id, version, unit, role) values (@targetId, @version, @unit, @role)";

    private const string AddPeriodSql =
        "insert into target_period (target_id, version, period) values (@targetId, @version, @period)";

    private const string AddCertifierSql =
        "insert into target_certifier (target_id, version, unit) values (@targetId, @version, @unit)";

    private const string AddCurrentSql = """
        insert into target_current (target_id, version, year, level, kind, field, title, lead_unit, log_index)
        values (@targetId, @version, @year, @level, @kind, @field, @title, @leadUnit, @logIndex)
        """;

    private const string ReplaceCurrentSql = """
        update target_current
        set version = @version, year = @year, level = @level, kind = @kind, field = @field,
            title = @title, lead_unit = @leadUnit, log_index = @logIndex
        where target_id = @targetId and version = @version - 1
        """;

    /// <summary>The commit unit that stores a version of a target. It conflicts when somebody else wrote that version,
    /// or a period's opening or close has to go before it.</summary>
    /// <param name="today">The day of the write; null for what goes on a write that was begun so,
    /// and for seeds.</param>
    public static CommitUnit Of(Target target, long version, string at, string actor, DateOnly? today = null)
    {
        var targetId = target.Id.Value;
        var current = new
        {
            targetId, version, year = (long)target.Year, level = DbText.Of(target.Level), kind = DbText.Of(target.Kind),
            field = target.Field, title = target.Title,
            leadUnit = target.LeadUnit.Value,
        };
        return new(
            LogEntry.ToBytes(TargetEntry.Of(at, actor, version, target), GovernmentEntries.Format.TargetEntry),
            [
                new(version == 1 ? AddCurrentSql : ReplaceCurrentSql, current),
                today is { } day
                ? new(AddFirstOfWriteSql, new { targetId, version, today = DbText.Of(day) })
                : new(AddVersionSql, new { targetId, version }),
                new(AddUnitSql, new { targetId, version, unit = target.LeadUnit.Value, role = "lead" }),
                .. (target.CoUnits ?? []).Select(c => new Statement(AddUnitSql, new
                {
                    targetId, version, unit = c.Unit.Value, role = "co",
                })),
                .. OwedPeriodRows.Of(target)
                    .Select(p => new Statement(AddPeriodSql, new { targetId, version, period = p.Value })),
                .. target.FindCertifier() is { } certifier
                    ? [new(AddCertifierSql, new { targetId, version, unit = certifier.Value })]
                    : (IEnumerable<Statement>)[],
            ]);
    }
}
