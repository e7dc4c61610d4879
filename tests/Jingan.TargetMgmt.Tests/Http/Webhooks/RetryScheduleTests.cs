using Jingan.TargetMgmt.Http.Webhooks;

namespace Jingan.TargetMgmt.Tests.Http.Webhooks;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Made = new(2018, 7, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_message_that_nobody_takes_is_tried_for_three_days_less_and_less_often()
    {
        List<TimeSpan> tried = [TimeSpan.Zero];
        for (var next = Made; RetrySchedule.Next(tried.Count, next, Made + RetrySchedule.Patience) is { } later;)
        {
            tried.Add(later - Made);
            next = later;
        }

        Assert.Equal(
            ["0:0:0:0", "0:0:0:5", "0:0:5:5", "0:0:35:5", "0:2:35:5", "0:7:35:5", "0:17:35:5", "1:7:35:5", "2:3:35:5",
                "2:23:35:5", "3:0:0:0"],
            tried.Select(t => $"{t.Days}:{t.Hours}:{t.Minutes}:{t.Seconds}"));
    }

    [Fact]
    public void A_service_that_was_away_for_longer_tries_once_more() =>
        Assert.Null(RetrySchedule.Next(1, Made.AddDays(10), Made + RetrySchedule.Patience));
}
