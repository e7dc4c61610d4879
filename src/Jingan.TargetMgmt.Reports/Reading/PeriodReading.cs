using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>The one call to each port behind a report on a period.</summary>
internal static class PeriodReading
{
    /// <summary>What both sides show of a period; null when there is no such period.</summary>
    public static async Task<PeriodView?> ReadAsync(
        IProgressFacts progress, IRatingFacts ratings, Period period, CancellationToken ct) =>
        await progress.ReadPeriodAsync(period, ct) is { } government
        ? new(government, await ratings.ReadPeriodAsync(period, ct))
        : null;

    /// <summary>The answer of a view of a period, in the form that is asked for.</summary>
    /// <param name="progress">The government's side.</param>
    /// <param name="ratings">The evaluator's.</param>
    /// <param name="period">The period.</param>
    /// <param name="for">Whom a table is for.</param>
    /// <param name="http">The request.</param>
    /// <param name="read">What the view shows of the period.</param>
    /// <param name="toTable">That as a table.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<IResult> AnswerAsync<T>(
        IProgressFacts progress, IRatingFacts ratings, Period period, string? @for, HttpContext http,
        Func<PeriodView, T> read, Func<PeriodView, T, CsvFor, IResult> toTable, CancellationToken ct) =>
        CsvFor.TryRead(@for, out var reader) is { } refusal
        ? refusal
        : await ReadAsync(progress, ratings, period, ct) switch
        {
            null => NoSuchPeriod(period),
            var view when Csv.IsWanted(http) => toTable(view, read(view), reader),
            var view => TypedResults.Ok(read(view)),
        };

    public static Problem NoSuchPeriod(Period period) => new(ProblemCode.NotFound, new(
        $"没有填报期 {period}；区府办用 PUT /periods/{period} 设立后方可查询。",
        $"There is no period {period}; the district office opens it with PUT /periods/{period}."));
}
