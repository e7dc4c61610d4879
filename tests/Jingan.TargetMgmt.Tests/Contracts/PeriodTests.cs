using System.Text.RegularExpressions;
using CsCheck;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Contracts;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2018-06", "2018-06-01", "2018-06-30", 6)]
    [InlineData("2018-12", "2018-12-01", "2018-12-31", 12)]
    [InlineData("2020-02", "2020-02-01", "2020-02-29", 2)]
    [InlineData("2018-Q1", "2018-01-01", "2018-03-31", 3)]
    [InlineData("2018-Q2", "2018-04-01", "2018-06-30", 6)]
    [InlineData("2018-Q4", "2018-10-01", "2018-12-31", 12)]
    [InlineData("1992-01", "1992-01-01", "1992-01-31", 1)]
    [InlineData("9999-12", "9999-12-01", "9999-12-31", 12)]
    public void A_period_covers_whole_months(string code, string starts, string ends, int lastMonth)
    {
        var period = Period.Parse(code, null);
        Assert.Equal((starts, ends), ($"{period.StartsOn:yyyy-MM-dd}", $"{period.EndsOn:yyyy-MM-dd}"));
        Assert.Equal((lastMonth, lastMonth == 12, code.Contains('Q', StringComparison.Ordinal)),
            (period.LastMonth, period.IsLastOfYear, period.IsQuarter));
    }

    [Theory]
    [InlineData("2018-00")]
    [InlineData("2018-13")]
    [InlineData("2018-19")]
    [InlineData("2018-20")]
    [InlineData("2018-Q0")]
    [InlineData("2018-Q5")]
    [InlineData("2018-q2")]
    [InlineData("2018-6")]
    [InlineData("2018-006")]
    [InlineData("2018/06")]
    [InlineData("201806")]
    [InlineData("1991-12")]
    [InlineData("0000-01")]
    [InlineData("+018-06")]
    [InlineData("2018-0６")]
    [InlineData(" 2018-0")]
    [InlineData("2018-06 ")]
    [InlineData("2018-06\n")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_no_period(string? text)
    {
        Assert.False(Period.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => Period.Parse(text!, null));
    }

    // Whatever is accepted has all its dates: no later computation can throw.
    [Fact]
    public void Exactly_the_months_and_quarters_since_1992_are_accepted() =>
        Gen.Select(Gen.Char["0129"].Array[4], Gen.Char["-/"], Gen.Char["01Qq"], Gen.Char["0123459"])
            .Select((year, dash, a, b) => $"{new string(year)}{dash}{a}{b}").Sample(text =>
            {
                var isPeriod = Regex.IsMatch(text, @"\A(199[2-9]|[2-9][0-9]{3})-(0[1-9]|1[0-2]|Q[1-4])\z");
                return Period.TryParse(text, null, out var period) == isPeriod
                    && (!isPeriod
                        || (period.ToString() == text && period.StartsOn < period.EndsOn
                            && period.EndsOn.Year == period.Year));
            });
}
