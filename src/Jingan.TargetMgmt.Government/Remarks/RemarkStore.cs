using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Remarks;

/// <summary>The newest revision of a unit's report, and where it stands in the log.</summary>
internal sealed record NewestRevision(long Revision, long Index);

/// <summary>The SQL of remarks, and of the revisions that answer them.</summary>
internal static class RemarkStore
{
    internal const string Columns = """
        c.log_index as LogIndex, c.target_id as TargetId, c.period as Period, c.unit as Unit, c.revision as Revision,
            c.progress_index as ProgressIndex, c.code as Code, c.text as Text, c.remarked_by as RemarkedBy,
            c.at as RemarkedAt, a.log_index as AnswerIndex, a.revision as AnswerRevision, a.at as AnsweredAt

        """;

    private const string ListSql = "select " + Columns + """
        from (select p.*, row_number() over (order by p.log_index) as row_no
              from progress_remark p
              left join remark_answer d on d.remark_index = p.log_index
              where p.log_index > @after
                and (@period = '' or p.period = @period)
                and (@unit = '' or p.unit = @unit)
                and (@target = '' or p.target_id = @target)
                and (@state = '' or @state = case when d.revision is null then 'open' else 'answered' end)
                and (@own = '' or exists (select 1 from target_unit u where u.target_id = p.target_id
                    and u.unit = @own))
             ) c
        left join remark_answer a on a.remark_index = c.log_index
        where c.row_no <= @take
        order by c.log_index
        """;

    /// <summary>In log order; empty text means any.</summary>
    public static QueryResult<Remark> AddList(QueryBatch queries, RemarkFilter filter, long after, long take) =>
        queries.Add(
            ListSql,
            new
            {
                period = filter.Period, unit = filter.Unit, target = filter.Target, state = filter.State,
                own = filter.Own, after, take,
            },
            (RemarkRow r) => r.ToRemark());

    private const string OnTargetSql = "select " + Columns + """
        from progress_remark c
        left join remark_answer a on a.remark_index = c.log_index
        where c.target_id = @target
        order by c.log_index
        """;

    /// <summary>Every remark on the reports of a target, in log order.</summary>
    public static QueryResult<Remark> AddOnTarget(QueryBatch queries, TargetId target) =>
        queries.Add(OnTargetSql, new { target = target.Value }, (RemarkRow r) => r.ToRemark());

    private const string OfPeriodSql = "select " + Columns + """
        from progress_remark c
        left join remark_answer a on a.remark_index = c.log_index
        where c.period = @period and c.target_id >= @first and c.target_id <= @last
        order by c.log_index
        """;

    /// <summary>The remarks on a period's reports on the targets from one id to another, in log order.</summary>
    public static QueryResult<Remark> AddOfPeriod(QueryBatch queries, Period period, TargetId first, TargetId last) =>
        queries.Add(
            OfPeriodSql, new { period = period.Value, first = first.Value, last = last.Value },
            (RemarkRow r) => r.ToRemark());

    private const string OfReportSql = "select " + Columns + """
        from progress_remark c
        left join remark_answer a on a.remark_index = c.log_index
        where c.target_id = @target and c.unit = @unit and c.period = @period
        order by c.log_index
        """;

    /// <summary>The remarks on a unit's report on a target for a period, on whichever revision.</summary>
    public static QueryResult<Remark> AddOfReport(
        QueryBatch queries, TargetId target, UnitCode unit, Period period) => queries.Add(
        OfReportSql, new { target = target.Value, unit = unit.Value, period = period.Value },
        (RemarkRow r) => r.ToRemark());

    private const string NewestSql = """
        select p.revision as Revision, p.log_index as LogIndex
        from progress_report p
        where p.target_id = @target and p.unit = @unit and p.period = @period
          and not exists (select 1 from progress_report n where n.target_id = @target and n.unit = @unit
              and n.period = @period and n.revision > p.revision)
        """;

