using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>The office changes targets within its window, and the city does not ask for the day.</summary>
public sealed class ChangeWindowTests
{
    [Theory]
    [InlineData("01-01", "12-31", "2018-02-28", true)]
    [InlineData("07-01", "09-30", "2018-06-30", false)]
    [InlineData("07-01", "09-30", "2018-07-01", true)]
    [InlineData("07-01", "09-30", "2018-09-30", true)]
    [InlineData("07-01", "09-30", "2018-10-01", false)]
    [InlineData("11-01", "02-29", "2018-12-31", true)]
    [InlineData("11-01", "02-29", "2019-01-01", true)]
    [InlineData("11-01", "02-29", "2020-02-29", true)]
    [InlineData("11-01", "02-29", "2019-03-01", false)]
    public void Both_days_are_within_it_and_it_may_go_over_the_turn_of_the_year(
        string from, string until, string day, bool isOpen)
    {
        var window = new ChangeWindow(from, until);
        var today = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(isOpen, window.IsOpenOn(today));
        Assert.Equal(isOpen, window.Refusal(TargetChange.Adjusted, today) is null);
        Assert.Equal(isOpen, window.Refusal(null, today) is null);
        Assert.Null(window.Refusal(TargetChange.CityIssued, today));
    }

    [Fact]
    public void A_refusal_says_when()
    {
        var refusal = new ChangeWindow("07-01", "09-30").Refusal(TargetChange.Withdrawn, new(2018, 6, 30))!;
        Assert.Equal("target_changes_closed", refusal.Code.Code);
        Assert.Equal(("07-01", "09-30"), ((string?)refusal.Extensions["from"], (string?)refusal.Extensions["until"]));
    }
}
