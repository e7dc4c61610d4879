using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;

namespace Jingan.TargetMgmt.Government.Periods;

/// <summary>A year's periods by one rule.</summary>
internal static class YearRule
{
    /// <summary>The months, then the quarters, as far as they are asked for.</summary>
    public static IReadOnlyList<ReportingPeriod> PeriodsOf(OpenYear.Request rule, WorkingDays days) =>
    [
        .. from code in Period.AllOf(rule.Year)
           where code.IsQuarter ? rule.Quarters : rule.Months
           let due = days.After(code.EndsOn, rule.DueWorkingDays)
           select new ReportingPeriod(
               code, code.StartsOn, code.EndsOn, rule.OpensAfterEnd ? code.EndsOn.AddDays(1) : code.StartsOn, due,
               due.AddDays(rule.ClosesDaysAfter)),
    ];

    /// <summary>The calendar years of which working days were counted.</summary>
    public static IEnumerable<int> YearsOf(IEnumerable<ReportingPeriod> periods) =>
        periods.SelectMany(p => (int[])[p.EndsOn.AddDays(1).Year, p.DueOn.Year]).Distinct().Order();
}

/// <summary>A period as the rule makes it.</summary>
/// <param name="Weekdays">The weekday of each of its dates.</param>
/// <param name="Outcome"><c>created</c>, or <c>unchanged</c> where it is there already; the same in a dry run.</param>
internal sealed record YearPeriod(
    Period Code, DateOnly StartsOn, DateOnly EndsOn, DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn,
    PeriodWeekdays Weekdays, string Outcome)
{
    public static YearPeriod Of(ReportingPeriod p, bool isKnown) => new(
        p.Code, p.StartsOn, p.EndsOn, p.OpensOn, p.DueOn, p.ClosesOn,
        new(p.StartsOn.DayOfWeek, p.EndsOn.DayOfWeek, p.OpensOn.DayOfWeek, p.DueOn.DayOfWeek, p.ClosesOn.DayOfWeek),
        isKnown ? "unchanged" : "created");
}

/// <summary>The weekdays of a period's dates.</summary>
internal sealed record PeriodWeekdays(
    DayOfWeek StartsOn, DayOfWeek EndsOn, DayOfWeek OpensOn, DayOfWeek DueOn, DayOfWeek ClosesOn);

/// <summary>What a calendar year's working days were counted by.</summary>
/// <param name="Counted"><c>notice</c>, or <c>weekendsOnly</c> where no file has the year's holidays.</param>
/// <param name="Source">The notices; null where weekends alone were counted.</param>
internal sealed record CountedYear(int Year, string Counted, string? Source)
{
    public static CountedYear Of(int year, WorkingDays days) =>
        new(year, days.SourceOf(year) is null ? "weekendsOnly" : "notice", days.SourceOf(year));
}
