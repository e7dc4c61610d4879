using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>The days of the year on which the office changes targets, both included; a window from autumn to spring
/// goes over the turn of the year.</summary>
internal sealed record ChangeWindow(string From, string Until)
{
    public static ChangeWindow Of(ReportingOptions options) =>
        new(options.TargetChangesFrom, options.TargetChangesUntil);

    /// <summary>The refusal of a change on a day; null when it may be made. The city does not ask for the
    /// day.</summary>
    public Problem? Refusal(TargetChange? change, DateOnly today) =>
        change == TargetChange.CityIssued || IsOpenOn(today)
            ? null
            : new(ProblemCode.TargetChangesClosed, new(
                $"目标调整窗口为每年 {From} 至 {Until}，今天是 {today:yyyy-MM-dd}；市下达的数值（cityIssued）不受此限。",
                $"Targets are changed from {From} to {Until} of the year, and today is {today:yyyy-MM-dd}; what the "
                    + "city issues (cityIssued) is taken on any day."))
            {
                Extensions = new Dictionary<string, object?> { ["from"] = From, ["until"] = Until },
            };

    public bool IsOpenOn(DateOnly day)
    {
        var today = day.ToString("MM-dd", CultureInfo.InvariantCulture);
        var (isFrom, isUntil) = (string.CompareOrdinal(From, today) <= 0, string.CompareOrdinal(today, Until) <= 0);
        return string.CompareOrdinal(From, Until) <= 0 ? isFrom && isUntil : isFrom || isUntil;
    }
}
