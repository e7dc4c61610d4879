using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Remarks;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Waiting;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>The SQL of writing one revision of a progress report.</summary>
internal static class ProgressCommit
{
    // Selects from what the preparation read, so that a period that changed or was closed in between makes the unit
    // conflict.
    private const string AddReportSql = """
        insert into progress_report (target_id, unit, period, revision, log_index)
        select @targetId, @unit, @period, @revision, @logIndex
        from period_current p
        join period_opening o on o.period = p.code
        left join period_closing x on x.period = p.code
        where p.code = @period and p.version = @periodVersion and (case when x.period is null then 0
            else 1 end) = @isClosed
        """;

    private const string AddCurrentSql = """
        insert into progress_current (target_id, unit, period, year, revision, value, nodes, timeliness, window_index,
            log_index)
        values (@targetId, @unit, @period, @year, @revision, @value, @nodes, @timeliness, @logIndex, @logIndex)
        """;

    private const string ReplaceCurrentSql = """
        update progress_current
        set revision = @revision, value = @value, nodes = @nodes, timeliness = @timeliness, window_index = @logIndex,
            log_index = @logIndex
        where target_id = @targetId and unit = @unit and period = @period and revision = @revision - 1
        """;

    // Beside what counts, which it leaves alone.
    private const string AddExtendedSql = """
        insert into progress_extended_current (target_id, unit, period, year, revision, value, nodes, timeliness,
            log_index)
        values (@targetId, @unit, @period, @year, @revision, @value, @nodes, @timeliness, @logIndex)
        """;

    private const string ReplaceExtendedSql = """
        update progress_extended_current
        set revision = @revision, value = @value, nodes = @nodes, timeliness = @timeliness, log_index = @logIndex
        where target_id = @targetId and unit = @unit and period = @period and revision = @revision - 1
        """;

    private const string AddEvidenceSql = """
        insert into progress_evidence (sha256, log_index, target_id, unit, period, revision)
        values (@sha256, @logIndex, @targetId, @unit, @period, @revision)
        """;

    /// <summary>The commit unit that stores a revision of a progress report.
    /// It conflicts when somebody else filed that revision, or answered a remark that it answers, or the period changed
    /// or was closed.</summary>
    /// <param name="isFirst">Whether it is the unit's first within the window, or its first under an extension.</param>
    public static CommitUnit Of(ProgressEntry e, long periodVersion, bool isFirst)
    {
        var (targetId, unit, period) = (e.TargetId.Value, e.Unit.Value, e.Period.Value);
        long? value = e.Value is { } v ? Measure.ToMillionths(v) : null;
        var nodes = e.Nodes is null ? null : NodesText.Write(e.Nodes);
        var timeliness = DbText.Of(e.Timeliness);
        return new(
            LogEntry.ToBytes(e, GovernmentEntries.Format.ProgressEntry),
            [
                new(AddReportSql, new
                {
                    targetId, unit, period, revision = e.Revision, periodVersion, isClosed = e.UnderExtension ? 1L : 0L,
                }),
                isFirst
                    ? new(
                        e.UnderExtension ? AddExtendedSql : AddCurrentSql,
                        new
                        {
                            targetId, unit, period, year = (long)e.Period.Year, revision = e.Revision, value, nodes,
                            timeliness,
                        })
                    : new(e.UnderExtension ? ReplaceExtendedSql : ReplaceCurrentSql, new
                    {
                        targetId, unit, period, revision = e.Revision, value, nodes, timeliness,
                    }),
                .. RemarkStore.ToAnswers(e),
                .. WaitingStore.ToNamed(e),
                .. (e.EvidenceNotes is null ? [] : e.Evidence.Distinct()).Select(sha256 =>
                    new Statement(AddEvidenceSql, new
                    {
                        sha256, targetId, unit, period, revision = e.Revision,
                    })),
            ]);
    }
}
