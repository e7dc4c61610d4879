using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Waiting;

/// <summary>The SQL of whom units wait for, and of what those answer.</summary>
internal static class WaitingStore
{
    private const string LeadSql = "select t.lead_unit as Unit from target_current t where t.target_id = @target";

    /// <summary>The unit that leads a target now; no row when there is no such target.</summary>
    public static QueryResult<UnitCode> AddLead(QueryBatch queries, TargetId target) =>
        queries.Add(LeadSql, new { target = target.Value }, (string unit) => new UnitCode(unit));

    private const string UnitSql = "select u.code as Code from unit_current u where u.code = @unit";

    /// <summary>The unit; no row when there is none.</summary>
    public static QueryResult<UnitCode> AddUnit(QueryBatch queries, UnitCode unit) =>
        queries.Add(UnitSql, new { unit = unit.Value }, (string code) => new UnitCode(code));

    // Its newest answer, whichever report of the matter it was given to.
    internal const string NewestAnswer = """
        (select max(b.log_index)
         from progress_waiting m
         join waiting_answer b on b.progress_index = m.log_index and b.item = m.item
         where m.target_id = w.target_id and m.unit = w.unit and m.on_unit = w.on_unit and m.since = w.since
           and coalesce(m.on_target, '') = coalesce(w.on_target, ''))
        """;

    private const string Columns = """
        select c.log_index as Progress, c.item as Item, c.target_id as TargetId, t.title as Title, c.period as Period,
            c.unit as Unit, c.on_unit as OnUnit, c.on_target as OnTarget, c.since as Since, c.what as What,
            a.log_index as AnswerIndex, a.done as Done, a.expected_on as ExpectedOn, a.text as Text,
            a.answered_by as AnsweredBy, a.at as AnsweredAt
        from (
        """;

    private const string Joined = """
             ) c
        join target_current t on t.target_id = c.target_id
        left join waiting_answer a on a.log_index = c.answer_index

        """;

    private const string ListSql = Columns + """
              select p.*, row_number() over (order by p.log_index, p.item) as row_no
              from (select w.*,
        """ + NewestAnswer + """
                    as answer_index
                    from progress_waiting w
                    where w.log_index * 100 + w.item > @after
                      and (@period = '' or w.period = @period)
                      and (@unit = '' or w.unit = @unit)
                      and (@onUnit = '' or w.on_unit = @onUnit)
                      and (@target = '' or w.target_id = @target)
                      and (@own = '' or w.on_unit = @own or exists (select 1 from target_unit u
                          where u.target_id = w.target_id and u.unit = @own))) p
              where @state = '' or @state = case when p.answer_index is null then 'open' else 'answered' end
        """ + Joined + """
        where c.row_no <= @take
        order by c.log_index, c.item
        """;

    /// <summary>In log order; empty text means any.</summary>
    public static QueryResult<WaitingMatter> AddList(QueryBatch queries, WaitingFilter filter, long after, long take) =>
        queries.Add(
            ListSql,
            new
            {
                period = filter.Period, unit = filter.Unit, onUnit = filter.OnUnit, target = filter.Target,
                state = filter.State, own = filter.Own, after, take,
            },
            (Row r) => r.ToMatter());

    private const string FindSql = Columns + "select w.*,\n" + NewestAnswer + """
         as answer_index
              from progress_waiting w
              where w.log_index = @progress and w.item = @item
        """ + Joined;

    /// <summary>One that a report names; no row when it names none of that number.</summary>
    public static QueryResult<WaitingMatter> AddFind(QueryBatch queries, long progress, long item) =>
        queries.Add(FindSql, new { progress, item }, (Row r) => r.ToMatter());

