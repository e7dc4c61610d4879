using System.Globalization;
using Jingan.TargetMgmt.Government.WorkReports;

namespace Jingan.TargetMgmt.Tests.Government.WorkReports;

public sealed class ChineseNumeralTests
{
    [Theory]
    [InlineData("零", "0")]
    [InlineData("两", "2")]
    [InlineData("十", "10")]
    [InlineData("十二", "12")]
    [InlineData("二十", "20")]
    [InlineData("一百二十", "120")]
    [InlineData("一百零五", "105")]
    [InlineData("一千零五十", "1050")]
    [InlineData("两千三百", "2300")]
    [InlineData("一万两千", "12000")]
    [InlineData("三十万零五百", "300500")]
    [InlineData("一亿二千万", "120000000")]
    [InlineData("三点五", "3.5")]
    [InlineData("十二点〇五", "12.05")]
    public void A_numeral_is_an_exact_decimal(string text, string value) =>
        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture), ChineseNumeral.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("三五")] // three to five
    [InlineData("一百二")] // 120 in speech
    [InlineData("三万五")] // 35,000 in speech
    [InlineData("二〇一八")] // a year
    [InlineData("百")]
    [InlineData("十百")]
    [InlineData("百万")]
    [InlineData("一百零")]
    [InlineData("点五")]
    [InlineData("三点")]
    [InlineData("一万亿万")]
    public void What_does_not_say_one_number_is_none(string text) => Assert.Null(ChineseNumeral.Read(text));

    [Fact]
    public void Every_number_below_a_hundred_thousand_is_read_as_it_is_written()
    {
        for (var n = 1; n < 100_000; n += n < 10_000 ? 1 : 37)
        {
            Assert.Equal(n, ChineseNumeral.Read(Written(n)));
        }
    }

    private static string Written(int n)
    {
        const string Digits = "零一二三四五六七八九", Sizes = "万千百十";
        var (text, owesZero) = ("", false);
        foreach (var (i, size) in ((int[])[10_000, 1_000, 100, 10, 1]).Index())
        {
            var digit = n / size % 10;
            if (digit == 0)
            {
                owesZero = text.Length > 0;
                continue;
            }

            text += (owesZero ? "零" : "") + Digits[digit] + (i < 4 ? Sizes[i] : "");
            owesZero = false;
        }

        return text;
    }
}
