using System.Globalization;
using CsCheck;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Spellings;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

public sealed class DayAndPeriodCellTests
{
    private static readonly Gen<DateOnly> AnyDay =
        Gen.Int[new DateOnly(1992, 1, 1).DayNumber, new DateOnly(2099, 12, 31).DayNumber]
            .Select(DateOnly.FromDayNumber);

    [Fact]
    public void A_day_in_every_accepted_spelling_is_the_same_day() => AnyDay.Sample(day =>
    {
        foreach (var format in (string[])["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy/MM/dd", "yyyy.M.d", "yyyy年M月d日",
            "yyyy 年 M 月 d 日", "yyyy年MM月dd日"])
        {
            var text = day.ToString(format, CultureInfo.InvariantCulture);
            Assert.Equal((text, day), (text, ReadDay(text).Day));
            Assert.Equal((text, day), (text, ReadDay(Wide(text)).Day));
        }

        Assert.Equal(day, DayCell.Read(new(2, 1, "x", 43281, "d-mmm", day)).Day);
    }, iter: 500);

    [Theory]
    [InlineData("2018-02-30")]
    [InlineData("2018-13-01")]
    [InlineData("2018-6/30")]
    [InlineData("6/30/2018")]
    [InlineData("18-6-30")]
    [InlineData("20180630")]
    [InlineData("43281")]
    [InlineData("2018-06")]
    [InlineData("6月底")]
    [InlineData("0000-01-01")]
    public void A_day_that_is_none_is_refused_with_its_text(string text)
    {
        Assert.Null(ReadDay(text).Day);
        Assert.Contains($"“{text}”", ReadDay(text).Fault!.Value.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_in_every_accepted_spelling_is_the_same_period() =>
        Gen.Select(Gen.Int[1992, 2099], Gen.Int[0, 15]).Sample((year, which) =>
        {
            var period = Period.AllOf(year).ElementAt(which);
            foreach (var text in SpellingsOf(period))
            {
                Assert.Equal((text, period), (text, ReadPeriod(text).Period ?? default));
                Assert.Equal((text, period), (text, ReadPeriod(Wide(text)).Period ?? default));
            }
        }, iter: 500);

    [Theory]
    [InlineData("2018-13")]
    [InlineData("2018-Q5")]
    [InlineData("20182")]
    [InlineData("201806")]
    [InlineData("2018")]
    [InlineData("6月")]
    [InlineData("Jun-18")]
    [InlineData("2018-06-30")]
    [InlineData("2018年上半年")]
    public void A_period_that_is_none_is_refused_with_its_text(string text)
    {
        Assert.Null(ReadPeriod(text).Period);
        Assert.Contains($"“{text}”", ReadPeriod(text).Fault!.Value.Zh, StringComparison.Ordinal);
    }

    // A spreadsheet takes 2018.10 for a number and leaves out its 0.
    [Fact]
    public void A_month_that_may_have_lost_its_last_digit_is_not_guessed()
    {
        Assert.Contains("2018-10", ReadPeriod("2018.1").Fault!.Value.Zh, StringComparison.Ordinal);
        Assert.Equal("2018-10", ReadPeriod("2018.10").Period!.Value.Value);
        Assert.Equal("2018-01", ReadPeriod("2018.01").Period!.Value.Value);
    }

    // Case 24: typing 2018-06 into a spreadsheet makes it the first of June, shown by year and month.
    [Theory]
    [InlineData("2018-06-01", "yyyy-mm", "2018-06")]
    [InlineData("2018-06-01", "yyyy\"年\"m\"月\"", "2018-06")]
    [InlineData("2018-06-01", "mmm-yy", "2018-06")]
    [InlineData("2018-06-01", "yyyy-mm-dd", null)]
    [InlineData("2018-06-30", "yyyy-mm", null)]
    [InlineData("2018-06-30", "yyyy-mm-dd", null)]
    [InlineData("2018-06-01", null, null)]
    public void A_date_that_shows_its_month_is_that_month(string day, string? format, string? period) => Assert.Equal(
        period, PeriodCell.Read(new(2, 2, day, 43252, format, DateOnly.Parse(day, CultureInfo.InvariantCulture)))
            .Period?.Value);

    private static IEnumerable<string> SpellingsOf(Period period)
    {
        var (year, month, quarter) = (period.Year, period.LastMonth, period.LastMonth / 3);
        return period.IsQuarter
            ? [$"{year}-Q{quarter}", $"{year}Q{quarter}", $"{year}q{quarter}", $"{year}年第{"一二三四"[quarter - 1]}季度",
                $"{year}年{quarter}季度", $"{year}年第{quarter}季度", $"{year}年{"一二三四"[quarter - 1]}季"]
            : [$"{year}-{month:00}", $"{year}-{month}", $"{year}/{month}", $"{year}年{month}月", $"{year}年{month:00}月份",
                $"{year}.{month:00}"];
    }

    private static (DateOnly? Day, Text? Fault) ReadDay(string text) => DayCell.Read(new TableCell(2, 1, text));

    private static (Period? Period, Text? Fault) ReadPeriod(string text) => PeriodCell.Read(new TableCell(2, 1, text));

    private static string Wide(string text) =>
        string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c - '!' + '\uFF01') : c));
}
