using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Periods;

/// <summary>When a unit may file for a period, and what it is told when it may not.</summary>
internal static class PeriodWindow
{
    /// <summary>Why a report may not be filed on a day; null when it may.</summary>
    /// <param name="period">The period.</param>
    /// <param name="extendedUntil">Last day of the unit's furthest extension, if it has one.</param>
    /// <param name="today">The day in Shanghai.</param>
    /// <param name="isClosed">Whether its close is in the log: that ends the window, whatever its dates say.</param>
    public static Problem? Refusal(
        ReportingPeriod period, DateOnly? extendedUntil, DateOnly today, bool isClosed = false) =>
        today < period.OpensOn
            ? new(ProblemCode.PeriodNotOpen, new(
                $"{period.Code} 自 {DbText.Of(period.OpensOn)} 起接受填报。",
                $"{period.Code} takes reports from {DbText.Of(period.OpensOn)} on."))
            { Extensions = Lock(period) }
        : (!isClosed && period.IsOpenOn(today)) || today <= extendedUntil ? null
        : period.IsClosedOn(today) ? Closed(period, new(
            $"{period.Code} 已于 {DbText.Of(period.ClosesOn)} 关闭；如需补报，请向区府办申请延期（{HowToAsk(period)}）。",
            $"{period.Code} closed on {DbText.Of(period.ClosesOn)}; ask the district office for an extension "
                + $"({HowToAsk(period)})."))
        : Closed(period, new(
            $"{period.Code} 因评估报告出具已关闭；如需补报，请向区府办申请延期（{HowToAsk(period)}）。",
            $"{period.Code} was closed by the issuing of its report; ask the district office for an extension "
                + $"({HowToAsk(period)})."));

    /// <summary>Its opening, or its close, could not be logged just now.</summary>
    public static Problem BeingLogged() => new(ProblemCode.ConcurrentWrite, new(
        "填报期的开启或关闭正在登记，请稍后再次提交；未保存任何内容。",
        "The period's opening or close is being logged; retry in a moment, nothing was stored."));

    /// <summary>The lock of a closed period, with who can lift it for a unit, and where to ask for that.</summary>
    public static Problem Closed(ReportingPeriod period, Text detail) => new(ProblemCode.PeriodClosed, detail)
    {
        Extensions = new Dictionary<string, object?>(Lock(period))
        {
            ["whereToAsk"] = $"/api/v1/periods/{period.Code}/extension-requests",
        },
    };

    /// <summary>The timeliness of a first filing. An extension moves the due day of the unit that it names.</summary>
    public static Timeliness TimelinessOn(ReportingPeriod period, DateOnly today, DateOnly? extendedUntil = null) =>
        today <= period.DueOn || today <= extendedUntil ? Timeliness.OnTime : Timeliness.Late;

    private static string HowToAsk(ReportingPeriod period) => $"POST /periods/{period.Code}/extension-requests";

    private static Dictionary<string, object?> Lock(
        ReportingPeriod period) => new() { ["period"] = period, ["whoCanExtend"] = Role.Office };
}
