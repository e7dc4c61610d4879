using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Contracts;

/// <summary>Which years a request may ask for.</summary>
public sealed class CalendarYearTests
{
    [Theory]
    [InlineData("1991", false)]
    [InlineData("1992", true)]
    [InlineData("9999", true)]
    [InlineData("10000", false)]
    [InlineData("0", false)]
    [InlineData("-2018", false)]
    [InlineData("2018.0", false)]
    [InlineData("2,018", false)]
    [InlineData("二〇一八", false)]
    [InlineData("４９９９", false)]
    [InlineData("99999999999", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void It_is_a_number_from_1992_to_9999(string? text, bool isTaken)
    {
        Assert.Equal(isTaken, CalendarYear.TryParse(text, null, out var year));
        if (isTaken)
        {
            Assert.Equal(text, year.ToString());
            Assert.Equal(year, CalendarYear.Parse(text!, null));
        }
        else if (text is not null)
        {
            Assert.Throws<FormatException>(() => CalendarYear.Parse(text, null));
        }
    }
}
