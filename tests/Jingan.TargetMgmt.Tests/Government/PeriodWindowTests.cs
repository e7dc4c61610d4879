using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Periods;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>Deadlines are days in Shanghai, the whole day included. The day there changes at 16:00 UTC.</summary>
public sealed class PeriodWindowTests
{
    private static readonly ReportingPeriod June = new(
        new("2018-06"), new(2018, 6, 1), new(2018, 6, 30), new(2018, 7, 1), new(2018, 7, 5), new(2018, 7, 10));

    [Theory]
    [InlineData("2018-07-05T15:59:59.999Z", Timeliness.OnTime)]
    [InlineData("2018-07-05T16:00:00.000Z", Timeliness.Late)]
    [InlineData("2018-06-30T16:00:00.000Z", Timeliness.OnTime)]
    [InlineData("2018-07-10T15:59:59.999Z", Timeliness.Late)]
    public void A_report_is_on_time_until_the_last_moment_of_the_due_day(string instant, Timeliness timeliness) =>
        Assert.Equal(timeliness, PeriodWindow.TimelinessOn(June, DayAt(instant)));

    [Theory]
    [InlineData("2018-06-30T15:59:59.999Z", "period_not_open")]
    [InlineData("2018-06-30T16:00:00.000Z", null)]
    [InlineData("2018-07-10T15:59:59.999Z", null)]
    [InlineData("2018-07-10T16:00:00.000Z", "period_closed")]
    public void The_window_holds_from_its_first_to_its_last_day(string instant, string? refusal) =>
        Assert.Equal(refusal, PeriodWindow.Refusal(June, null, DayAt(instant))?.Code.Code);

    [Theory]
    [InlineData("2018-07-31T15:59:59.999Z", null)]
    [InlineData("2018-07-31T16:00:00.000Z", "period_closed")]
    public void An_extension_holds_until_its_last_day(string instant, string? refusal) =>
        Assert.Equal(refusal, PeriodWindow.Refusal(June, new(2018, 7, 31), DayAt(instant))?.Code.Code);

    // It lets a unit file later, not earlier than everybody else.
    [Fact]
    public void An_extension_does_not_open_the_window() =>
        Assert.Equal(ProblemCode.PeriodNotOpen, PeriodWindow.Refusal(June, new(2018, 7, 31), new(2018, 6, 30))?.Code);

    [Fact]
    public void A_refusal_names_the_period_and_who_can_extend_it()
    {
        foreach (var day in (DateOnly[])[new(2018, 6, 30), new(2018, 7, 11)])
        {
            var refusal = PeriodWindow.Refusal(June, null, day)!;
            Assert.Equal(409, refusal.Code.Status);
            Assert.Equal((June, "office"), (refusal.Extensions["period"], refusal.Extensions["whoCanExtend"]));
        }
    }

    [Fact]
    public void The_refusal_of_a_closed_period_names_where_to_ask_for_an_extension()
    {
        var refusal = PeriodWindow.Refusal(June, null, new(2018, 7, 11))!;
        Assert.Equal("/api/v1/periods/2018-06/extension-requests", refusal.Extensions["whereToAsk"]);
        Assert.Contains("POST /periods/2018-06/extension-requests", refusal.Detail.En, StringComparison.Ordinal);
    }

    private static DateOnly DayAt(string instant) =>
        ShanghaiDate.Of(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));
}
