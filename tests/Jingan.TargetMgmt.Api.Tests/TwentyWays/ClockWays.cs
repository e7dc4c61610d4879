namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>By the clock of the host: what is filed late is to look as if it had been filed in time.</summary>
internal static class ClockWays
{
    public static async Task The_clock_is_set_back_into_the_window_under_the_running_service(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Reported);
        service.MoveTo(2018, 7, 21);
        RedRating.Refused(409, "period_closed", await service.SubmitAsync(Reporting.Value(7)));
        var now = service.Clock.GetUtcNow();

        service.Clock.AdjustTime(now.AddDays(-1).AddHours(-6));
        // the close is in the log, and no clock takes it back
        RedRating.Refused(409, "period_closed", await service.SubmitAsync(Reporting.Value(7)));
        await IsRefusedAsync(service);

        service.Clock.AdjustTime(now);
        Assert.Equal(200, (await service.Anonymous.ReadAsync("/health/ready")).Status); // over by itself
        RedRating.Refused(409, "period_closed", await service.SubmitAsync(Reporting.Value(7)));
        await red.EndsInRedAsync(closes: false);
    }

    public static async Task The_service_is_started_with_the_clock_set_back(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Released);
        var seen = await red.SeenAsync();
        await red.StopAsync();
        service.Clock.AdjustTime(service.Clock.GetUtcNow().AddMinutes(-3));
        red.Start();
        await IsRefusedAsync(service);
        RedRating.Refused(503, "clock_behind", await service.RateAsync(red.Green()));
        Assert.Equal(seen, await red.SeenAsync());
    }

    private static async Task IsRefusedAsync(RestartedFactory service)
    {
        RedRating.Refused(503, "clock_behind", await service.SubmitAsync(Reporting.Value(7, "2018-07")));
        var client = service.Anonymous;
        client.DefaultRequestHeaders.AcceptLanguage.Add(new("en"));
        var ready = await client.ReadAsync("/health/ready");
        Assert.Equal(503, ready.Status);
        Assert.Contains("it is more than two minutes behind", (string?)ready["logs"][0]!["readOnly"],
            StringComparison.Ordinal);
    }
}
