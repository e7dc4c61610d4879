using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>GET /quality: released periods only, as they were issued, for everybody.</summary>
public abstract class QualityTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task A_year_shows_what_is_released_as_it_was_issued_and_corrections_beside_it()
    {
        await service.RegisterAsync();
        await RateAsync("2018-01", 0.1m, "green");
        await RateAsync("2018-02", 1.2m, "green", "green");
        await service.CloseAsync("2018-01");
        var empty = await ReadAsync("office");
        Assert.Equal((0, 0), (empty["coverage"]!.AsArray().Count, (int)empty["selfClaims"]!["all"]!["rated"]!));

        Assert.Equal(201, (await service.IssueAsync("2018-01")).Status);
        var january = await ReadAsync("LSJ");
        var coverage = Assert.Single(january["coverage"]!.AsArray())!;
        Assert.Equal(("2018-01", 99, 1), ((string?)coverage["period"], (int)coverage["targets"]!,
            (int)coverage["rated"]!["count"]!));
        Assert.Equal(99, 1 + coverage["unrated"]!.AsArray().Sum(u => (int)u!["count"]!));
        var claims = january["selfClaims"]!["units"]![0]!;
        Assert.Equal(("LSJ", "2", "JA2018-028"), ((string?)claims["unit"], (string?)claims["meanRankDifference"],
            (string?)claims["worst"]!["targetId"]));
        var assessor = january["divergence"]!["assessors"]![0]!;
        Assert.Equal(("评估员甲", service.Kid, 0), ((string?)assessor["name"], (string?)assessor["divergence"]!["assessor"],
            (int)assessor["divergence"]!["diverging"]!["count"]!));
        Assert.Null(january["outcome"]);

        // Afterwards the rating is corrected and the next period released: January's figures stay.
        var correction = await service.ClaimsAsync(period: "2018-01", colour: "yellow");
        (correction["supersedes"], correction["reason"], correction["divergence"]) =
            ((await service.Evaluator.ReadAsync("ratings?period=2018-01")).Items[0]!["index"]!.DeepClone(), "更正",
                new JsonObject { ["code"] = "dataNotCredible", ["reason"] = "佐证" });
        await service.RatedAsync(correction);
        await service.CloseAsync("2018-02");
        Assert.Equal(201, (await service.IssueAsync("2018-02")).Status);
        var both = await ReadAsync("auditor");
        Assert.Equal("""[{"period":"2018-01","targetId":"JA2018-028","issued":"red","now":"yellow"}]""",
            both["corrected"]!.ToJsonString());
        Assert.Equal(0, (int)both["divergence"]!["all"]!["diverging"]!["count"]!);
        var cell = both["transitions"]![0]!["cells"]!.AsArray().Single(c => (string?)c!["from"] == "red")!;
        Assert.Equal(("green", 1, 1, true), ((string?)cell["to"], (int)cell["targets"]!["count"]!,
            (int)cell["targets"]!["of"]!, (bool)cell["targets"]!["small"]!));
    }

    [Fact]
    public async Task The_last_period_tells_what_the_colours_were_worth()
    {
        service.MoveTo(2019, 1, 4);
        await service.RegisterAsync();
        foreach (var (period, value, colour) in (IEnumerable<(string, decimal, string)>)[("2018-11", 6.5m, "green"),
            ("2018-12", 6.6m, "red")])
        {
            await OpenAsync(period);
            await RateAsync(period, value, "green", colour);
            await service.CloseAsync(period);
            Assert.Equal(201, (await service.IssueAsync(period)).Status);
        }

        var outcome = (await ReadAsync("office"))["outcome"]!;
        Assert.Equal("2018-12", (string?)outcome["period"]);
        var november = outcome["calibration"]!.AsArray()
            .Single(c => (string?)c!["period"] == "2018-11" && (string?)c["colour"] == "green")!;
        Assert.Equal((0, 1), ((int)november["reached"]!["count"]!, (int)november["reached"]!["of"]!));
        var late = Assert.Single(outcome["lateRed"]!.AsArray())!;
        Assert.Equal(("JA2018-028", 1), ((string?)late["targets"]![0], (int)late["late"]!["count"]!));
    }

    // Twice under an extension, once before the report is issued and once after it; and the target is made easier.
    [Fact]
    public async Task What_is_filed_after_the_rating_is_not_the_claim_that_was_rated_and_after_the_report_no_outcome()
    {
        service.MoveTo(2019, 1, 4);
        await service.RegisterAsync();
        await OpenAsync("2018-12");
        await RateAsync("2018-12", 6.6m, "green", "red");
        await service.CloseAsync("2018-12");
        Assert.Equal(
            201, (await service.Office.PostAsync("periods/2018-12/extensions", new
            {
                unit = "LSJ", until = "2019-02-28", reason = "补报",
            })).Status);
        await FileAsync(6.7m, "red");
        Assert.Equal(201, (await service.IssueAsync("2018-12")).Status);
        await FileAsync(7.5m, "blue");
        var target = await service.PromiseAsync();
        (target["reason"], target["targetValue"]) = ("调整", 1);
        Assert.Equal(
            201, (await service.Office.PostAsync("targets/JA2018-028/versions", target.ToJsonString())).Status);

        var year = await ReadAsync("office");
        var claims = year["selfClaims"]!["all"]!;
        Assert.Equal((1, 0, "green"), ((int)claims["compared"]!, (int)claims["notFound"]!,
            (string?)claims["worst"]!["claimed"]));
        var december = year["outcome"]!["calibration"]!.AsArray().Single(c => (string?)c!["colour"] == "red")!;
        Assert.Equal("""{"count":0,"of":1,"share":"0","small":true}""", december["reached"]!.ToJsonString());
        var issued = (await service.Office.ReadAsync("evaluation-reports/2018-12")).Body!;
        Assert.True(JsonNode.DeepEquals(issued["logs"]![0], year["logs"]![1]));

        async Task FileAsync(decimal value, string claim) => Assert.Equal(
            201, (await service.SubmitAsync(new
            {
                period = "2018-12", value, narrative = "补报", signatory = "负责人", selfColour = claim,
            })).Status);
    }

    [Fact]
    public async Task It_is_for_whoever_may_read_ratings()
    {
        foreach (var caller in (string[])["office", "LSJ", "evaluator", "auditor", "admin"])
        {
            Assert.Equal(200, (await service.As(caller).ReadAsync("quality?year=2018")).Status);
        }

        Assert.Equal(401, (await service.Anonymous.ReadAsync("quality?year=2018")).Status);
        Assert.Equal(400, (await service.Office.ReadAsync("quality")).Status);
    }

    private async Task<JsonNode> ReadAsync(string caller) =>
        (await service.As(caller).ReadAsync("quality?year=2018")).Body!;

    private async Task OpenAsync(string period)
    {
        var code = new Jingan.TargetMgmt.Contracts.Period(period);
        var answer = await service.Office.PutAsync($"periods/{period}", new
        {
            startsOn = code.StartsOn, endsOn = code.EndsOn, opensOn = code.StartsOn, dueOn = "2019-01-10",
            closesOn = "2019-01-10",
        });
        Assert.Equal(200, answer.Status);
    }

    // Reports with a claim, and rates as suggested unless told otherwise.
    private async Task RateAsync(string period, decimal value, string claim, string? colour = null)
    {
        var report = await service.SubmitAsync(new
        {
            period, value, narrative = "按计划推进", signatory = "负责人", selfColour = claim,
        });
        Assert.Equal(201, report.Status);
        var claims = await service.ClaimsAsync(period: period, colour: colour);
        if ((string?)claims["suggested"] != (string?)claims["colour"])
        {
            claims["divergence"] = new JsonObject { ["code"] = "dataNotCredible", ["reason"] = "佐证" };
        }

        await service.RatedAsync(claims);
    }
}

public sealed class SqliteQualityTests() : QualityTests(new SqliteFactory());

public sealed class SplitQualityTests() : QualityTests(new SplitFactory());

public sealed class SqlServerQualityTests() : QualityTests(new SqlServerFactory());
