namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>POST /targets/{id}/progress: what is refused. Nothing of it is stored,
/// so that all of it may be sent to one service.</summary>
public abstract class ProgressRefusalTests(ServiceFactory service)
{
    [Theory]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("{}", "/period", "/narrative", "/signatory")]
    [InlineData("""{"period":"2018-06","value":1,"narrative":"x","signatory":"y","extra":1}""", "/extra")]
    [InlineData("""{"period":"2018-06","value":1,"value":2,"narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","value":1.1234567,"narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","value":0.00000000000000000000000000001,"narrative":"x","signatory":"y"}""",
        "/value")]
    [InlineData("""{"period":"2018-06","value":1000000000000,"narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","value":"1","narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","value":1,"noChange":true,"narrative":"x","signatory":"y"}""", "/value")]
    [InlineData("""{"period":"2018-06","value":1,"nodes":[{"code":"N1"}],"narrative":"x","signatory":"y"}""", "/nodes")]
    [InlineData("""{"period":"2018-06","value":1,"nodes":[null],"narrative":"x","signatory":"y"}""", "/nodes")]
    [InlineData("""{"period":"2018-06","value":1,"narrative":" ","signatory":"y"}""", "/narrative")]
    [InlineData("""{"period":"2018-06","value":1,"narrative":"x","signatory":null}""", "/signatory")]
    [InlineData("""{"period":"2018-06","value":1,"narrative":"x","signatory":"y","selfColour":"Red!"}""",
        "/selfColour")]
    [InlineData("""{"period":"2018-06","value":1,"narrative":"x","signatory":"y","evidence":["abc"]}""", "/evidence/0")]
    [InlineData("""{"period":"2018-13","value":1,"narrative":"x","signatory":"y"}""", "/period")]
    [InlineData("""{"period":"2019-01","value":1,"narrative":"x","signatory":"y"}""", "/period")]
    public async Task A_bad_body_is_answered_with_pointers_in_Chinese_and_nothing_is_stored(
        string body, params string[] pointers)
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
        var answer = await service.SubmitAsync(new
        {
            period = "2018-06", value = "55%", narrative = " ", signatory = "负责人", noChange = 1, selfColour = "Red!",
            remark = "x",
        });
        Assert.Equal((400, "/narrative /noChange /remark /selfColour /value"),
            (answer.Status, string.Join(' ', answer.Pointers.Order(StringComparer.Ordinal))));
        Assert.Equal(["/narrative", "/period", "/signatory"],
            (await service.SubmitAsync(new { period = "2018-6" })).Pointers.Order(StringComparer.Ordinal));
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
        Assert.Equal((415, "unsupported_media_type"),
            Of(await service.As("LSJ").PostTextAsync("targets/JA2018-028/progress", "<x/>", "text/xml")));
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
        Assert.All(own.Items, t => Assert.True(
            (string?)t!["leadUnit"] == "RSJ" || t["coUnits"]!.AsArray().Any(c => (string?)c!["unit"] == "RSJ")));
        foreach (var path in (string[])["targets/JA2018-028", "targets/JA2018-028/progress",
            "targets/JA2018-028/history", "progress?period=2018-06&unit=LSJ"])
        {
            Assert.Equal(403, (await service.As("RSJ").ReadAsync(path)).Status);
        }
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
    public async Task A_period_in_the_address_is_told_the_same()
    {
        var refused = await service.Office.ReadAsync("progress?period=2018-6");
        Assert.Equal((400, "收到“2018-6”，应写作 2018-06"), (refused.Status, (string?)refused["errors"]["/period"]![0]));
    }

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);
}

public sealed class SqliteProgressRefusalTests(SqliteFactory service)
    : ProgressRefusalTests(service), IClassFixture<SqliteFactory>;

public sealed class SqlServerProgressRefusalTests(SharedSqlServerFactory shared)
    : ProgressRefusalTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
