using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Extensions;

/// <summary>The SQL of requests for an extension, and of their answers.</summary>
internal static class ExtensionRequestStore
{
    private const string ListSql = """
        select page.log_index as Request, page.period as Period, page.unit as Unit, page.target_id as TargetId,
            page.until_on as UntilOn, page.reason as Reason, page.asked_by as AskedBy, page.at as AskedAt,
            a.log_index as AnswerIndex, a.granted as Granted, a.until_on as GrantedUntil, a.reason as AnswerReason,
            a.answered_by as AnsweredBy, a.at as AnsweredAt
        from (select r.*, row_number() over (order by r.log_index) as row_no
              from extension_request r
              left join extension_answer d on d.request_index = r.log_index
              where r.log_index > @after
                and (@period = '' or r.period = @period)
                and (@unit = '' or r.unit = @unit)
                and (@state = '' or @state = case when d.granted is null then 'open' when d.granted = 1 then 'granted'
                    else 'refused' end)
             ) page
        left join extension_answer a on a.request_index = page.log_index
        where page.row_no <= @take
        order by page.log_index
        """;

    /// <summary>In log order; empty text means any.</summary>
    public static QueryResult<ExtensionRequest> AddList(
        QueryBatch queries, string period, string unit, string state, long after, long take) =>
        queries.Add(ListSql, new { period, unit, state, after, take }, (Row r) => r.ToRequest());

    private const string FindSql = """
        select r.log_index as Request, r.period as Period, r.unit as Unit, r.target_id as TargetId,
            r.until_on as UntilOn, r.reason as Reason, r.asked_by as AskedBy, r.at as AskedAt,
            a.log_index as AnswerIndex, a.granted as Granted, a.until_on as GrantedUntil, a.reason as AnswerReason,
            a.answered_by as AnsweredBy, a.at as AnsweredAt
        from extension_request r
        left join extension_answer a on a.request_index = r.log_index
        where r.log_index = @index
        """;

    /// <summary>No row when there is no such request.</summary>
    public static QueryResult<ExtensionRequest> AddFind(QueryBatch queries, long index) =>
        queries.Add(FindSql, new { index }, (Row r) => r.ToRequest());

    private const string OpenSql = """
        select r.log_index as Request
        from extension_request r
        left join extension_answer a on a.request_index = r.log_index
        where r.period = @period and r.unit = @unit and coalesce(r.target_id, '') = @targetId and a.granted is null
        """;

    /// <summary>The unit's open request about the same; no row when none is.</summary>
    public static QueryResult<long> AddOpen(QueryBatch queries, Period period, UnitCode unit, TargetId? target) =>
        queries.Add(
            OpenSql, new { period = period.Value, unit = unit.Value, targetId = target?.Value ?? "" },
            (OpenRow r) => r.Request);

    // Two that were asked at the same instant: the second finds the first.
    private const string AddRequestSql = """
        insert into extension_request (log_index, period, unit, target_id, until_on, reason, asked_by, at)
        select @logIndex, @period, @unit, @targetId, @untilOn, @reason, @askedBy, @at
        from period_current p
        where p.code = @period
          and not exists (
            select 1
            from extension_request r
            left join extension_answer a on a.request_index = r.log_index
            where r.period = @period and r.unit = @unit and coalesce(r.target_id, '') = coalesce(@targetId, '')
              and a.granted is null)
        """;

    /// <summary>It conflicts when the unit asked for the same in between.</summary>
    public static CommitUnit ToCommit(ExtensionRequest r) => new(
        LogEntry.ToBytes(
            ExtensionRequestEntry.Of(r.AskedAt, r.AskedBy, r.Period, r.Unit, r.TargetId, r.Until, r.Reason),
            GovernmentEntries.Format.ExtensionRequestEntry),
        [new(AddRequestSql, new
        {
            period = r.Period.Value, unit = r.Unit.Value, targetId = r.TargetId?.Value,
            untilOn = r.Until is { } until ? DbText.Of(until) : null, reason = r.Reason, askedBy = r.AskedBy,
            at = r.AskedAt,
        })]);

    // A request has one answer: its key is the request's.
    private const string AddAnswerSql = """
        insert into extension_answer (request_index, log_index, granted, until_on, reason, answered_by, at)
        values (@request, @logIndex, @granted, @untilOn, @reason, @answeredBy, @at)
        """;

    /// <summary>The extension that an answer grants, or its refusal. It conflicts when somebody answered in
    /// between.</summary>
    /// <param name="r">The request with its answer.</param>
    /// <param name="index">Where the request stands in the log.</param>
    public static CommitUnit ToAnswer(ExtensionRequest r, long index)
    {
        var answer = r.Answer!;
        var unit = answer.Until is { } until
            ? ExtensionStore.ToCommit(new(r.Period, r.Unit, r.TargetId, until, answer.Reason, answer.AnsweredBy,
                answer.AnsweredAt, index))
            : new CommitUnit(
                LogEntry.ToBytes(
                    ExtensionRefusalEntry.Of(answer.AnsweredAt, answer.AnsweredBy, r.Period, r.Unit, r.TargetId, index,
                        answer.Reason), GovernmentEntries.Format.ExtensionRefusalEntry),
                []);
        return unit with
        {
            Statements =
            [
                .. unit.Statements,
                new(AddAnswerSql, new
                {
                    request = index, granted = answer.Granted ? 1L : 0L,
                    untilOn = answer.Until is { } day ? DbText.Of(day) : null, reason = answer.Reason,
                    answeredBy = answer.AnsweredBy, at = answer.AnsweredAt,
                }),
            ],
        };
    }

    private sealed record OpenRow(long Request);

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a column of an outer
    // join has.
    private sealed record Row
    {
        public required long Request { get; init; }

        public required string Period { get; init; }

        public required string Unit { get; init; }

        public string? TargetId { get; init; }

        public string? UntilOn { get; init; }

        public required string Reason { get; init; }

        public required string AskedBy { get; init; }

        public required string AskedAt { get; init; }

        public long? AnswerIndex { get; init; }

        public long? Granted { get; init; }

        public string? GrantedUntil { get; init; }

        public string? AnswerReason { get; init; }

        public string? AnsweredBy { get; init; }

        public string? AnsweredAt { get; init; }

        public ExtensionRequest ToRequest()
        {
            var request = new ExtensionRequest(
                Request, new(Period), new(Unit), TargetId is null ? null : new TargetId(TargetId),
                UntilOn is null ? null : DbText.ToDate(UntilOn), Reason, AskedBy, AskedAt, ExtensionRequestState.Open,
                null, []);
            return Granted is not { } granted
                ? request
                : request.With(new(
                    AnswerIndex, granted == 1, GrantedUntil is null ? null : DbText.ToDate(GrantedUntil),
                    AnswerReason!, AnsweredBy!, AnsweredAt!));
        }
    }
}
