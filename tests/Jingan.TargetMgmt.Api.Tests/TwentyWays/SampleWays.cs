namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>By choosing the sample of second marks: which of the marks somebody else looks at.</summary>
internal static class SampleWays
{
    private static readonly string[] Reported = [Reporting.Target, "JA2018-039", "JA2018-041"];

    public static async Task A_sample_is_drawn_on_trial_and_before_the_close(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Rated);
        RedRating.Refused(409, "period_not_closed", await DrawAsync(service));
        await service.CloseAsync();
        Assert.Equal(["/dryRun"], (await DrawAsync(service, "?dryRun=true")).Pointers);
        Assert.Equal(["/shares/nodez"], (await service.Evaluator.PostAsync(
            "second-marks/samples",
            new
            {
                period = RedRating.Period, share = 1m, shares = new Dictionary<string, decimal> { ["nodez"] = 0 },
            })).Pointers);
        // none of it has drawn
        RedRating.Refused(
            404, "not_found", await service.Evaluator.ReadAsync($"second-marks/samples/{RedRating.Period}"));
        Assert.Equal(201, (await DrawAsync(service)).Status);
        RedRating.Refused(409, "already_exists", await DrawAsync(service));
    }

    // What was drawn follows from the government log at the close:
    // neither another moment nor another try gives another sample.
    private const string KeyMark = "keys/evaluation-log.mark";

    public static async Task A_sample_is_drawn_again_after_the_log_has_grown_and_the_old_database_was_put_back(
        RedRating red)
    {
        var service = await red.BeginAsync(Stage.Reported);
        foreach (var target in Reported.Skip(1))
        {
            await service.ReportAsync(1m, target);
        }

        await service.CloseAsync();
        await red.StopAsync();
        var evaluation = await File.ReadAllBytesAsync(service.EvaluationFile, Http.Ct);
        var mark = await File.ReadAllBytesAsync(Path.Combine(service.Folder, "evaluation.high-water"), Http.Ct);
        var keyMark = await File.ReadAllBytesAsync(Path.Combine(service.Folder, KeyMark), Http.Ct);
        red.Start();
        var first = await DrawAsync(service, share: 0.5m);

        await red.StopAsync();
        await red.PutAsync("evaluation.db", evaluation);
        await red.PutAsync("evaluation.high-water", mark);
        await red.PutAsync(KeyMark, keyMark);
        red.Start();
        // so that the log has another root
        Assert.Equal(
            200, (await service.Office.PutAsync("units/FGW", new { name = "另一名称", kind = "department" })).Status);
        service.Clock.Advance(TimeSpan.FromDays(1));
        var second = await DrawAsync(service, share: 0.5m);
        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.Equal(((string?)first["seed"], first["targets"].ToJsonString()), ((string?)second["seed"],
            second["targets"].ToJsonString()));
    }

    private static Task<Answer> DrawAsync(ServiceFactory service, string query = "", decimal share = 1) =>
        service.Evaluator.PostAsync("second-marks/samples" + query, new { period = RedRating.Period, share });
}
