using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What stands beside a colour: value, plan and share, the last colour and the change, the original figure;
/// and what reporting took. JA2018-028 promises 7 万平方米 by December, evenly.</summary>
public abstract class ReportFigureTests(ServiceFactory service) : IDisposable
{
    private const string May = "2018-05", June = "2018-06", Draft = $"targets/{Reporting.Target}/drafts/{June}";

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task The_last_released_colour_stands_beside_the_present_one_and_follows_its_correction()
    {
        await service.RegisterAsync();
        await service.ReportAsync(2.25m, period: May); // 2.25 of 2.916667: red
        await service.ReportAsync(3.1m); // 3.1 of 3.5: yellow
        var may = await service.RatedAsync(await service.ClaimsAsync(period: May, colour: "red"));
        Assert.Null((await MemberAsync())["last"]); // nothing is released
        Assert.Empty((await ItemAsync())["lastColours"]!.AsArray());

        await service.CloseAsync(May);
        Assert.Equal(201, (await service.IssueAsync(May)).Status);
        var june = await service.RatedAsync(await service.ClaimsAsync());
        var before = await MemberAsync();
        Assert.Equal((null, May, "red", null), Course(before));
        Assert.Equal([(May, "red")], Colours(await ItemAsync()));

        await service.CloseAsync();
        Assert.Equal(201, (await service.IssueAsync()).Status);
        var member = await MemberAsync();
        Assert.Equal(("yellow", May, "red", "better"), Course(member));
        Assert.Equal(
            (3.1m, 3.5m, 7m, "0.442857", "万平方米"),
            ((decimal)member["figures"]!["value"]!, (decimal)member["figures"]!["planned"]!,
                (decimal)member["figures"]!["targetValue"]!, (string?)member["figures"]!["share"],
                (string?)member["figures"]!["unitOfMeasure"]));
        Assert.Null(member["original"]);
        var attention = (await service.Office.ReadAsync($"reports/overview?period={June}"))["attention"].AsArray()
            .Single()!;
        Assert.Equal(("yellow", May, "red", "better"), Course(attention));
        Assert.Equal([(June, "yellow"), (May, "red")], Colours(await ItemAsync("2018-07")));

        var again = await service.ClaimsAsync(period: May, colour: "yellow");
        (again["supersedes"], again["reason"]) = (may, "更正");
        again["divergence"] = new JsonObject { ["code"] = "other", ["reason"] = "核实" };
        await service.RatedAsync(again);
        Assert.Equal(("yellow", May, "yellow", "same"), Course(await MemberAsync()));
        Assert.Equal([(June, "yellow"), (May, "yellow")], Colours(await ItemAsync("2018-07")));
        var cell = (await service.Office.ReadAsync("reports/matrix?year=2018"))["rows"].AsArray()
            .Single(r => (string?)r!["targetId"] == Reporting.Target)!["cells"]!.AsArray()
            .Single(c => (string?)c!["period"] == June)!;
        Assert.Equal(("yellow", May, "yellow", "same"), Course(cell));
        Assert.Equal((3.1m, 3.5m), ((decimal)cell["figures"]!["value"]!, (decimal)cell["figures"]!["planned"]!));
        Assert.True(june > may);
    }

    [Fact]
    public async Task The_worklist_has_earlier_values_and_says_its_inputs_once()
    {
        await service.ReportAsync(2.25m, period: May);
        await service.ReportAsync(3.1m);
        var item = await ItemAsync();

        var earlier = item["facts"]!["earlier"]!.AsArray().Single()!;
        Assert.Equal((May, 2.25m), ((string?)earlier["period"], (decimal)earlier["value"]!));
        Assert.Equal(["colour"], item["suggestion"]!.AsObject().Select(m => m.Key));
        Assert.Equal(3.5m, (decimal)item["inputs"]!["planned"]!);
    }

