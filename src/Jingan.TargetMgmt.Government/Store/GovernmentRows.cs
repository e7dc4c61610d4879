using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log.Rows;

namespace Jingan.TargetMgmt.Government.Store;

/// <summary>What the rows of the government side follow from: for every table its columns,
/// and for every entry the rows that it makes.</summary>
/// <remarks>A new table gets a line in <see cref="Map"/>, its <c>RowsSql</c> with every column, and the rows in
/// <see cref="Made"/>; a test fails until it has them.</remarks>
internal static partial class GovernmentRows
{
    private const string UnitVersionSql = "select t.log_index, t.code, t.version, t.name, t.kind from unit_version t";

    private const string OnePersonSql = "select t.log_index, t.code, t.version from unit_one_person t";

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

    private const string TargetCertifierSql = """
        select v.log_index, t.target_id, t.version, t.unit
        from target_certifier t
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

    private const string RemarkSql =
        "select t.log_index, t.progress_index, t.target_id, t.unit, t.period, t.revision, t.code, t.text, "
        + "t.remarked_by, t.at from progress_remark t";

    private const string RemarkAnswerSql =
        "select t.log_index, t.remark_index, t.revision, t.at from remark_answer t";

    private const string WaitingSql =
        "select t.log_index, t.item, t.target_id, t.unit, t.period, t.on_unit, t.on_target, t.since, t.what from "
        + "progress_waiting t";

    private const string WaitingAnswerSql =
        "select t.log_index, t.progress_index, t.item, t.unit, t.done, t.expected_on, t.text, t.answered_by, t.at from "
        + "waiting_answer t";

    private const string CertifiedSql =
        "select t.log_index, t.target_id, t.period, t.revision, t.target_version, t.unit, t.value, t.late from "
        + "certified_value t";

    private const string EvidenceSql =
        "select t.log_index, t.sha256, t.unit, t.size, t.media_type, t.title, t.as_of, t.uploaded_by, t.at from "
        + "evidence t";

    private const string EvidenceRemovalSql =
        "select t.log_index, t.sha256, t.ordered_by, t.reason, t.removed_by, t.at from evidence_removal t";

    private const string PublicPageSql =
        "select t.log_index, t.version, t.is_open, t.reason, t.switched_by, t.at from public_page t";

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
            new("unit_version", UnitVersionSql), new("unit_one_person", OnePersonSql),
            new("target_version", TargetVersionSql),
            new("target_unit", TargetUnitSql),
            new("target_period", TargetPeriodSql), new("target_certifier", TargetCertifierSql),
            new("period_version", PeriodVersionSql),
            new("period_opening", OpeningSql), new("period_closing", ClosingSql), new("period_extension", ExtensionSql),
            new("extension_request", RequestSql), new("extension_answer", AnswerSql),
            new("progress_report", ReportSql), new("progress_remark", RemarkSql),
            new("remark_answer", RemarkAnswerSql), new("certified_value", CertifiedSql),
            new("progress_evidence", ReportEvidenceSql), new("progress_waiting", WaitingSql),
            new("waiting_answer", WaitingAnswerSql),
            new("evidence", EvidenceSql), new("evidence_removal", EvidenceRemovalSql),
            new("public_page", PublicPageSql),
        ],
        [
            new("unit_current", UnitSql, UnitCountsSql), new("target_current", TargetSql, TargetCountsSql),
            new("period_current", PeriodSql, PeriodCountsSql),
            new("progress_current", ProgressSql, ProgressCountsSql) { Complete = WithWindow },
            new("progress_extended_current", ExtendedSql, ExtendedCountsSql),
        ],
        [],
        Made);

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
