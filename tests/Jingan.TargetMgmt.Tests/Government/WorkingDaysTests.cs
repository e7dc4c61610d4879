using System.Globalization;
using Jingan.TargetMgmt.Government.Calendar;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>Working days by the notices that lie in <c>seeds/holidays</c>, and without them.</summary>
public sealed class WorkingDaysTests
{
    private static readonly WorkingDays ByNotice = new(
        HolidayFile.ReadFolder(Path.Combine(Repository.Root, "seeds", "holidays")));

    private static readonly WorkingDays ByWeekends = new([]);

    // Around Spring Festival, Labour Day with its changed notice, National Day, the leap day, the turn of years.
    [Theory]
    [InlineData("2019-01-31", 1, "2019-02-01")]
    [InlineData("2019-01-31", 3, "2019-02-03")]
    [InlineData("2019-01-31", 4, "2019-02-11")]
    [InlineData("2019-04-30", 1, "2019-05-05")]
    [InlineData("2019-04-27", 1, "2019-04-28")]
    [InlineData("2019-09-30", 5, "2019-10-12")]
    [InlineData("2018-12-28", 1, "2018-12-29")]
    [InlineData("2018-12-29", 1, "2019-01-02")]
    [InlineData("2019-12-31", 5, "2020-01-08")]
    [InlineData("2020-01-23", 1, "2020-02-03")]
    [InlineData("2020-02-28", 1, "2020-03-02")]
    [InlineData("2020-02-29", 5, "2020-03-06")]
    [InlineData("2022-12-30", 1, "2023-01-03")]
    [InlineData("2025-12-31", 1, "2026-01-04")]
    [InlineData("2026-09-30", 5, "2026-10-13")]
    public void The_nth_working_day_after_a_day(string day, int count, string due) =>
        Assert.Equal(Day(due), ByNotice.After(Day(day), count));

    // Spring Festival with its make-up days, and the turn of a year.
    [Theory]
    [InlineData("2019-02-11", 1, "2019-02-03")]
    [InlineData("2019-02-11", 4, "2019-01-31")]
    [InlineData("2019-02-06", 1, "2019-02-03")]
    [InlineData("2019-01-02", 3, "2018-12-27")]
    [InlineData("2018-07-10", 3, "2018-07-05")]
    public void The_nth_working_day_before_a_day(string day, int count, string notice) =>
        Assert.Equal(Day(notice), ByNotice.Before(Day(day), count));

    [Theory]
    [InlineData("2019-01-31", 4, "2019-02-06")]
    [InlineData("2019-12-31", 5, "2020-01-07")]
    [InlineData("2020-02-29", 1, "2020-03-02")]
    [InlineData("2027-01-01", 1, "2027-01-04")]
    public void Weekends_alone_count_where_there_is_no_file(string day, int count, string due) =>
        Assert.Equal(Day(due), ByWeekends.After(Day(day), count));

    [Fact]
    public void The_leap_day_is_a_day_like_any_other()
    {
        Assert.False(ByNotice.IsWorked(new(2020, 2, 29))); // a Saturday
        Assert.True(ByNotice.IsWorked(new(2024, 2, 29))); // a Thursday
    }

    [Fact]
    public void Every_year_says_its_notice_and_a_year_without_a_file_says_none()
    {
        Assert.Equal(9, Enumerable.Range(2018, 9).Count(y => ByNotice.SourceOf(y)!.Contains(
            $"〔{y - 1}〕", StringComparison.Ordinal)));
        Assert.Contains("〔2019〕3号", ByNotice.SourceOf(2019)!, StringComparison.Ordinal);
        Assert.Contains("〔2020〕1号", ByNotice.SourceOf(2020)!, StringComparison.Ordinal);
        Assert.Null(ByNotice.SourceOf(2017));
        Assert.Null(ByNotice.SourceOf(2027));
    }

    // As many days off on working days as worked on weekends, and the year's statutory days beside: 11 until 2024, 13
    // from 2025 on, fewer by those that fall on a weekend.
    [Theory]
    [InlineData(2018)]
    [InlineData(2019)]
    [InlineData(2020)]
    [InlineData(2021)]
    [InlineData(2022)]
    [InlineData(2023)]
    [InlineData(2024)]
    [InlineData(2025)]
    [InlineData(2026)]
    public void A_year_has_some_250_working_days(int year) =>
        Assert.InRange(
            Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
                .Count(d => ByNotice.IsWorked(new DateOnly(year, 1, 1).AddDays(d))), 246, 252);

    [Fact]
    public void A_count_below_one_is_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ByWeekends.After(new(2019, 1, 31), 0));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