    [Fact]
    public async Task An_adjusted_figure_stands_beside_the_original_where_it_counts()
    {
        var promise = await service.PromiseAsync();
        (promise["targetValue"], promise["reason"]) = (6, "市下达的指标");
        Assert.Equal(201, (await service.Office.PostAsync(
            $"targets/{Reporting.Target}/versions", promise.ToJsonString())).Status);
        var june = await MemberAsync();
        Assert.Equal((7m, null), ((decimal)june["figures"]!["targetValue"]!, june["original"]));
        var changed = (await service.Office.ReadAsync("reports/matrix?year=2018"))["changed"].AsArray().Single()!;
        Assert.Equal(
            (7m, 6m),
            ((decimal)changed["original"]!["targetValue"]!, (decimal)changed["current"]!["targetValue"]!));
        var newer = (await service.Office.ReadAsync($"reports/overview?period={June}"))["changed"].AsArray().Single()!;
        Assert.Equal(6m, (decimal)newer["newTargetValue"]!);

        service.MoveTo(2018, 9, 1); // August has opened, and the version counts
        await service.ReportAsync(3.5m, period: "2018-08");
        var august = await MemberAsync("2018-08");
        Assert.Equal(
            (3.5m, 4m, 6m, "0.583333", 7m),
            ((decimal)august["figures"]!["value"]!, (decimal)august["figures"]!["planned"]!,
                (decimal)august["figures"]!["targetValue"]!, (string?)august["figures"]!["share"],
                (decimal)august["original"]!["targetValue"]!));
    }

    [Fact]
    public async Task The_burden_says_what_a_draft_took_and_how_often_it_was_filed()
    {
        await service.ReportAsync(3m);
        var saved = await service.As("LSJ").PutAsync(Draft, new { value = 3.1m, narrative = "按计划推进" });
        Assert.True(saved.Status is 200 or 201, saved.Body?.ToJsonString());
        service.Clock.Advance(TimeSpan.FromMinutes(7));
        var submitted = await service.Join("局长甲", "LSJ", signs: true).PostAsync("drafts/submit", new
        {
            drafts = new[]
            {
                new
                {
                    targetId = Reporting.Target, period = June,
                    etag = saved.Response.Headers.ETag!.ToString().Trim('"'),
                },
            },
        });
        Assert.True(submitted.Status == 201, submitted.Body?.ToJsonString());

        var report = await service.Office.ReadAsync($"reports/burden?period={June}");
        var burden = report["units"].AsArray().Single(u => (string?)u!["unit"] == "LSJ")!["burden"]!;
        Assert.Equal(
            (1, 2, 1, 1, 420),
            ((int)burden["reported"]!, (int)burden["filings"]!, (int)burden["revisions"]!, (int)burden["timed"]!,
                (int)burden["medianSeconds"]!));
        Assert.Null(report["units"].AsArray().Single(u => (string?)u!["unit"] == "FGW")!["burden"]!["medianSeconds"]);
        Assert.Equal(404, (await service.Office.ReadAsync("reports/burden?period=2031-01")).Status);
        Assert.Equal(403, (await service.As("LSJ").ReadAsync($"reports/burden?period={June}")).Status);
    }

    private async Task<JsonNode> MemberAsync(string period = June) =>
        (await service.Office.ReadAsync($"reports/units?period={period}"))["units"].AsArray()
            .Single(u => (string?)u!["unit"] == "LSJ")!["targets"]!.AsArray()
            .Single(t => (string?)t!["targetId"] == Reporting.Target)!;

    private async Task<JsonNode> ItemAsync(string period = June) => (await service.Evaluator.ReadAsync(
        $"worklist?period={period}&target={Reporting.Target}")).Items.Single()!;

    private static (string? Colour, string? Of, string? Last, string? Change) Course(JsonNode member) => (
        (string?)member["colour"], (string?)member["last"]?["period"], (string?)member["last"]?["colour"],
        (string?)member["change"]);

    private static IEnumerable<(string?, string?)> Colours(JsonNode item) => item["lastColours"]!.AsArray()
        .Select(c => ((string?)c!["period"], (string?)c["colour"]));
}

public sealed class SqliteReportFigureTests() : ReportFigureTests(new SqliteFactory());

public sealed class SplitReportFigureTests() : ReportFigureTests(new SplitFactory());

public sealed class SqlServerReportFigureTests() : ReportFigureTests(new SqlServerFactory());