    /// <summary>The newest revision of a unit's report; no row when it filed none.</summary>
    public static QueryResult<NewestRevision> AddNewest(
        QueryBatch queries, TargetId target, UnitCode unit, Period period) => queries.Add(
        NewestSql, new { target = target.Value, unit = unit.Value, period = period.Value },
        (NewestRow r) => new NewestRevision(r.Revision, r.LogIndex));

    // The unit may file again, or the period be closed, in between.
    private const string AddSql = """
        insert into progress_remark (log_index, progress_index, target_id, unit, period, revision, code, text,
            remarked_by, at)
        select @logIndex, p.log_index, p.target_id, p.unit, p.period, p.revision, @code, @text, @remarkedBy, @at
        from progress_report p
        left join period_closing x on x.period = p.period
        where p.target_id = @target and p.unit = @unit and p.period = @period and p.revision = @revision
          and p.log_index = @progress
          and not exists (select 1 from progress_report n where n.target_id = @target and n.unit = @unit
              and n.period = @period and n.revision > @revision)
          and (case when x.period is null then 0 else 1 end) = @isClosed
        """;

    /// <summary>The commit unit that stores a remark. It conflicts when the unit filed again, the period was closed or
    /// somebody else remarked the same, in between.</summary>
    public static CommitUnit ToCommit(Remark r, bool isClosed) => new(
        LogEntry.ToBytes(
            RemarkEntry.Of(
                r.RemarkedAt, r.RemarkedBy, r.TargetId, r.Period, r.Unit, r.Revision, r.Progress, r.Code, r.Text),
            GovernmentEntries.Format.RemarkEntry),
        [new(AddSql, new
        {
            target = r.TargetId.Value, unit = r.Unit.Value, period = r.Period.Value, revision = r.Revision,
            progress = r.Progress, code = DbText.Of(r.Code), text = r.Text,
            remarkedBy = r.RemarkedBy, at = r.RemarkedAt,
            isClosed = isClosed ? 1L : 0L,
        })]);

    // A remark has one answer: its key is the remark's.
    private const string AddAnswerSql = """
        insert into remark_answer (remark_index, log_index, revision, at)
        select r.log_index, @logIndex, @revision, @at
        from progress_remark r
        where r.log_index = @remark and r.target_id = @target and r.unit = @unit and r.period = @period
        """;

    /// <summary>The rows that say which remarks a revision answers.</summary>
    public static IEnumerable<Statement> ToAnswers(ProgressEntry e) => (e.AnswersRemarks ?? []).Select(remark =>
        new Statement(AddAnswerSql, new
        {
            remark, target = e.TargetId.Value, unit = e.Unit.Value, period = e.Period.Value, revision = e.Revision,
            at = e.At,
        }));

    private sealed record NewestRow(long Revision, long LogIndex);
}

/// <summary>What a list of remarks is filtered by; empty text means any.</summary>
/// <param name="Own">A unit that has, or had, a part in the target.</param>
internal sealed record RemarkFilter(string Period, string Unit, string Target, string State, string Own);

/// <summary>A remark as a query answers it.</summary>
/// <remarks>Set by name, not built by its types: of an answer without rows SQLite does not say what type a column of an
/// outer join has.</remarks>
internal sealed record RemarkRow
{
    public required long LogIndex { get; init; }

    public required string TargetId { get; init; }

    public required string Period { get; init; }

    public required string Unit { get; init; }

    public required long Revision { get; init; }

    public required long ProgressIndex { get; init; }

    public required string Code { get; init; }

    public required string Text { get; init; }

    public required string RemarkedBy { get; init; }

    public required string RemarkedAt { get; init; }

    public long? AnswerIndex { get; init; }

    public long? AnswerRevision { get; init; }

    public string? AnsweredAt { get; init; }

    public Remark ToRemark() => new(
        LogIndex, new(TargetId), new(Period), new(Unit), Revision, ProgressIndex, DbText.To<RemarkCode>(Code), Text,
        RemarkedBy, RemarkedAt, AnswerIndex is null ? RemarkState.Open : RemarkState.Answered,
        AnswerIndex is { } index ? new(index, AnswerRevision!.Value, AnsweredAt!) : null);
}
