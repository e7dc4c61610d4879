namespace Jingan.TargetMgmt.Government.Calendar;

/// <summary>Which days are worked: Monday to Friday, and what the State Council's notice says otherwise where the
/// year's is at hand.</summary>
internal sealed class WorkingDays(IEnumerable<HolidayYear> years)
{
    private readonly Dictionary<int, HolidayYear> _years = years.ToDictionary(y => y.Year);

    public bool IsWorked(DateOnly day) =>
        _years.TryGetValue(day.Year, out var year) && year.IsWorkday.TryGetValue(day, out var isWorkday)
            ? isWorkday
            : !IsWeekend(day);

    /// <summary>The n-th working day after a day; that day itself does not count.</summary>
    public DateOnly After(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        while (count > 0)
        {
            day = day.AddDays(1);
            count -= IsWorked(day) ? 1 : 0;
        }

        return day;
    }

    /// <summary>The n-th working day before a day; that day itself does not count.</summary>
    public DateOnly Before(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        while (count > 0)
        {
            day = day.AddDays(-1);
            count -= IsWorked(day) ? 1 : 0;
        }

        return day;
    }

    /// <summary>The notices that a year is counted by; null where weekends alone are counted.</summary>
    public string? SourceOf(int year) => _years.GetValueOrDefault(year)?.Source;

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
