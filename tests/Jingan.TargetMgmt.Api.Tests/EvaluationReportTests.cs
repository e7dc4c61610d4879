using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>POST /evaluation-reports: complete, on the latest reports, after the window;
/// and nothing the government side does later holds it up.</summary>
public abstract class EvaluationReportTests(ServiceFactory service) : IDisposable
{
    // One service per test: what one releases or adjusts, another would see.
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task It_waits_for_the_end_of_the_window()
    {
        await ReadyAsync("2018-06");
        var early = await service.IssueAsync("2018-06");
        Assert.Equal((409, "period_not_closed"), (early.Status, early.Code));

        await service.CloseAsync("2018-06");
        Assert.Equal(201, (await service.IssueAsync("2018-06")).Status);
        var twice = await service.IssueAsync("2018-06");
        Assert.Equal((409, "already_issued"), (twice.Status, twice.Code));
    }

    [Fact]
    public async Task It_names_the_targets_that_are_reported_but_not_rated_or_left_out()
    {
        await ReadyAsync("2018-02");
        await service.ReportAsync(1m, "JA2018-041", period: "2018-02");
        await service.CloseAsync("2018-02");

        var unrated = await service.IssueAsync("2018-02");
        Assert.Equal("ratings_incomplete", unrated.Code);
        Assert.Equal(["JA2018-041"], unrated["targets"].AsArray().Select(t => (string?)t));

        var leftOut = await service.IssueAsync("2018-02", claims => claims["ratings"] = new JsonArray());
        Assert.Equal(["JA2018-028", "JA2018-041"], leftOut["targets"].AsArray().Select(t => (string?)t));

        await service.RatedAsync(await service.ClaimsAsync("JA2018-041", "2018-02"));
        Assert.Equal(400, (await service.IssueAsync("2018-02", Twice)).Status);
        Assert.Equal(201, (await service.IssueAsync("2018-02")).Status);

        static void Twice(JsonObject claims) => claims["ratings"]!.AsArray().Add(claims["ratings"]![0]!.DeepClone());
    }

    [Fact]
    public async Task A_rating_on_an_older_report_of_the_window_is_stale()
    {
        var rating = await ReadyAsync("2018-03");
        await service.ReportAsync(2m, period: "2018-03");
        await service.CloseAsync("2018-03");

        var stale = await service.IssueAsync("2018-03");
        Assert.Equal("stale_ratings", stale.Code);
        Assert.Equal(["JA2018-028"], stale["targets"].AsArray().Select(t => (string?)t));
        Assert.Equal([rating], stale["ratings"].AsArray().Select(i => (long)i!));
    }

    [Fact]
    public async Task A_superseded_rating_is_named_and_so_is_one_that_is_listed_twice()
    {
        var first = await ReadyAsync("2018-03");
        var claims = await service.ClaimsAsync(period: "2018-03");
        (claims["supersedes"], claims["reason"]) = (first, "更正");
        var second = await service.RatedAsync(claims);
        await service.CloseAsync("2018-03");

        // What is not of the period has no target in it, and is named by its index alone.
        var superseded = await service.IssueAsync("2018-03", c => c["ratings"] = new JsonArray(first, second + 999));
        Assert.Equal("stale_ratings", superseded.Code);
        Assert.Equal(["JA2018-028"], superseded["targets"].AsArray().Select(t => (string?)t));
        Assert.Equal([first, second + 999], superseded["ratings"].AsArray().Select(i => (long)i!));
        var twice = await service.IssueAsync("2018-03", c => c["ratings"] = new JsonArray(second, second));
        Assert.Equal(["/ratings"], twice.Pointers);
        Assert.Contains($"JA2018-028 (#{second})", (string?)twice["errors"]["/ratings"]![0], StringComparison.Ordinal);
    }

