using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Store;

/// <summary>What the rows of the government side follow from: for every table its columns,
/// and for every entry the rows that it makes.</summary>
/// <remarks>A new table gets a line in <see cref="Map"/>, its <c>RowsSql</c> with every column, and the rows in
/// <see cref="Made"/>; a test fails until it has them.</remarks>
internal static class GovernmentRows
{
    private const string UnitVersionSql = "select t.log_index, t.code, t.version, t.name, t.kind from unit_version t";

    private const string UnitSql = """
        select t.log_index, t.code, t.version, t.name, t.kind,
               (select v.log_index from unit_version v where v.code = t.code and v.version = (select max(n.version)
                   from unit_version n where n.code = t.code)), e.data
        from unit_current t
        left join log_entry e on e.idx = t.log_index
        """;

    private const string UnitCountsSql =
        "select (select cast(count(*) as bigint) from unit_current), (select cast(count(*) as bigint) from "
        + "unit_version where version = 1)";

    private const string TargetVersionSql = "select t.log_index, t.target_id, t.version from target_version t";

    private const string TargetUnitSql = """
        select v.log_index, t.target_id, t.version, t.unit, t.role
        from target_unit t
        left join target_version v on v.target_id = t.target_id and v.version = t.version
        """;

    private const string TargetPeriodSql = """
        select v.log_index, t.target_id, t.version, t.period
        from target_period t
        left join target_version v on v.target_id = t.target_id and v.version = t.version
        """;

    private const string TargetSql = """
        select t.log_index, t.target_id, t.version, t.year, t.level, t.kind, t.field, t.title, t.lead_unit,
               (select v.log_index from target_version v
                where v.target_id = t.target_id and v.version = (select max(n.version) from target_version n
                    where n.target_id = t.target_id)), e.data
        from target_current t
        left join log_entry e on e.idx = t.log_index
        """;

    private const string TargetCountsSql =
        "select (select cast(count(*) as bigint) from target_current), (select cast(count(*) as bigint) from "
        + "target_version where version = 1)";

    private const string PeriodVersionSql =
        "select t.log_index, t.code, t.version, t.opens_on, t.due_on, t.closes_on from period_version t";

    private const string PeriodSql = """
        select t.log_index, t.code, t.version, t.year, t.opens_on, t.due_on, t.closes_on,
               (select v.log_index from period_version v where v.code = t.code and v.version = (select max(n.version)
                   from period_version n where n.code = t.code)), e.data
        from period_current t
        left join log_entry e on e.idx = t.log_index
        """;

    private const string PeriodCountsSql =
        "select (select cast(count(*) as bigint) from period_current), (select cast(count(*) as bigint) from "
        + "period_version where version = 1)";

    private const string ExtensionSql =
        "select t.log_index, t.period, t.unit, t.target_id, t.until_on, t.reason, t.granted_by, t.at from "
        + "period_extension t";

    private const string RequestSql =
        "select t.log_index, t.period, t.unit, t.target_id, t.until_on, t.reason, t.asked_by, t.at from "
        + "extension_request t";

    private const string AnswerSql =
        "select t.log_index, t.request_index, t.granted, t.until_on, t.reason, t.answered_by, t.at from "
        + "extension_answer t";

    private const string ReportSql =
        "select t.log_index, t.target_id, t.unit, t.period, t.revision from progress_report t";

    private const string EvidenceSql =
        "select t.log_index, t.sha256, t.unit, t.size, t.media_type, t.title, t.as_of, t.uploaded_by, t.at from "
        + "evidence t";

    private const string EvidenceRemovalSql =
        "select t.log_index, t.sha256, t.ordered_by, t.reason, t.removed_by, t.at from evidence_removal t";

    private const string ReportEvidenceSql =
        "select t.log_index, t.sha256, t.target_id, t.unit, t.period, t.revision from progress_evidence t";

    private const string OpeningSql =
        "select t.log_index, t.period, t.year, t.log_size, t.due_on, t.postpone_days from period_opening t";

    private const string ClosingSql = "select t.log_index, t.period, t.log_size, t.at from period_closing t";

    // What counts is the last report before the period's close.
    private const string ProgressSql = """
        select t.log_index, t.target_id, t.unit, t.period, t.year, t.revision, t.value, t.nodes, t.timeliness,
            t.window_index,
               (select max(n.log_index) from progress_report n left join period_closing c on c.period = n.period
                where n.target_id = t.target_id and n.unit = t.unit and n.period = t.period
                    and n.log_index < coalesce(c.log_size, 9223372036854775807)), e.data
        from progress_current t
        left join log_entry e on e.idx = t.log_index
        """;

