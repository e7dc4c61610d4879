using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>The SQL of drafts. Their rows are written over, and none is ever taken away.</summary>
internal static class DraftStore
{
    private const string Drafts = """
        select d.target_id as TargetId, t.title as Title, d.period as Period, d.unit as Unit, d.version as Version,
            d.target_version as TargetVersion, d.content as Content, d.opened_at as OpenedAt, d.saved_at as SavedAt,
            d.saved_by as SavedBy, d.log_index as LogIndex
        from draft_current d
        join target_current t on t.target_id = d.target_id
        """ + "\n";

    private const string FindSql = Drafts + """
        where d.target_id = @targetId and d.unit = @unit and d.period = @period
        """;

    /// <summary>No row when the unit never had such a draft.</summary>
    public static QueryResult<StoredDraft> AddFind(QueryBatch queries, TargetId target, UnitCode unit, Period period) =>
        queries.Add(
            FindSql, new { targetId = target.Value, unit = unit.Value, period = period.Value },
            (Row r) => r.ToDraft());

    private const string OfUnitSql = Drafts + """
        where d.unit = @unit and d.period = @period
        """;

    /// <summary>Every draft of a unit for a period, those that were submitted or discarded too.</summary>
    public static QueryResult<StoredDraft> AddOfUnit(QueryBatch queries, UnitCode unit, Period period) =>
        queries.Add(OfUnitSql, new { unit = unit.Value, period = period.Value }, (Row r) => r.ToDraft());

    private const string ListSql = """
        select page.target_id as TargetId, t.title as Title, page.period as Period, page.unit as Unit,
            page.version as Version, page.target_version as TargetVersion, page.content as Content,
            page.opened_at as OpenedAt, page.saved_at as SavedAt, page.saved_by as SavedBy, page.log_index as LogIndex
        from (select d.*, row_number() over (order by d.period, d.target_id) as row_no
              from draft_current d
              where d.unit = @unit and d.content is not null
                and (@period = '' or d.period = @period)
                and (d.period > @afterPeriod or (d.period = @afterPeriod and d.target_id > @afterTarget))
             ) page
        join target_current t on t.target_id = page.target_id
        where page.row_no <= @take
        order by page.period, page.target_id
        """;

    /// <summary>A unit's drafts by period and target; empty text means any period.</summary>
    public static QueryResult<StoredDraft> AddList(
        QueryBatch queries, UnitCode unit, string period, (string Period, string Target) after, long take) =>
        queries.Add(
            ListSql,
            new { unit = unit.Value, period, afterPeriod = after.Period, afterTarget = after.Target, take },
            (Row r) => r.ToDraft());

    private const string AddSql = """
        insert into draft_current (target_id, unit, period, version, target_version, content, opened_at, saved_at,
            saved_by)
        values (@targetId, @unit, @period, 1, @targetVersion, @content, @openedAt, @savedAt, @savedBy)
        """;

    /// <summary>The unit's first draft of the kind; it conflicts when there is one.</summary>
    public static Statement ToFirst(StoredDraft draft) => new(AddSql, new
    {
        targetId = draft.TargetId.Value, unit = draft.Unit.Value, period = draft.Period.Value,
        targetVersion = draft.TargetVersion, content = draft.Content, openedAt = draft.OpenedAt,
        savedAt = draft.SavedAt, savedBy = draft.SavedBy,
    });

    private const string SaveSql = """
        update draft_current
        set version = version + 1, target_version = @targetVersion, content = @content, opened_at = @openedAt,
            saved_at = @savedAt, saved_by = @savedBy
        where target_id = @targetId and unit = @unit and period = @period and version = @version
        """;

    /// <summary>What is written over a draft; it conflicts when somebody else has written over it.</summary>
    /// <param name="version">The version that is written over.</param>
    public static Statement ToSaved(StoredDraft draft, long version) => new(SaveSql, new
    {
        targetId = draft.TargetId.Value, unit = draft.Unit.Value, period = draft.Period.Value, version,
        targetVersion = draft.TargetVersion, content = draft.Content, openedAt = draft.OpenedAt,
        savedAt = draft.SavedAt, savedBy = draft.SavedBy,
    });

    private const string DiscardSql = """
        update draft_current
        set version = version + 1, content = null, saved_at = @savedAt, saved_by = @savedBy
        where target_id = @targetId and unit = @unit and period = @period and version = @version
        """;

    /// <summary>A draft whose content goes; it conflicts when somebody else has written over it.</summary>
    public static Statement ToDiscarded(StoredDraft before, string savedAt, string savedBy) => new(DiscardSql, new
    {
        targetId = before.TargetId.Value, unit = before.Unit.Value, period = before.Period.Value,
        version = before.Version, savedAt, savedBy,
    });

    private const string SubmitSql = """
        update draft_current
        set version = version + 1, content = null, log_index = @logIndex
        where target_id = @targetId and unit = @unit and period = @period and version = @version
        """;

    /// <summary>A draft that becomes a report, in the commit unit of that report; it conflicts when it is not the one
    /// that was read.</summary>
    public static Statement ToSubmitted(StoredDraft before) => new(SubmitSql, new
    {
        targetId = before.TargetId.Value, unit = before.Unit.Value, period = before.Period.Value,
        version = before.Version,
    });

    /// <summary>A content as it is stored.</summary>
    public static string Text(DraftContent content) => JsonSerializer.Serialize(content, WireJson.Options);

    private sealed record Row
    {
        public required string TargetId { get; init; }

        public required string Title { get; init; }

        public required string Period { get; init; }

        public required string Unit { get; init; }

        public required long Version { get; init; }

        public required long TargetVersion { get; init; }

        public string? Content { get; init; }

        public required string OpenedAt { get; init; }

        public required string SavedAt { get; init; }

        public required string SavedBy { get; init; }

        public long? LogIndex { get; init; }

        public StoredDraft ToDraft() => new(
            new(TargetId), Title, new(Period), new(Unit), Version, TargetVersion, Content, OpenedAt, SavedAt, SavedBy,
            LogIndex);
    }
}