    // What is refused changes nothing, so that all of it is tried on one report.
    [Fact]
    public async Task Figures_that_the_ratings_do_not_add_up_to_are_not_issued()
    {
        await ReadyAsync("2018-04");
        await service.CloseAsync("2018-04");
        await service.DrawAsync(period: "2018-04");
        Answer? refused = null;
        foreach (var (member, figure) in (IEnumerable<(string, string)>)[
            ("rated", "2"), ("byColour", "{\"green\":1}"), ("byClass", "{}"), ("byUnit", "{\"FGW\":{\"red\":1}}"),
            ("divergences", "{\"weather\":1}"), ("unrated", "{}"), ("corrections", "1")])
        {
            refused = await service.IssueAsync("2018-04", c => c["statistics"] = new JsonObject
            {
                [member] = JsonNode.Parse(figure),
            });
            Assert.Equal((409, "statistics_differ"), (refused.Status, refused.Code));
            Assert.Equal([member], refused["differing"].AsArray().Select(m => (string?)m));
        }

        // The server's own are taken as they came.
        Assert.Equal(201,
            (await service.IssueAsync("2018-04", c => c["statistics"] = refused!["statistics"].DeepClone())).Status);
    }

    [Fact]
    public async Task Statistics_have_a_form_and_a_place_for_everything_else()
    {
        await ReadyAsync("2018-04");
        await service.CloseAsync("2018-04");
        foreach (var (statistics, pointer) in (IEnumerable<(string, string)>)[
            ("[]", "/statistics"), ("{\"byColor\":{}}", "/statistics/byColor"),
            ("{\"other\":{\"share\":0.5}}", "/statistics"), ("{\"rated\":1.0}", "/statistics")])
        {
            Assert.Equal([pointer],
                (await service.IssueAsync("2018-04", c => c["statistics"] = JsonNode.Parse(statistics))).Pointers);
        }

        Assert.Equal(
            201, (await service.IssueAsync(
                "2018-04", c => c["statistics"] = JsonNode.Parse("""{"other":{"share":"0.5"}}"""))).Status);
    }

    [Fact]
    public async Task Neither_an_extension_nor_an_adjusted_target_nor_a_new_lead_unit_holds_it_up()
    {
        await ReadyAsync("2018-04");
        await service.CloseAsync("2018-04");
        Assert.Equal(
            201, (await service.Office.PostAsync("periods/2018-04/extensions", new
            {
                unit = "LSJ", until = "2018-12-31", reason = "补报",
            })).Status);
        await service.ReportAsync(7m, period: "2018-04");
        // silent until the window had ended, and not rated
        await service.ReportAsync(1m, "JA2018-041", period: "2018-04");
        var target = await service.PromiseAsync();
        (target["reason"], target["leadUnit"], target["targetValue"]) = ("调整", "FGW", 1);
        Assert.Equal(
            201, (await service.Office.PostAsync("targets/JA2018-028/versions", target.ToJsonString())).Status);

        Assert.Equal(201, (await service.IssueAsync("2018-04")).Status);

        // The rating stays with the unit that was rated.
        var units = (await service.Office.ReadAsync("reports/units?period=2018-04"))["units"].AsArray();
        int Reds(string unit) =>
            units.Single(u => (string?)u!["unit"] == unit)!["colours"]!.AsArray().Sum(c => (int)c!["count"]!);
        Assert.Equal((1, 0), (Reds("LSJ"), Reds("FGW")));
    }

    [Fact]
    public async Task An_adjustment_that_changes_nothing_or_backdates_a_suspension_is_refused()
    {
        var target = await service.PromiseAsync();
        target["reason"] = "调整";
        Assert.Equal(
            [""], (await service.Office.PostAsync("targets/JA2018-028/versions", target.ToJsonString())).Pointers);
        target["suspension"] = new JsonObject { ["from"] = "2018-05" };
        Assert.Equal(["/suspension/from"],
            (await service.Office.PostAsync("targets/JA2018-028/versions", target.ToJsonString())).Pointers);
        target["suspension"] = new JsonObject { ["from"] = "2018-07" };
        Assert.Equal(
            201, (await service.Office.PostAsync("targets/JA2018-028/versions", target.ToJsonString())).Status);
    }

    private async Task<long> ReadyAsync(string period)
    {
        await service.RegisterAsync();
        await service.ReportAsync(0.5m, period: period);
        return await service.RatedAsync(await service.ClaimsAsync(period: period));
    }
}

public sealed class SqliteEvaluationReportTests() : EvaluationReportTests(new SqliteFactory());

public sealed class SplitEvaluationReportTests() : EvaluationReportTests(new SplitFactory());

public sealed class SqlServerEvaluationReportTests() : EvaluationReportTests(new SqlServerFactory());
