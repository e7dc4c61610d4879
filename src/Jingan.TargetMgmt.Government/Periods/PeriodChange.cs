using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Periods;

/// <summary>How far the office may move a period: freely before it opens, within bounds while it runs,
/// not at all when it is closed.</summary>
/// <remarks>A due day that is put off later makes reports timely;
/// the day from which the evaluator may issue follows from the one at the opening.</remarks>
internal static class PeriodChange
{
    /// <summary>How long after its last day a period may fall due.</summary>
    public const int MostDaysToDue = 62;

    /// <summary>Why a period may not be put so; null when it may.</summary>
    /// <param name="known">The period as it stands; null when it is new.</param>
    /// <param name="running">The same while it is not closed.</param>
    /// <param name="dates">Its days in every version, the first one first.</param>
    /// <param name="period">What it is to be.</param>
    /// <param name="reason">Why a day of it is postponed.</param>
    /// <param name="today">The day in Shanghai.</param>
    public static Problem? Refusal(
        StoredPeriod? known, UnclosedPeriod? running, IReadOnlyList<PeriodDates> dates, ReportingPeriod period,
        string? reason, DateOnly today) =>
        // What a period's colours were judged on must not look otherwise afterwards.
        known is not null && running is null ? PeriodWindow.Closed(known.Period, new(
            "填报期关闭后不再重新开放，其日期也不再更改；需要补报的单位请用 POST /periods/{code}/extensions 单独延期。",
            "A closed period is not reopened and keeps its dates; give a unit that needs more time an extension "
                + "(POST /periods/{code}/extensions)."))
        : running?.Opened is null ? Refusal(period)
        : Refusal(running, dates, period, reason, today);

    /// <summary>What a period must be whenever it is put, so that no date of it is put off for good.</summary>
    public static Problem? Refusal(ReportingPeriod period) => period.DueOn > period.EndsOn.AddDays(MostDaysToDue)
        ? Problem.Invalid("/dueOn", new(
            $"不得晚于期末后 {MostDaysToDue} 天（{DbText.Of(period.EndsOn.AddDays(MostDaysToDue))}）",
            $"must be within {MostDaysToDue} days of the period's last day "
                + $"({DbText.Of(period.EndsOn.AddDays(MostDaysToDue))})"))
        : null;

    /// <summary>Why a period that has opened may not be moved so; null when it may.</summary>
    /// <param name="opened">The period as it stands, and its opening.</param>
    /// <param name="dates">Its days in every version, the first one first.</param>
    private static Problem? Refusal(
        UnclosedPeriod opened, IReadOnlyList<PeriodDates> dates, ReportingPeriod period, string? reason, DateOnly today)
    {
        if (period.OpensOn > today)
        {
            return Problem.Invalid(
                "/opensOn", new("填报期已开始，开始日不得改到今天之后", "must not be after today: the period has opened"));
        }

        var (allowed, since) = (opened.PostponeDays ?? 0, dates.Where(d => d.LogIndex >= opened.Opened));
        var days = Postponed([dates.Last(d => d.LogIndex < opened.Opened).ClosesOn, .. since.Select(d => d.ClosesOn),
            period.ClosesOn]);
        return period.ClosesOn > opened.Period.ClosesOn && days > allowed
            ? Problem.Invalid("/closesOn", new(
                $"累计推迟 {days} 天，开始后最多 {allowed} 天；需要更多时间的单位请用 POST /periods/{{code}}/extensions 单独延期",
                $"is postponed by {days} days in all, {allowed} at most after the opening; give a unit that needs "
                    + $"more time an extension (POST /periods/{{code}}/extensions)"))
            : period.ClosesOn > opened.Period.ClosesOn && string.IsNullOrWhiteSpace(reason)
                ? Problem.Invalid("/reason", new("推迟关闭日须说明理由", "is required when the closing day is postponed"))
            : null;
    }

    // What was brought forward and put back again counts too: else it could be put back every day.
    private static int Postponed(DateOnly[] days) =>
        days.Zip(days.Skip(1), (from, to) => Math.Max(0, to.DayNumber - from.DayNumber)).Sum();
}