    // What the unit's newest report for a target's latest period still says.
    private const string OpenSql = Columns + "select w.*,\n" + NewestAnswer + """
         as answer_index
              from progress_waiting w
              join progress_report r on r.target_id = w.target_id and r.unit = w.unit and r.period = w.period
                  and r.log_index = w.log_index
              join period_current p on p.code = w.period
              where w.on_unit = @unit
                and not exists (select 1 from progress_report n
                    join period_current q on q.code = n.period
                    where n.target_id = w.target_id and n.unit = w.unit
                      and (q.due_on > p.due_on or (n.period = w.period and n.revision > r.revision)))
        """ + Joined + """
        where a.log_index is null
        order by c.log_index, c.item
        """;

    /// <summary>What others still wait for and the unit has not answered, in log order.</summary>
    public static QueryResult<WaitingMatter> AddOpen(QueryBatch queries, UnitCode unit) =>
        queries.Add(OpenSql, new { unit = unit.Value }, (Row r) => r.ToMatter());

    private const string AddSql = """
        insert into progress_waiting (log_index, item, target_id, unit, period, on_unit, on_target, since, what)
        values (@logIndex, @item, @target, @unit, @period, @onUnit, @onTarget, @since, @what)
        """;

    /// <summary>The rows of those that a report names.</summary>
    public static IEnumerable<Statement> ToNamed(ProgressEntry e) => (e.WaitsFor ?? []).Select((w, i) =>
        new Statement(AddSql, new
        {
            item = i + 1L, target = e.TargetId.Value, unit = e.Unit.Value, period = e.Period.Value,
            onUnit = w.Unit!.Value.Value, onTarget = w.TargetId?.Value, since = DbText.Of(w.Since), what = w.What,
        }));

    private const string AnswerSql = """
        insert into waiting_answer (log_index, progress_index, item, unit, done, expected_on, text, answered_by, at)
        values (@logIndex, @progress, @item, @unit, @done, @expectedOn, @text, @answeredBy, @at)
        """;

    /// <summary>The commit unit that stores an answer.</summary>
    public static CommitUnit ToCommit(GivenAnswer a) => new(
        LogEntry.ToBytes(
            WaitingAnswerEntry.Of(
                a.AnsweredAt, a.AnsweredBy, a.Unit, a.TargetId, a.Period, a.WaitingUnit, a.Progress, a.Item, a.Done,
                a.ExpectedOn, a.Text),
            GovernmentEntries.Format.WaitingAnswerEntry),
        [new(AnswerSql, new
        {
            progress = a.Progress, item = a.Item, unit = a.Unit.Value, done = a.Done ? 1L : 0L,
            expectedOn = a.ExpectedOn is { } day ? DbText.Of(day) : null, text = a.Text, answeredBy = a.AnsweredBy,
            at = a.AnsweredAt,
        })]);

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a computed column
    // has.
    private sealed record Row
    {
        public required long Progress { get; init; }

        public required long Item { get; init; }

        public required string TargetId { get; init; }

        public required string Title { get; init; }

        public required string Period { get; init; }

        public required string Unit { get; init; }

        public required string OnUnit { get; init; }

        public string? OnTarget { get; init; }

        public required string Since { get; init; }

        public required string What { get; init; }

        public long? AnswerIndex { get; init; }

        public long? Done { get; init; }

        public string? ExpectedOn { get; init; }

        public string? Text { get; init; }

        public string? AnsweredBy { get; init; }

        public string? AnsweredAt { get; init; }

        public WaitingMatter ToMatter() => new(
            Progress, Item, new(TargetId), Title, new(Period), new(Unit), new(OnUnit),
            OnTarget is null ? null : new TargetId(OnTarget), DbText.ToDate(Since), What,
            AnswerIndex is null ? WaitingState.Open : WaitingState.Answered,
            AnswerIndex is { } index
            ? new(
                index, Done == 1, ExpectedOn is null ? null : DbText.ToDate(ExpectedOn), Text!, AnsweredBy!,
                AnsweredAt!)
            : null);
    }
}

/// <summary>What a list of matters waited for is filtered by; empty text means any.</summary>
/// <param name="Own">A unit that is waited for, or has, or had, a part in the target.</param>
internal sealed record WaitingFilter(
    string Period, string Unit, string OnUnit, string Target, string State, string Own);
