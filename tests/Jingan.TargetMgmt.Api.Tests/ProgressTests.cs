namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>POST /targets/{id}/progress: what is taken, and what happens at the edge of the window. What is refused
/// whatever there is: <see cref="ProgressRefusalTests"/>.</summary>
public abstract class ProgressTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Theory]
    [InlineData("2018-07-10T15:59:59.999Z", "onTime")] // 23:59:59.999 in Shanghai, the due day
    [InlineData("2018-07-10T16:00:00.000Z", "late")]
    public async Task The_due_day_counts_to_its_last_instant_in_Shanghai(string instant, string timeliness)
    {
        service.Clock.SetUtcNow(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(timeliness, (string?)(await service.ReportAsync(1m))["timeliness"]);
    }

    [Fact]
    public async Task Filing_again_is_a_new_revision_and_the_old_one_stays()
    {
        Assert.Equal(1, (long)(await service.ReportAsync(1m))["revision"]!);
        Assert.Equal(2, (long)(await service.ReportAsync(2m))["revision"]!);
        Assert.Equal([1m, 2m], (await service.Office.ReadAsync("targets/JA2018-028/progress")).Items
            .Select(i => (decimal)i!["value"]!));
    }

    [Fact]
    public async Task A_number_may_be_spelled_in_any_way_that_JSON_has()
    {
        var answer = await service.As("LSJ").PostAsync(
            "targets/JA2018-028/progress", """{"period":"2018-06","value":3.10E0,"narrative":"x","signatory":"y"}""");
        Assert.Equal((201, 3.1m), (answer.Status, (decimal)answer["value"]));
    }

    [Fact]
    public async Task No_change_carries_the_last_value_forward()
    {
        await service.ReportAsync(2.5m, period: "2018-05");
        var answer = await service.SubmitAsync(new
        {
            period = "2018-06", noChange = true, narrative = "无变化", signatory = "负责人",
        });
        Assert.Equal((201, 2.5m), (answer.Status, (decimal)answer["value"]));
        var none = await service.SubmitAsync(
            new { period = "2018-06", noChange = true, narrative = "无变化", signatory = "负责人" }, "JA2018-041");
        Assert.Equal(["/noChange"], none.Pointers);
        Assert.Contains("首次填报须填数值", (string?)none["errors"]["/noChange"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeliness_is_that_of_the_first_filing_and_what_follows_is_a_correction()
    {
        var first = await service.ReportAsync(1m);
        Assert.Equal(("onTime", null), ((string?)first["timeliness"], (string?)first["correctedAt"]));
        service.MoveTo(2018, 7, 11);
        var correction = await service.ReportAsync(2m);
        Assert.Equal(("onTime", "2018-07-11T01:00:00.000Z"), ((string?)correction["timeliness"],
            (string?)correction["correctedAt"]));
        Assert.Equal("late", (string?)(await service.ReportAsync(1m, "JA2018-041"))["timeliness"]);
        Assert.Equal("late", (string?)(await service.ReportAsync(2m, "JA2018-041"))["timeliness"]);
        var states = (await service.Office.ReadAsync("progress?period=2018-06&unit=LSJ&limit=500")).Items
            .ToDictionary(i => (string)i!["targetId"]!, i => (string?)i!["state"]);
        Assert.Equal(("onTime", "late"), (states["JA2018-028"], states["JA2018-041"]));
    }

    [Fact]
    public async Task Milestones_are_reported_by_nodes_and_unmentioned_ones_are_carried_forward()
    {
        await service.Office.PostAsync("targets", new
        {
            id = "JA2018-900", year = 2018, level = "departmental", field = "测试", title = "合成测试目标", requirement = "",
            nature = "binding", kind = "milestone",
            leadUnit = "LSJ", coUnits = Array.Empty<object>(), source = "合成数据 synthetic",
            nodes = new[]
            {
                new { code = "N1", title = "开工", due = "2018-03-31" },
                new { code = "N2", title = "完工", due = "2018-12-31" },
            },
        });
        var (id, nodes, client) = ("JA2018-900", (string[])["N1", "N2"], service.As("LSJ"));

        object Report(object node) =>
            new { period = "2018-06", nodes = new[] { node }, narrative = "x", signatory = "y" };
        Assert.Equal(
            ["/value", "/nodes"], (await client.PostAsync($"targets/{id}/progress", Reporting.Value(1))).Pointers);
        Assert.Equal(
            ["/nodes/0/doneOn"],
            (await client.PostAsync($"targets/{id}/progress", Report(new
            {
                code = nodes[0], doneOn = "2018-07-03",
            }))).Pointers);
        Assert.Equal(["/nodes/0/code"],
            (await client.PostAsync($"targets/{id}/progress", Report(new { code = "N99" }))).Pointers);
        Assert.Equal(
            201, (await client.PostAsync($"targets/{id}/progress", Report(new
            {
                code = nodes[0], doneOn = "2018-06-29",
            }))).Status);
        var second = await client.PostAsync($"targets/{id}/progress", Report(new
        {
            code = nodes[1], forecastOn = "2018-12-01",
        }));
        Assert.Equal(["2018-06-29", null], second["nodes"].AsArray().Take(2).Select(n => (string?)n!["doneOn"]));
    }

    [Fact]
    public async Task Forty_at_once_become_forty_revisions_without_gaps()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => service.SubmitAsync(Reporting.Value(i))));
        Assert.All(answers, a => Assert.True(a.Status is 201 or 409, a.Body?.ToJsonString()));
        var taken = answers.Where(a => a.Status == 201).Select(a => (long)a["revision"]).Order().ToList();
        Assert.Equal(Enumerable.Range(1, taken.Count).Select(i => (long)i), taken);
    }

    // Pages of which most targets have nothing, end within a target's units, or stop at the year's last one.
    [Theory]
    [InlineData("", 1)]
    [InlineData("", 7)]
    [InlineData("&state=onTime", 1)]
    [InlineData("&state=notReported", 30)]
    [InlineData("&unit=JGW", 2)]
    [InlineData("&unit=FGW&state=onTime", 1)]
    public async Task Pages_of_what_is_expected_leave_nothing_out_and_repeat_nothing(string filter, int limit)
    {
        await service.ReportAsync(3.1m);
        await service.ReportAsync(121m, "JA2018-003", "FGW");
        var whole = (await service.Office.ReadAsync($"progress?period=2018-06{filter}&limit=500")).Items;
        Assert.NotEmpty(whole);
        List<string> paged = [];
        var after = (string?)"";
        while (after is not null)
        {
            var page = await service.Office.ReadAsync(
                $"progress?period=2018-06{filter}&limit={limit}&after={Uri.EscapeDataString(after)}");
            Assert.InRange(page.Items.Count, 0, limit);
            paged.AddRange(page.Items.Select(i => i!.ToJsonString()));
            after = (string?)page.Body!["next"];
        }

        Assert.Equal(whole.Select(i => i!.ToJsonString()), paged);
    }
}

public sealed class SqliteProgressTests() : ProgressTests(new SqliteFactory());

public sealed class SqlServerProgressTests() : ProgressTests(new SqlServerFactory());
