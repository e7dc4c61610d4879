using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A period's facts stand still: whatever the office or a unit does while it runs, or after it,
/// moves no colour that it is to get.</summary>
public abstract class PeriodFreezeTests(ServiceFactory service) : IDisposable
{
    private const string Red = "JA2018-028";

    public void Dispose() => service.Dispose();

    /// <summary>What the office tries to make a red target look otherwise,
    /// while the period runs or after its close.</summary>
    public static TheoryData<string, bool> Adjustments()
    {
        TheoryData<string, bool> all = [];
        foreach (var what in (string[])["targetValue", "leadUnit", "suspension", "title", "weight", "plan", "unitName"])
        {
            all.Add(what, false);
            all.Add(what, true);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Adjustments))]
    public async Task An_adjustment_moves_nothing_in_the_period_and_counts_from_the_next_one_on(
        string what, bool afterClose)
    {
        await service.RegisterAsync();
        await service.ReportAsync(1m);
        var before = await FactsAsync();
        Assert.Equal("red", (string?)before["suggestion"]!["colour"]);
        if (afterClose)
        {
            await service.CloseAsync();
        }

        await AdjustAsync(what);
        if (!afterClose)
        {
            await service.CloseAsync();
        }

        var after = await FactsAsync();
        Assert.Equal(Judged(before), Judged(after));
        if (what != "unitName")
        {
            Assert.Equal(
                (2L, afterClose), ((long)after["changed"]!["targetVersion"]!, (bool)after["changed"]!["sinceClose"]!));
        }

        // The honest rating is taken as it is, is no divergence of the evaluator's, and the report goes out with it.
        var index = await service.RatedAsync(await service.ClaimsAsync());
        Assert.Equal(201, (await service.IssueAsync()).Status);
        var overview = await service.Office.ReadAsync("reports/overview?period=2018-06");
        var item = overview["attention"].AsArray().Single()!;
        Assert.Equal((index, "red", "建设公共绿地7万平方米", "静安区绿化和市容管理局"), ((long)item["ratingIndex"]!, (string?)item["colour"],
            (string?)item["title"], (string?)item["unitName"]));

        // July opened on 1 July, before the adjustment: it counts from August on.
        var august = await NextPeriodAsync();
        Assert.Equal(what == "unitName" ? 1 : 2, (long)august["targetVersion"]!);
    }

    [Fact]
    public async Task Neither_a_report_under_an_extension_nor_toggling_a_weight_makes_a_rating_stale_after_the_close()
    {
        await service.RegisterAsync();
        await service.ReportAsync(1m);
        await service.CloseAsync();
        await ExtendAsync();
        for (var round = 0; round < 3; round++)
        {
            var claims = await service.ClaimsAsync();
            Assert.Equal("red", (string?)claims["suggested"]);
            await service.ReportAsync(6m + round);
            await AdjustAsync("weight");
            var index = (long?)(await FactsAsync())["rating"]?["index"];
            if (index is not null)
            {
                (claims["supersedes"], claims["reason"]) = (index, "再次评定");
            }

            await service.RatedAsync(claims);
        }

        var issued = await service.IssueAsync();
        Assert.Equal(201, issued.Status);
        var document = await service.Office.ReadAsync("evaluation-reports/2018-06");
        Assert.Equal("red", (string?)document["ratings"][0]!["colour"]);
        Assert.Equal(Red, (string?)document["sinceClose"].AsArray().Single()!["targetId"]);
        Assert.Equal((1L, 4L, true), ((long)document["changed"][0]!["counted"]!,
            (long)document["changed"][0]!["newest"]!, (bool)document["changed"][0]!["sinceClose"]!));
    }

    [Fact]
    public async Task The_evaluator_may_judge_a_report_filed_since_the_close_by_naming_it_and_need_not()
    {
        await service.RegisterAsync();
        await service.ReportAsync(1m);
        await service.CloseAsync();
        await ExtendAsync();
        await service.ReportAsync(6m);

        var item = await FactsAsync();
        var later = item["sinceClose"]!.AsArray().Single()!;
        Assert.Equal(
            ("red", "blue"), ((string?)item["suggestion"]!["colour"], (string?)later["suggestion"]!["colour"]));
        Assert.Equal(
            "onTime",
            (string?)(await service.Office.ReadAsync($"progress?period=2018-06&unit=LSJ&state=onTime")).Items
                .Single(i => (string?)i!["targetId"] == Red)!["state"]);

        var claims = await service.ClaimsAsync(colour: "blue");
        (claims["basis"], claims["suggested"], claims["class"]) =
            (later["report"]!["entry"]!.DeepClone(), "blue", (string?)later["class"]);
        await service.RatedAsync(claims);
        Assert.Equal(201, (await service.IssueAsync()).Status);
    }

    [Fact]
    public async Task The_evaluator_may_judge_by_a_newer_version_and_says_why()
    {
        await service.RegisterAsync();
        await service.ReportAsync(1m);
        await AdjustAsync("targetValue");
        var item = await FactsAsync();
        Assert.Equal("blue", (string?)item["changed"]!["suggestion"]!["colour"]);

        var claims = await service.ClaimsAsync(colour: "blue");
        (claims["targetVersion"], claims["suggested"], claims["class"]) =
            (2, "blue", (string?)item["changed"]!["class"]);
        Assert.Equal((409, "stale_basis"), Outcome(await service.RateAsync(claims)));
        claims["versionReason"] = "市下达的指标";
        await service.RatedAsync(claims);
        await service.CloseAsync();
        Assert.Equal(201, (await service.IssueAsync()).Status);
        var shown = (await service.Office.ReadAsync("evaluation-reports/2018-06"))["ratings"][0]!;
        Assert.Equal((2L, "市下达的指标", "1"), ((long)shown["targetVersion"]!, (string?)shown["versionReason"],
            (string?)shown["judged"]!["targetValue"]));

        var again = await service.ClaimsAsync();
        (again["supersedes"], again["reason"], again["versionReason"]) = ((long)shown["index"]!, "更正", "市下达的指标");
        // the version that counts is no newer one
        Assert.Equal(["/versionReason"], (await service.RateAsync(again)).Pointers);
        again["targetVersion"] = 9;
        // after the close there is no stale_basis
        Assert.Equal((409, "basis_differs"), Outcome(await service.RateAsync(again)));
    }

    [Fact]
    public async Task Targets_published_while_the_period_runs_are_marked_may_be_rated_and_never_hold_the_report_up()
    {
        await service.RegisterAsync();
        for (var number = 1; number <= 5; number++)
        {
            await AddTargetAsync($"JA2018-9{number:00}");
        }

        foreach (var target in (string[])[Red, "JA2018-901", "JA2018-902"])
        {
            await service.ReportAsync(1m, target);
        }

        Assert.True((bool)(await FactsAsync("JA2018-901"))["addedWhileRunning"]!);
        await service.RatedAsync(await service.ClaimsAsync());
        await service.RatedAsync(await service.ClaimsAsync("JA2018-902"));
        await service.CloseAsync();
        await AddTargetAsync("JA2018-906");
        Assert.Equal(201, (await service.IssueAsync()).Status);
        var document = await service.Office.ReadAsync("evaluation-reports/2018-06");
        Assert.Equal([Red, "JA2018-902"], document["ratings"].AsArray().Select(r => (string?)r!["targetId"]));
        Assert.Equal(4, document["unrated"].AsArray().Count(u => (bool)u!["addedWhileRunning"]!));
        // it came after the close
        Assert.DoesNotContain(document["unrated"].AsArray(), u => (string?)u!["targetId"] == "JA2018-906");
        Assert.Empty((await service.Evaluator.ReadAsync("worklist?period=2018-06&target=JA2018-906")).Items);
    }

    [Fact]
    public async Task A_target_that_was_reported_on_and_is_not_rated_needs_a_signed_reason()
    {
        await service.RegisterAsync();
        await service.ReportAsync(1m);
        await service.ReportAsync(6m, "JA2018-041");
        await service.RatedAsync(await service.ClaimsAsync());
        await service.CloseAsync();
        var refused = await service.IssueAsync();
        Assert.Equal((409, "ratings_incomplete"), Outcome(refused));
        Assert.Equal(["JA2018-041"], refused["targets"].AsArray().Select(t => (string?)t));

        Task<Answer> IssueAsync(params (string Target, string Reason)[] unrated) => service.IssueAsync(change: claims =>
            claims["unrated"] = new JsonArray([
                .. unrated.Select(u => (JsonNode)new JsonObject { ["targetId"] = u.Target, ["reason"] = u.Reason })]));
        foreach (var wrong in ((string, string)[][])[[("JA2018-041", " ")], [(Red, "已评定")], [("JA2018-999", "没有")],
            [("JA2018-041", "一"), ("JA2018-041", "二")]])
        {
            Assert.Equal(["/unrated"], (await IssueAsync(wrong)).Pointers);
        }

        Assert.Equal(201, (await IssueAsync(("JA2018-041", "现场核查未完成"))).Status);
        var document = await service.Office.ReadAsync("evaluation-reports/2018-06");
        Assert.Equal("现场核查未完成", (string?)document["unrated"].AsArray()
            .Single(u => (string?)u!["targetId"] == "JA2018-041")!["reason"]);
        Assert.Equal(99, document["unrated"].AsArray().Count + document["ratings"].AsArray().Count);
    }

    [Fact]
    public async Task A_unit_that_lost_the_lead_while_the_period_runs_still_reports_and_is_what_is_judged()
    {
        await service.RegisterAsync();
        await AdjustAsync("leadUnit");
        Assert.Equal(200, (await service.As("LSJ").ReadAsync($"targets/{Red}")).Status);
        await service.ReportAsync(1m);
        Assert.Equal("red", (string?)(await FactsAsync())["suggestion"]!["colour"]);
        await service.ReportAsync(7m, unit: "FGW"); // who leads from August on may tell what it knows
        Assert.Equal("red", (string?)(await FactsAsync())["suggestion"]!["colour"]);
        Assert.Equal("blue", (string?)(await FactsAsync())["changed"]!["suggestion"]!["colour"]);
        await service.RatedAsync(await service.ClaimsAsync());
        await service.CloseAsync();
        Assert.Equal(201, (await service.IssueAsync()).Status);
        var missing = (await service.Office.ReadAsync("progress?period=2018-06&state=missing&limit=500")).Items;
        Assert.DoesNotContain(missing, m => (string?)m!["targetId"] == Red);
    }

    private static (int, string?) Outcome(Answer answer) => (answer.Status, answer.Code);

    // What decides, and what is shown beside it.
    private static string Judged(JsonNode item) => string.Join(
        '\n', item["targetVersion"], item["title"], item["class"], item["state"], item["suggestion"]?.ToJsonString(),
        item["basis"]?.ToJsonString(), item["facts"]!.ToJsonString());

    private async Task<JsonNode> FactsAsync(string target = Red) =>
        (await service.Evaluator.ReadAsync($"worklist?period=2018-06&target={target}")).Items.Single()!;

    private async Task<JsonNode> NextPeriodAsync()
    {
        service.MoveTo(2018, 8, 2);
        return (await service.Evaluator.ReadAsync($"worklist?period=2018-08&target={Red}")).Items.Single()!;
    }

    private async Task ExtendAsync() => Assert.Equal(
        201, (await service.Office.PostAsync("periods/2018-06/extensions", new
        {
            unit = "LSJ", until = "2018-08-31", reason = "数据认定推迟",
        })).Status);

    private async Task AdjustAsync(string what)
    {
        if (what == "unitName")
        {
            Assert.Equal(
                200, (await service.Office.PutAsync("units/LSJ", new
                {
                    name = "静安区绿化和市容管理局（对评定有异议）", kind = "department",
                })).Status);
            return;
        }

        var target = await service.PromiseAsync(Red);
        target["reason"] = "调整";
        target[what] = what switch
        {
            "targetValue" => 1,
            "leadUnit" => "FGW",
            "suspension" => new JsonObject { ["from"] = "2018-07" },
            "title" => "建设公共绿地7万平方米（评定不公）",
            "weight" => (decimal?)target["weight"] == 2 ? 3 : 2,
            _ => new JsonArray(new JsonObject { ["period"] = "2018-06", ["value"] = 0.5m }, new JsonObject
            {
                ["period"] = "2018-12",
                ["value"] = 7,
            }),
        };
        if (what == "targetValue")
        {
            target.Remove("plan");
        }

        Assert.Equal(201, (await service.Office.PostAsync($"targets/{Red}/versions", target.ToJsonString())).Status);
    }

    private async Task AddTargetAsync(string id) => Assert.Equal(201, (await service.Office.PostAsync("targets", new
    {
        id, year = 2018, level = "departmental", field = "生态环境", title = $"补充目标{id}", nature = "binding",
        kind = "quantitative", leadUnit = "LSJ", source = "测试",
        unitOfMeasure = "个", targetValue = 10, direction = "increase", aggregation = "cumulative",
    })).Status);
}

public sealed class SqlitePeriodFreezeTests() : PeriodFreezeTests(new SqliteFactory());

public sealed class SqlServerPeriodFreezeTests() : PeriodFreezeTests(new SqlServerFactory());

public sealed class SplitPeriodFreezeTests() : PeriodFreezeTests(new SplitFactory());