    private const string ProgressCountsSql = """
        select (select cast(count(*) as bigint) from progress_current),
               (select cast(count(*) as bigint) from (
                  select distinct r.target_id, r.unit, r.period from progress_report r left join period_closing c
                      on c.period = r.period
                  where r.log_index < coalesce(c.log_size, 9223372036854775807)) keys)
        """;

    private const string ExtendedSql = """
        select t.log_index, t.target_id, t.unit, t.period, t.year, t.revision, t.value, t.nodes, t.timeliness,
               (select max(n.log_index) from progress_report n join period_closing c on c.period = n.period
                where n.target_id = t.target_id and n.unit = t.unit and n.period = t.period
                    and n.log_index >= c.log_size), e.data
        from progress_extended_current t
        left join log_entry e on e.idx = t.log_index
        """;

    private const string ExtendedCountsSql = """
        select (select cast(count(*) as bigint) from progress_extended_current),
               (select cast(count(*) as bigint) from (
                  select distinct r.target_id, r.unit, r.period from progress_report r join period_closing c
                      on c.period = r.period
                  where r.log_index >= c.log_size) keys)
        """;

    private const string RevisionsSql = """
        select e.idx, e.data
        from progress_report r
        join log_entry e on e.idx = r.log_index
        where r.target_id = @targetId and r.unit = @unit and r.period = @period
        order by r.revision desc
        """;

    public static readonly RowMap Map = new(
        [
            .. AccessRows.Facts,
            new("unit_version", UnitVersionSql), new("target_version", TargetVersionSql),
            new("target_unit", TargetUnitSql),
            new("target_period", TargetPeriodSql), new("period_version", PeriodVersionSql),
            new("period_opening", OpeningSql), new("period_closing", ClosingSql), new("period_extension", ExtensionSql),
            new("extension_request", RequestSql), new("extension_answer", AnswerSql),
            new("progress_report", ReportSql), new("progress_evidence", ReportEvidenceSql),
            new("evidence", EvidenceSql), new("evidence_removal", EvidenceRemovalSql),
        ],
        [
            new("unit_current", UnitSql, UnitCountsSql), new("target_current", TargetSql, TargetCountsSql),
            new("period_current", PeriodSql, PeriodCountsSql),
            new("progress_current", ProgressSql, ProgressCountsSql) { Complete = WithWindow },
            new("progress_extended_current", ExtendedSql, ExtendedCountsSql),
        ],
        [],
        Made);

