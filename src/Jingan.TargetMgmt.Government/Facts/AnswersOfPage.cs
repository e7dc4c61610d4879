using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Waiting;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>The newest answer to one whom a report waits for.</summary>
/// <param name="Progress">Log index of the report.</param>
/// <param name="Item">Its number within the report.</param>
internal sealed record AnswerRow(long Progress, long Item, WaitingAnswer Answer);

/// <summary>The SQL of what those answered whom the reports on a page of targets wait for.</summary>
internal static class AnswersOfPage
{
    private const string Answers = """
        select c.log_index as Progress, c.item as Item, a.log_index as LogIndex, a.done as Done,
            a.expected_on as ExpectedOn, a.text as Text, a.answered_by as AnsweredBy, a.at as At
        from (select w.*,
        """ + WaitingStore.NewestAnswer + """
              as answer_index
              from progress_waiting w
              where w.period in (@period, @endMonth)) c
        join waiting_answer a on a.log_index = c.answer_index
        where c.log_index >= 0
        """;

    private const string OfPageSql = Answers + FactsStore.ToEndOfPage + "\norder by c.log_index, c.item";

    /// <summary>The answers to reports for the period and for its last month, on the targets of a page.</summary>
    public static QueryResult<AnswerRow> Add(QueryBatch queries, Period period, string after, long take) => queries.Add(
        OfPageSql,
        new { period = period.Value, endMonth = period.EndMonth().Value, year = (long)period.Year, after, take },
        (Row r) => r.ToAnswer());

    private const string OnTargetSql = Answers + "\nand c.target_id = @target\norder by c.log_index, c.item";

    /// <summary>The answers to reports for the period and for its last month, on one target.</summary>
    public static QueryResult<AnswerRow> AddOnTarget(QueryBatch queries, Period period, TargetId target) => queries.Add(
        OnTargetSql, new { period = period.Value, endMonth = period.EndMonth().Value, target = target.Value },
        (Row r) => r.ToAnswer());

    private sealed record Row
    {
        public required long Progress { get; init; }

        public required long Item { get; init; }

        public required long LogIndex { get; init; }

        public required long Done { get; init; }

        public string? ExpectedOn { get; init; }

        public required string Text { get; init; }

        public required string AnsweredBy { get; init; }

        public required string At { get; init; }

        public AnswerRow ToAnswer() => new(Progress, Item, new(
            LogIndex, Done == 1, ExpectedOn is null ? null : DbText.ToDate(ExpectedOn), Text, AnsweredBy, At));
    }
}
