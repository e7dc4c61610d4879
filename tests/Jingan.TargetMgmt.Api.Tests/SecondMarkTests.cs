using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The second mark: drawn where nobody can choose, given blind,
/// decided by a third when the two differ.</summary>
public abstract class SecondMarkTests(ServiceFactory service) : IDisposable
{
    private readonly JwsKey _second = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256)),
        _third = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public void Dispose()
    {
        _second.Dispose();
        _third.Dispose();
        service.Dispose();
    }

    [Fact]
    public async Task A_sample_is_drawn_once_among_what_is_reported_and_shows_what_it_follows_from()
    {
        await ReportedAsync();
        Assert.Equal(["/share"], (await DrawAsync(-0.1m)).Pointers);
        Assert.Equal(["/dryRun"], (await DrawAsync(1m, "?dryRun=true")).Pointers); // nobody looks before it is drawn
        Assert.Equal(["/shares/nodez"], (await service.Evaluator.PostAsync(
            "second-marks/samples",
            new
            {
                period = "2018-06", share = 1m, shares = new Dictionary<string, decimal> { ["nodez"] = 0 },
            })).Pointers);

        var drawn = await DrawAsync(1m);
        Assert.Equal(201, drawn.Status);
        Assert.Equal(Reporting.Target, (string?)drawn["targets"].AsArray().Single());
        Assert.Equal(64, ((string)drawn["seed"]!).Length);
        Assert.Equal("already_exists", (await DrawAsync(1m)).Code);
        Assert.Equal((string?)drawn["seed"],
            (string?)(await service.As("auditor").ReadAsync("second-marks/samples/2018-06"))["seed"]);
        Assert.Equal(403, (await service.Office.ReadAsync("second-marks/samples/2018-06")).Status);
    }

    // Else whoever draws could choose the moment, and with it the sample.
    [Fact]
    public async Task A_sample_is_drawn_after_the_close_and_not_before()
    {
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        Assert.Equal("period_not_closed", (await DrawAsync(1m)).Code);
    }

    // Every first mark is sealed until the sample is there: so it may be among what is rated already,
    // and the second mark is blind all the same.
    [Fact]
    public async Task What_is_rated_already_is_sealed_and_may_be_drawn()
    {
        service.OnSocket();
        await ReportedAsync();
        var rating = await service.RatedAsync(await service.ClaimsAsync());
        Assert.Empty((await service.Evaluator.ReadAsync("ratings?period=2018-06")).Items);
        var item = (await service.Evaluator.ReadAsync("worklist?period=2018-06&target=JA2018-028")).Items
            .Single()!["rating"]!;
        Assert.Equal((rating, null, true), ((long)item["index"]!, (string?)item["colour"], (bool)item["sealed"]!));
        Assert.Equal(
            403, (int)(await service.Evaluator.GetAsync($"/logs/evaluation/entry/{rating}", Http.Ct)).StatusCode);
        Assert.Equal(Reporting.Target, (string?)(await DrawAsync(1m))["targets"].AsArray().Single());
        Assert.Equal(201, (await MarkAsync(_second)).Status);
        Assert.Single((await service.Evaluator.ReadAsync("ratings?period=2018-06")).Items);
    }

    [Fact]
    public async Task A_share_of_0_says_that_there_are_no_second_marks_and_unseals()
    {
        await ReportedAsync();
        await service.RatedAsync(await service.ClaimsAsync());
        Assert.Equal(["/statistics"],
            (await service.IssueAsync(change: c => c["statistics"] = new JsonObject { ["rated"] = 1 })).Pointers);
        Assert.Empty((await DrawAsync(0m))["targets"].AsArray());
        Assert.Single((await service.Evaluator.ReadAsync("ratings?period=2018-06")).Items);
        Assert.Equal(
            201, (await service.IssueAsync(change: c => c["statistics"] = new JsonObject { ["rated"] = 1 })).Status);
    }

    // Through every door there is: the list, the worklist, the entry, the bundle;
    // for the evaluator's people as well as for everybody else.
    [Fact]
    public async Task Nobody_sees_the_first_mark_before_the_second_is_there()
    {
        service.OnSocket(); // a tile's path counts as it was sent
        await ReportedAsync();
        await DrawAsync(1m);
        var first = await service.ClaimsAsync();
        first["evidence"] = new JsonArray(new JsonObject { ["kind"] = "siteVisit", ["note"] = "现场严重滞后" });
        var rating = await service.RatedAsync(first);

        Assert.Empty((await service.Evaluator.ReadAsync("ratings?period=2018-06")).Items);
        var item = (await service.Evaluator.ReadAsync("worklist?period=2018-06&target=JA2018-028")).Items.Single()!;
        Assert.Equal((rating, null, true, "due"), ((long)item["rating"]!["index"]!, (string?)item["rating"]!["colour"],
            (bool)item["rating"]!["sealed"]!, (string?)item["secondMark"]));
        Assert.Null(item["rating"]!["evidence"]);
        foreach (var caller in (string[])["evaluator", "office", "auditor"])
        {
            foreach (var path in (string[])[$"/logs/evaluation/entry/{rating}",
                $"/logs/evaluation/tile/entries/000.p/{rating + 1}"])
            {
                Assert.Equal((caller, path, 403),
                    (caller, path, (int)(await service.As(caller).GetAsync(path, Http.Ct)).StatusCode));
            }
        }

        Assert.Equal(201, (await MarkAsync(_second)).Status);
        Assert.Single((await service.Evaluator.ReadAsync("ratings?period=2018-06")).Items);
        Assert.Equal(
            200, (int)(await service.Evaluator.GetAsync($"/logs/evaluation/entry/{rating}", Http.Ct)).StatusCode);
        // the mark is under embargo as the rating is
        Assert.Equal(
            403, (int)(await service.Office.GetAsync($"/logs/evaluation/entry/{rating + 1}", Http.Ct)).StatusCode);
        Assert.Equal(
            "done",
            (string?)(await service.Evaluator.ReadAsync("worklist?period=2018-06&target=JA2018-028")).Items
                .Single()!["secondMark"]);
    }

    [Fact]
    public async Task A_second_mark_is_for_a_sampled_target_that_is_rated_by_somebody_else_and_comes_once()
    {
        await ReportedAsync();
        Assert.Equal("second_mark_not_sampled", (await MarkAsync(_second)).Code);
        await DrawAsync(1m);
        Assert.Equal("not_yet_rated", (await MarkAsync(_second)).Code);
        await service.RatedAsync(await service.ClaimsAsync());
        var own = await service.ClaimsAsync();
        own["secondMark"] = true;
        Assert.Equal("same_assessor", (await service.RateAsync(own)).Code);
        Assert.Equal(201, (await MarkAsync(_second)).Status);
        Assert.Equal("already_rated", (await MarkAsync(_third)).Code);
    }

    [Fact]
    public async Task Who_made_a_first_mark_that_was_replaced_is_no_second_assessor_and_no_judge()
    {
        await ReportedAsync();
        await DrawAsync(1m);
        var rating = await service.RatedAsync(await service.ClaimsAsync());
        var replaced = await service.RateAsync(_second, Superseding(await service.ClaimsAsync(), rating));
        Assert.Equal(201, replaced.Status);
        var own = await service.ClaimsAsync();
        own["secondMark"] = true;
        Assert.Equal("same_assessor", (await service.RateAsync(own)).Code);

        Assert.Equal(201, (await MarkAsync(_third, Differing)).Status);
        Assert.Equal(
            "same_assessor",
            (await service.RateAsync(Superseding(
                await service.ClaimsAsync(), (long)replaced["receipt"]["index"]!))).Code);
    }

    [Fact]
    public async Task Two_marks_that_differ_are_decided_by_a_third_and_the_report_tells_all_of_it()
    {
        await ReportedAsync();
        await DrawAsync(1m);
        var rating = await service.RatedAsync(await service.ClaimsAsync());
        Assert.Equal(201, (await MarkAsync(_second, Differing)).Status);

        var decision = Superseding(await service.ClaimsAsync(), rating);
        Assert.Equal("same_assessor", (await service.RateAsync(decision.DeepClone())).Code);
        Assert.Equal("same_assessor", (await service.RateAsync(_second, decision.DeepClone())).Code);
        var decided = await service.RateAsync(_third, decision);
        Assert.Equal(201, decided.Status);
        var undoing = Superseding(await service.ClaimsAsync(), (long)decided["receipt"]["index"]!);
        // nor do they take the decision back
        Assert.Equal("same_assessor", (await service.RateAsync(undoing.DeepClone())).Code);
        Assert.Equal("same_assessor", (await service.RateAsync(_second, undoing)).Code);

        Assert.Equal(201, (await service.IssueAsync()).Status);
        var marks = (await service.Office.ReadAsync("evaluation-reports/2018-06"))["secondMarks"];
        Assert.Equal(
            (1, 0, 1), ((int)marks["sampled"]!, marks["missing"]!.AsArray().Count, (int)marks["overall"]!["pairs"]!));
        Assert.Equal((long)decided["receipt"]["index"]!, (long)marks["disagreements"]![0]!["adjudicated"]!);
    }

    // Of what the report holds; before its release the quality of the year knows nothing of marks that are there.
    [Fact]
    public async Task The_quality_of_a_year_has_the_agreement_of_released_periods_only()
    {
        await ReportedAsync();
        await DrawAsync(1m);
        await service.RatedAsync(await service.ClaimsAsync());
        Assert.Equal(201, (await MarkAsync(_second, Differing)).Status);
        Assert.Equal("""{"periods":[],"pooled":[],"notPooled":[]}""", (await AgreementAsync()).ToJsonString());

        Assert.Equal(201, (await service.IssueAsync()).Status);
        var agreement = await AgreementAsync();
        var june = Assert.Single(agreement["periods"]!.AsArray())!;
        Assert.Equal(("2018-06", 1, 0, 0), ((string?)june["period"], (int)june["sampled"]!, (int)june["missing"]!,
            (int)june["notCompared"]!));
        var pool = Assert.Single(agreement["pooled"]!.AsArray())!;
        Assert.Equal(["blue", "green", "yellow", "red"], pool["colours"]!.AsArray().Select(c => (string?)c));
        foreach (var figures in (JsonNode[])[june["overall"]!, june["classes"]![0]!, pool["overall"]!,
            pool["classes"]![0]!])
        {
            Assert.Equal("""{"count":0,"of":1,"share":"0","small":true}""", figures["same"]!.ToJsonString());
            // one pair, and it differs as much as chance would
            Assert.Equal(("0", "0"), ((string?)figures["kappaQuadratic"], (string?)figures["alphaOrdinal"]));
        }

        var shown =
            (await service.Office.ReadAsync("evaluation-reports/2018-06"))["secondMarks"]["classes"]![0]!["marks"]![0]!;
        Assert.Equal(1, (int)shown["count"]!);
        Assert.NotEqual((string?)shown["first"], (string?)shown["second"]);
    }

    [Fact]
    public async Task A_report_goes_out_without_a_second_mark_only_if_it_says_so()
    {
        await ReportedAsync();
        await DrawAsync(1m);
        var rating = await service.RatedAsync(await service.ClaimsAsync());
        var refused = await service.IssueAsync(change: c => c["ratings"] = new JsonArray(rating));
        Assert.Equal(
            ("ratings_incomplete", Reporting.Target), (refused.Code, (string?)refused["withoutSecondMark"][0]));
        Assert.Equal(201, (await service.IssueAsync(change: c =>
        {
            c["ratings"] = new JsonArray(rating);
            c["withoutSecondMark"] = new JsonArray(Reporting.Target);
        })).Status);
        Assert.Single((await service.Office.ReadAsync("ratings?period=2018-06")).Items); // the report releases it
    }

    // The server would answer with its own figures, and among one sampled target they are its colour.
    [Theory]
    [InlineData("", """{"byColour":{"red":9}}""")]
    [InlineData("?dryRun=true", """{"rated":1}""")]
    public async Task Statistics_do_not_tell_what_is_sealed(string query, string figures)
    {
        await ReportedAsync();
        await DrawAsync(1m);
        var rating = await service.RatedAsync(await service.ClaimsAsync());
        var claims = new JsonObject
        {
            ["type"] = "report", ["log"] = Assessor.Log,
            ["issuedAt"] = Jingan.TargetMgmt.Contracts.UtcText.Format(service.Clock.GetUtcNow()),
            ["period"] = "2018-06", ["scheme"] = "2018.1", ["ratings"] = new JsonArray(rating), ["summary"] = "本期总体平稳",
            ["statistics"] = JsonNode.Parse(figures), ["withoutSecondMark"] = new JsonArray(Reporting.Target),
        };

        var refused = await service.Evaluator.PostTextAsync("evaluation-reports" + query, service.Sign(claims),
            CompactJws.MediaType);

        Assert.Equal(400, refused.Status);
        Assert.Equal(["/statistics"], refused.Pointers);
        Assert.Null(refused.Body!["statistics"]);
    }

    private async Task ReportedAsync()
    {
        await service.RegisterAsync();
        Assert.Equal(201, (await service.RegisterKeyAsync(_second, name: "评估员乙")).Status);
        Assert.Equal(201, (await service.RegisterKeyAsync(_third, name: "评估员丙")).Status);
        await service.ReportAsync(3.1m);
        await service.CloseAsync();
    }

    private async Task<JsonNode> AgreementAsync() => (await service.Office.ReadAsync("quality?year=2018"))["agreement"];

    private Task<Answer> DrawAsync(decimal share, string query = "") =>
        service.Evaluator.PostAsync("second-marks/samples" + query, new { period = "2018-06", share });

    private async Task<Answer> MarkAsync(JwsKey key, Action<JsonObject>? change = null)
    {
        var claims = await service.ClaimsAsync();
        claims["secondMark"] = true;
        change?.Invoke(claims);
        return await service.RateAsync(key, claims);
    }

    private static void Differing(JsonObject claims)
    {
        claims["colour"] = (string?)claims["suggested"] == "red" ? "yellow" : "red";
        claims["divergence"] = new JsonObject { ["code"] = "qualityDefect", ["reason"] = "现场发现质量问题" };
    }

    private static JsonObject Superseding(JsonObject claims, long rating)
    {
        (claims["supersedes"], claims["reason"]) = (rating, "裁定");
        return claims;
    }
}

public sealed class SqliteSecondMarkTests() : SecondMarkTests(new SqliteFactory());

public sealed class SplitSecondMarkTests() : SecondMarkTests(new SplitFactory());

public sealed class SqlServerSecondMarkTests() : SecondMarkTests(new SqlServerFactory());