    private static IEnumerable<MadeRow> Made(long index, EntryHead head, byte[] data)
    {
        var format = GovernmentEntries.Format;
        switch (head.Type)
        {
            case "unit" when JsonSerializer.Deserialize(data, format.UnitEntry) is { } e:
                yield return new("unit_version", e.Unit.Code.Value, e.Version, e.Unit.Name, DbText.Of(e.Unit.Kind));
                yield return new("unit_current", e.Unit.Code.Value, e.Version, e.Unit.Name, DbText.Of(e.Unit.Kind));
                break;
            case "target" when JsonSerializer.Deserialize(data, format.TargetEntry) is { } e:
                var (target, id) = (e.Target, e.Target.Id.Value);
                yield return new("target_version", id, e.Version);
                yield return new("target_unit", id, e.Version, target.LeadUnit.Value, "lead");
                foreach (var co in target.CoUnits ?? [])
                {
                    yield return new("target_unit", id, e.Version, co.Unit.Value, "co");
                }

                foreach (var owed in OwedPeriodRows.Of(target))
                {
                    yield return new("target_period", id, e.Version, owed.Value);
                }

                yield return new(
                    "target_current", id, e.Version, (long)target.Year, DbText.Of(target.Level), DbText.Of(target.Kind),
                    target.Field, target.Title, target.LeadUnit.Value);
                break;
            case "period" when JsonSerializer.Deserialize(data, format.PeriodEntry) is { } e:
                var (opensOn, dueOn, closesOn) = (DbText.Of(e.Period.OpensOn), DbText.Of(e.Period.DueOn),
                    DbText.Of(e.Period.ClosesOn));
                yield return new("period_version", e.Period.Code.Value, e.Version, opensOn, dueOn, closesOn);
                yield return new("period_current", e.Period.Code.Value, e.Version, (long)e.Period.Code.Year, opensOn,
                    dueOn, closesOn);
                break;
            case "period-opened" when JsonSerializer.Deserialize(data, format.PeriodOpenedEntry) is { } e:
                yield return new("period_opening", e.Period.Value, (long)e.Period.Year, e.LogSize, DbText.Of(e.DueOn),
                    e.PostponeDays);
                break;
            case "period-closed" when JsonSerializer.Deserialize(data, format.PeriodClosedEntry) is { } e:
                yield return new("period_closing", e.Period.Value, e.LogSize, e.At);
                break;
            case "extension" when JsonSerializer.Deserialize(data, format.ExtensionEntry) is { } e:
                yield return new("period_extension", e.Period.Value, e.Unit.Value, e.TargetId?.Value,
                    DbText.Of(e.Until), e.Reason, e.Actor, e.At);
                if (e.Request is { } granted)
                {
                    yield return new("extension_answer", granted, 1L, DbText.Of(e.Until), e.Reason, e.Actor, e.At);
                }

                break;
            case "extension-request" when JsonSerializer.Deserialize(data, format.ExtensionRequestEntry) is { } e:
                yield return new("extension_request", e.Period.Value, e.Unit.Value, e.TargetId?.Value,
                    e.Until is { } asked ? DbText.Of(asked) : null, e.Reason, e.Actor, e.At);
                break;
            case "extension-refusal" when JsonSerializer.Deserialize(data, format.ExtensionRefusalEntry) is { } e:
                yield return new("extension_answer", e.Request, 0L, null, e.Reason, e.Actor, e.At);
                break;
            case "progress" when JsonSerializer.Deserialize(data, format.ProgressEntry) is { } e:
                yield return new("progress_report", e.TargetId.Value, e.Unit.Value, e.Period.Value, e.Revision);
                foreach (var sha256 in e.EvidenceNotes is null ? [] : e.Evidence.Distinct())
                {
                    yield return new("progress_evidence", sha256, e.TargetId.Value, e.Unit.Value, e.Period.Value,
                        e.Revision);
                }

                var (value, nodes) = (e.Value is { } v ? Measure.ToMillionths(v) : (long?)null,
                    e.Nodes is null ? null : NodesText.Write(e.Nodes));
                yield return new(
                    "progress_current", e.TargetId.Value, e.Unit.Value, e.Period.Value, (long)e.Period.Year, e.Revision,
                    value, nodes, DbText.Of(e.Timeliness),
                    e.UnderExtension ? null : index);
                if (e.UnderExtension)
                {
                    yield return new(
                        "progress_extended_current", e.TargetId.Value, e.Unit.Value, e.Period.Value,
                        (long)e.Period.Year, e.Revision, value, nodes, DbText.Of(e.Timeliness));
                }

                break;
            case "evidence" when JsonSerializer.Deserialize(data, format.EvidenceEntry) is { } e:
                yield return new("evidence", e.Sha256, e.Unit.Value, e.Size, e.MediaType, e.Title,
                    e.AsOf is { } told ? DbText.Of(told) : null, e.Actor, e.At);
                break;
            case "evidence-removal" when JsonSerializer.Deserialize(data, format.EvidenceRemovalEntry) is { } e:
                yield return new("evidence_removal", e.Sha256, e.OrderedBy, e.Reason, e.Actor, e.At);
                break;
            default:
                foreach (var row in AccessRows.Made(head, data))
                {
                    yield return row;
                }

                break;
        }
    }

    // Before closes were logged, a report under an extension stood in the same row,
    // which still names the last one within the window.
    private static MadeRow WithWindow(MadeRow made, IReadOnlyList<object?> stored, EarlierEntries earlier)
    {
        const int WindowIndex = 8;
        if (made.Columns[WindowIndex] is not null)
        {
            return made;
        }

        var revisions = earlier(RevisionsSql, new
        {
            targetId = (string)made.Columns[0]!, unit = (string)made.Columns[1]!, period = (string)made.Columns[2]!,
        });
        var last = revisions.FirstOrDefault(r =>
            JsonSerializer.Deserialize(r.Data, GovernmentEntries.Format.ProgressEntry) is { UnderExtension: false });
        made.Columns[WindowIndex] = last.Data is null ? null : last.Index;
        return made;
    }
}
