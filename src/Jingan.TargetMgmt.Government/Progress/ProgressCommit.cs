using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>The SQL of writing one revision of a progress report.</summary>
internal static class ProgressCommit
{
    // Selects from what the preparation read, so that a target adjusted or a period closed in between makes the unit conflict.
    private const string AddReportSql = """
        insert into progress_report (target_id, unit, period, revision, log_index)
        select @targetId, @unit, @period, @revision, @logIndex
        from target_current t
        join period_current p on p.code = @period and p.version = @periodVersion
        where t.target_id = @targetId and t.version = @targetVersion
        """;

    private const string AddCurrentSql = """
        insert into progress_current (target_id, unit, period, year, revision, value, nodes, timeliness, window_index, log_index)
        values (@targetId, @unit, @period, @year, @revision, @value, @nodes, @timeliness, case when @inWindow = 1 then @logIndex end, @logIndex)
        """;

    private const string ReplaceCurrentSql = """
        update progress_current
        set revision = @revision, value = @value, nodes = @nodes, timeliness = @timeliness,
            window_index = case when @inWindow = 1 then @logIndex else window_index end, log_index = @logIndex
        where target_id = @targetId and unit = @unit and period = @period and revision = @revision - 1
        """;

    /// <summary>It conflicts when somebody else filed that revision, or the target or period changed.</summary>
    public static CommitUnit Of(ProgressEntry e, long periodVersion)
    {
        var (targetId, unit, period) = (e.TargetId.Value, e.Unit.Value, e.Period.Value);
        long? value = e.Value is { } v ? Measure.ToMillionths(v) : null;
        var nodes = e.Nodes is null ? null : NodesText.Write(e.Nodes);
        var timeliness = RowText.Of(e.Timeliness);
        var inWindow = e.UnderExtension ? 0L : 1L;
        return new(
            LogEntry.ToBytes(e, GovernmentEntries.Format.ProgressEntry),
            [
                new(AddReportSql, new { targetId, unit, period, revision = e.Revision, targetVersion = e.TargetVersion, periodVersion }),
                e.Revision == 1
                    ? new(AddCurrentSql, new { targetId, unit, period, year = (long)e.Period.Year, revision = e.Revision, value, nodes, timeliness, inWindow })
                    : new(ReplaceCurrentSql, new { targetId, unit, period, revision = e.Revision, value, nodes, timeliness, inWindow }),
            ]);
    }
}

/// <summary>Node states as the text of a column.</summary>
internal static class NodesText
{
    public static string Write(IReadOnlyList<NodeState> nodes) => JsonSerializer.Serialize(nodes, GovernmentEntries.Format.IReadOnlyListNodeState);

    public static IReadOnlyList<NodeState> Read(string text) => JsonSerializer.Deserialize(text, GovernmentEntries.Format.IReadOnlyListNodeState)!;
}
