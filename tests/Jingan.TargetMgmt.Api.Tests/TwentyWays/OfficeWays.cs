using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>By the public interface, with what the office and the units may do. What they change is taken,
/// and moves nothing in the period.</summary>
internal static class OfficeWays
{
    public static Task The_office_gives_the_target_to_another_lead_unit(RedRating red) =>
        MovesNothingAsync(red, when => AdjustAsync(red, target => target["leadUnit"] = when == Early ? "FGW" : "FGJ"));

    public static Task The_office_lowers_the_figure_to_be_reached(RedRating red) =>
        MovesNothingAsync(red, when => AdjustAsync(red, target =>
    {
        target["targetValue"] = when == Early ? 1 : 0.5m;
        target.Remove("plan");
    }));

    public static async Task The_office_suspends_the_running_month_and_backdates_a_suspension(RedRating red)
    {
        await MovesNothingAsync(red, async when =>
        {
            Assert.Equal(
                ["/suspension/from"],
                (await PublishAsync(red, target => target["suspension"] = new JsonObject
                {
                    ["from"] = RedRating.Period,
                })).Pointers);
            await AdjustAsync(red, target => target["suspension"] = new JsonObject
            {
                ["from"] = "2018-07",
                ["until"] = when == Early ? "2018-12" : "2018-11",
            });
        });

        // Nor by its end, months later.
        red.Service.MoveTo(2018, 10, 2);
        Assert.Equal(
            ["/suspension/until"],
            (await PublishAsync(red, target => target["suspension"] = new JsonObject
            {
                ["from"] = "2018-07",
                ["until"] = "2018-08",
            })).Pointers);
    }

    public static Task The_office_renames_target_and_unit_into_a_comment_on_the_colour(RedRating red) =>
        MovesNothingAsync(red, async when =>
    {
        await AdjustAsync(red, target => target["title"] = $"{RedRating.Title}（评定不公，{when}）");
        Assert.Equal(
            200, (await red.Service.Office.PutAsync($"units/{Reporting.Lead}", new
            {
                name = $"{RedRating.Unit}（对评定有异议，{when}）", kind = "department",
            })).Status);
    });

    public static Task The_office_imports_forty_targets_that_would_have_to_be_rated(RedRating red) =>
        MovesNothingAsync(red, async when =>
    {
        var series = when == Early ? 9 : 8;
        var targets = new JsonArray([.. Enumerable.Range(1, 40).Select(n => new JsonObject
        {
            ["id"] = $"JA2018-{series}{n:00}", ["year"] = 2018, ["level"] = "departmental", ["field"] = "生态环境",
            ["title"] = $"补充目标{n}", ["nature"] = "binding",
            ["kind"] = "quantitative", ["leadUnit"] = Reporting.Lead, ["source"] = "测试", ["unitOfMeasure"] = "个",
            ["targetValue"] = 10,
            ["direction"] = "increase", ["aggregation"] = "cumulative",
        })]);
        var imported = await red.Service.Office.PostAsync("targets/import", targets.ToJsonString());
        Assert.Equal(201, imported.Status);
        Assert.Equal(200, (await red.Service.Office.ReadAsync($"targets/JA2018-{series}40")).Status);
        Assert.Equal(when == Early ? 201 : 409,
            (await red.Service.SubmitAsync(Reporting.Value(1), $"JA2018-{series}01")).Status);
    });

    // Between the evaluator's reading and his rating, again and again, after the close.
    public static async Task The_office_toggles_a_weight_and_a_unit_refiles_until_no_rating_is_fresh(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Reported);
        await service.CloseAsync();
        Assert.Equal(
            201, (await service.Office.PostAsync($"periods/{RedRating.Period}/extensions", new
            {
                unit = Reporting.Lead, until = "2018-08-31", reason = "数据认定推迟",
            })).Status);
        long? index = null;
        for (var round = 0; round < 3; round++)
        {
            var claims = await service.ClaimsAsync();
            (claims["supersedes"], claims["reason"]) = (index, index is null ? null : "再次评定");
            await service.ReportAsync(6m + round);
            await AdjustAsync(red, target => target["weight"] = 2 + round);
            index = await service.RatedAsync(claims);
        }

        await red.EndsInRedAsync(closes: false);
        var report = await service.Office.ReadAsync($"evaluation-reports/{RedRating.Period}");
        Assert.Equal(index, (long)report["ratings"][0]!["index"]!);
        // told, and no more
        Assert.Equal((Reporting.Target, 4L), ((string?)report["sinceClose"].AsArray().Single()!["targetId"],
            (long)report["changed"][0]!["newest"]!));
    }

    public static async Task The_office_postpones_the_close_without_end(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Reported);
        Assert.Equal(["/closesOn"], (await red.PutPeriodAsync("2099-12-31", "系统升级")).Pointers);
        Assert.Equal(["/reason"], (await red.PutPeriodAsync("2018-08-19")).Pointers);
        Assert.Equal(200, (await red.PutPeriodAsync("2018-08-19", "系统升级")).Status); // 30 days, and no more
        Assert.Equal(["/closesOn"], (await red.PutPeriodAsync("2018-08-20", "系统升级")).Pointers);

        // The day that was due at the opening, and 30 more: the window is still open, and the evaluator issues.
        service.MoveTo(2018, 8, 9);
        await red.EndsInRedAsync(closes: false);
        RedRating.Refused(409, "period_closed", await service.SubmitAsync(Reporting.Value(7)));
    }

    public static async Task The_office_opens_a_closed_period_again(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Released);
        var seen = await red.SeenAsync();
        RedRating.Refused(409, "period_closed", await red.PutPeriodAsync("2018-07-20", "再开"));
        RedRating.Refused(409, "period_closed", await service.SubmitAsync(Reporting.Value(7)));
        Assert.Equal(seen, await red.SeenAsync());
        await red.VerifyAsync(0, "--period", RedRating.Period);
    }

    // Before the red is signed, and when everybody has seen it.
    private const string Early = "early", Late = "late";

    private static async Task MovesNothingAsync(RedRating red, Func<string, Task> change)
    {
        await red.BeginAsync(Stage.Reported);
        var judged = await red.JudgedAsync();
        await change(Early);
        Assert.Equal(judged, await red.JudgedAsync());
        await red.EndsInRedAsync();

        var seen = await red.SeenAsync();
        await change(Late);
        Assert.Equal(seen, await red.SeenAsync());
        await red.VerifyAsync(0, "--period", RedRating.Period);
    }

    private static async Task AdjustAsync(RedRating red, Action<JsonObject> change) =>
        Assert.Equal(201, (await PublishAsync(red, change)).Status);

    private static async Task<Answer> PublishAsync(RedRating red, Action<JsonObject> change)
    {
        var target = await red.Service.PromiseAsync();
        target["reason"] = "调整";
        change(target);
        return await red.Service.Office.PostAsync($"targets/{Reporting.Target}/versions", target.ToJsonString());
    }
}
