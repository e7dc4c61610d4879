namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>POST /targets/{id}/progress: what is taken, what is refused, and what happens at the edge of the window.</summary>
public abstract class ProgressTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Theory]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("{}", "/period", "/narrative", "/signatory")]
    [InlineData("""{"period":"2018-06","value":1,"narrative":"x","signatory":"y","extra":1}""", "/extra")]
    [InlineData("""{"period":"2018-06","value":1,"value":2,"narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","value":1.1234567,"narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","value":0.00000000000000000000000000001,"narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","value":1000000000000,"narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","value":"1","narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","value":1,"noChange":true,"narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","value":1,"nodes":[{"code":"N1"}],"narrative":"x","signatory":"y"}""", "/nodes")]
    [InlineData("""{"period":"2018-06","value":1,"nodes":[null],"narrative":"x","signatory":"y"}""", "/nodes")]
    [InlineData("""{"period":"2018-06","value":1,"narrative":" ","signatory":"y"}""", "/narrative")]
    [InlineData("""{"period":"2018-06","value":1,"narrative":"x","signatory":null}""", "/signatory")]
    [InlineData("""{"period":"2018-06","value":1,"narrative":"x","signatory":"y","selfColour":"Red!"}""", "/selfColour")]
    [InlineData("""{"period":"2018-06","value":1,"narrative":"x","signatory":"y","evidence":["abc"]}""", "/evidence/0")]
    [InlineData("""{"period":"2018-13","value":1,"narrative":"x","signatory":"y"}""", "/period")]
    [InlineData("""{"period":"2019-01","value":1,"narrative":"x","signatory":"y"}""", "/period")]
    public async Task A_bad_body_is_answered_with_pointers_in_Chinese_and_nothing_is_stored(string body, params string[] pointers)
    {
        var answer = await service.SubmitAsync(body);

        Assert.Equal((400, "invalid_request", "请求内容有误"), (answer.Status, answer.Code, (string?)answer["title"]));
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(pointers, answer.Pointers);
        Assert.Empty((await service.Office.ReadAsync("targets/JA2018-028/progress")).Items);
    }

    [Fact]
    public async Task Every_fault_of_a_report_is_told_at_once_of_form_and_of_content()
    {
        var answer = await service.SubmitAsync(new { period = "2018-06", value = "55%", narrative = " ", signatory = "负责人", noChange = 1, selfColour = "Red!", remark = "x" });
        Assert.Equal((400, "/narrative /noChange /remark /selfColour /value"), (answer.Status, string.Join(' ', answer.Pointers.Order(StringComparer.Ordinal))));
        Assert.Equal(["/narrative", "/period", "/signatory"], (await service.SubmitAsync(new { period = "2018-6" })).Pointers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Problems_are_English_for_those_who_ask()
    {
        var client = service.As("LSJ");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB,en;q=0.9");
        var answer = await client.PostAsync("targets/JA2018-028/progress", "{}");
        Assert.Equal("The request is not valid.", (string?)answer["title"]);
        Assert.Equal("is required", (string?)answer["errors"]["/period"]![0]);
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_and_a_wrong_media_type_are_refused()
    {
        Assert.Equal((413, "too_large"), Of(await service.SubmitAsync(new string(' ', 1_048_577))));
        Assert.Equal((415, "unsupported_media_type"), Of(await service.As("LSJ").PostTextAsync("targets/JA2018-028/progress", "<x/>", "text/xml")));
    }

    [Fact]
    public async Task A_report_of_another_units_target_or_of_no_target_is_refused()
    {
        Assert.Equal((403, "not_your_target"), Of(await service.SubmitAsync(Reporting.Value(1), unit: "FGW")));
        Assert.Equal((404, "not_found"), Of(await service.SubmitAsync(Reporting.Value(1), target: "JA2018-999")));
        Assert.Equal(400, (await service.SubmitAsync(Reporting.Value(1), target: "x")).Status);
    }

    [Fact]
    public async Task A_reporter_sees_its_own_units_targets_only()
    {
        var own = await service.As("RSJ").ReadAsync("targets?year=2018");
        Assert.NotEmpty(own.Items);
        Assert.All(own.Items, t => Assert.True((string?)t!["leadUnit"] == "RSJ" || t["coUnits"]!.AsArray().Any(c => (string?)c!["unit"] == "RSJ")));
        foreach (var path in (string[])["targets/JA2018-028", "targets/JA2018-028/progress", "targets/JA2018-028/history", "progress?period=2018-06&unit=LSJ"])
        {
            Assert.Equal(403, (await service.As("RSJ").ReadAsync(path)).Status);
        }
    }

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
        Assert.Equal([1m, 2m], (await service.Office.ReadAsync("targets/JA2018-028/progress")).Items.Select(i => (decimal)i!["value"]!));
    }

    [Theory]
    [InlineData("""{"period":"2018-06","value":"55%","narrative":"x","signatory":"y"}""", "/value", "计量单位为 %，请填 55")]
    [InlineData("""{"period":"2018-06","value":1.2345678,"narrative":"x","signatory":"y"}""", "/value", "收到 1.2345678")]
    [InlineData("""{"period":"2018年6月","value":1,"narrative":"x","signatory":"y"}""", "/period", "应写作 2018-06")]
    public async Task A_value_that_is_refused_is_shown_with_what_to_write(string body, string pointer, string says)
    {
        var refused = await service.As("LSJ").PostAsync("targets/JA2018-028/progress", body);
        Assert.Equal(400, refused.Status);
        Assert.Contains(says, (string?)refused["errors"][pointer]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_may_be_spelled_in_any_way_that_JSON_has()
    {
        var answer = await service.As("LSJ").PostAsync("targets/JA2018-028/progress", """{"period":"2018-06","value":3.10E0,"narrative":"x","signatory":"y"}""");
        Assert.Equal((201, 3.1m), (answer.Status, (decimal)answer["value"]));
    }

    [Fact]
    public async Task A_period_in_the_address_is_told_the_same()
    {
        var refused = await service.Office.ReadAsync("progress?period=2018-6");
        Assert.Equal((400, "收到“2018-6”，应写作 2018-06"), (refused.Status, (string?)refused["errors"]["/period"]![0]));
    }

    [Fact]
    public async Task No_change_carries_the_last_value_forward()
    {
        await service.ReportAsync(2.5m, period: "2018-05");
        var answer = await service.SubmitAsync(new { period = "2018-06", noChange = true, narrative = "无变化", signatory = "负责人" });
        Assert.Equal((201, 2.5m), (answer.Status, (decimal)answer["value"]));
        var none = await service.SubmitAsync(new { period = "2018-06", noChange = true, narrative = "无变化", signatory = "负责人" }, "JA2018-041");
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
        Assert.Equal(("onTime", "2018-07-11T01:00:00.000Z"), ((string?)correction["timeliness"], (string?)correction["correctedAt"]));
        Assert.Equal("late", (string?)(await service.ReportAsync(1m, "JA2018-041"))["timeliness"]);
        Assert.Equal("late", (string?)(await service.ReportAsync(2m, "JA2018-041"))["timeliness"]);
        var states = (await service.Office.ReadAsync("progress?period=2018-06&unit=LSJ&limit=500")).Items.ToDictionary(i => (string)i!["targetId"]!, i => (string?)i!["state"]);
        Assert.Equal(("onTime", "late"), (states["JA2018-028"], states["JA2018-041"]));
    }

    [Fact]
    public async Task Milestones_are_reported_by_nodes_and_unmentioned_ones_are_carried_forward()
    {
        await service.Office.PostAsync("targets", new
        {
            id = "JA2018-900", year = 2018, level = "departmental", field = "测试", title = "合成测试目标", requirement = "", nature = "binding", kind = "milestone",
            leadUnit = "LSJ", coUnits = Array.Empty<object>(), source = "合成数据 synthetic",
            nodes = new[] { new { code = "N1", title = "开工", due = "2018-03-31" }, new { code = "N2", title = "完工", due = "2018-12-31" } },
        });
        var (id, nodes, client) = ("JA2018-900", (string[])["N1", "N2"], service.As("LSJ"));

        object Report(object node) => new { period = "2018-06", nodes = new[] { node }, narrative = "x", signatory = "y" };
        Assert.Equal(["/value", "/nodes"], (await client.PostAsync($"targets/{id}/progress", Reporting.Value(1))).Pointers);
        Assert.Equal(["/nodes/0/doneOn"], (await client.PostAsync($"targets/{id}/progress", Report(new { code = nodes[0], doneOn = "2018-07-03" }))).Pointers);
        Assert.Equal(["/nodes/0/code"], (await client.PostAsync($"targets/{id}/progress", Report(new { code = "N99" }))).Pointers);
        Assert.Equal(201, (await client.PostAsync($"targets/{id}/progress", Report(new { code = nodes[0], doneOn = "2018-06-29" }))).Status);
        var second = await client.PostAsync($"targets/{id}/progress", Report(new { code = nodes[1], forecastOn = "2018-12-01" }));
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

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);
}

public sealed class SqliteProgressTests() : ProgressTests(new SqliteFactory());

public sealed class SqlServerProgressTests() : ProgressTests(new SqlServerFactory());
