using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

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

    public static Problem NoSuchPeriod(Period period) => new(ProblemCode.NotFound, new(
        $"没有填报期 {period}；区府办用 PUT /periods/{period} 设立后方可查询。",
        $"There is no period {period}; the district office opens it with PUT /periods/{period}."));
}
