using System.Text;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The target library: create, import, adjust, list.</summary>
public abstract class TargetTests(ServiceFactory service)
{
    private const string Header =
        "id,year,level,field,title,nature,kind,unitOfMeasure,targetValue,direction,aggregation,leadUnit,coUnits,"
        + "source\n";

    private static JsonObject Quantitative(string id) => JsonNode.Parse($$"""
        {"id":"{{id}}","year":2018,"level":"departmental","field":"测试","title":"合成测试目标","requirement":"","nature":"binding","kind":"quantitative",
         "unitOfMeasure":"个","targetValue":10,"direction":"increase","aggregation":"cumulative","leadUnit":"LSJ","coUnits":[{"unit":"FGW","part":"数据"}],"source":"合成数据 synthetic"}
        """)!.AsObject();

    private static string Row(string id, string title = "合成测试目标", string value = "10", string lead = "LSJ") =>
        $"{id},2018,departmental,测试,{title},binding,quantitative,个,{value},increase,cumulative,{lead},FGW|数据,合成数据 "
        + "synthetic\n";

    [Fact]
    public async Task The_tree_shows_what_carries_an_overall_target_to_everybody_but_units()
    {
        var tree = await service.Office.ReadAsync("targets/tree?year=2018");
        Assert.Equal(200, tree.Status);
        Assert.Equal(["government", "evaluation"], tree["logs"].AsArray().Select(l => (string?)l!["log"]));
        var overall = tree["roots"].AsArray().Count(r => (string?)r!["level"] == "overall");
        Assert.Equal(overall, (int)tree["coverage"]["overall"]!);
        var listed = tree["roots"].AsArray().Sum(r => 1 + r!["children"]!.AsArray().Count);
        Assert.Equal((await service.Office.ReadAsync("targets?year=2018&limit=500")).Items.Count, listed);
        Assert.Empty((await service.Office.ReadAsync("targets/tree?year=1993"))["roots"].AsArray());
        Assert.Equal(403, (await service.As("LSJ").ReadAsync("targets/tree?year=2018")).Status);
    }

    [Fact]
    public async Task All_seeded_targets_come_in_one_page_and_filters_and_cursors_work()
    {
        Assert.Equal(99, (await service.Office.ReadAsync("targets?year=2018")).Items
            .Count(t => string.CompareOrdinal((string?)t!["id"], "JA2018-100") < 0));
        Assert.Equal(6, (await service.Office.ReadAsync("targets?level=overall")).Items.Count);
        Assert.All((await service.Office.ReadAsync("targets?unit=JD-BEIZHAN")).Items, t =>
            Assert.Contains("JD-BEIZHAN", t!.ToJsonString(), StringComparison.Ordinal));
        Assert.Equal("JA2018-028", (string?)(await service.Office.ReadAsync("targets?q=公共绿地")).Items.First()!["id"]);
        Assert.All((await service.Office.ReadAsync("targets?q=%25")).Items, t =>
            Assert.Contains("%", (string)t!["title"]!, StringComparison.Ordinal));
        Assert.Equal(400, (await service.Office.ReadAsync("targets?kind=colourful")).Status);
        Assert.Equal(400, (await service.Office.ReadAsync("targets?limit=501")).Status);

        List<string> ids = [];
        for (var after = ""; after is not null;)
        {
            var page = await service.Office.ReadAsync($"targets?level=departmental&limit=20&after={after}");
            ids.AddRange(page.Items.Select(t => (string)t!["id"]!));
            after = (string?)page.Body!["next"];
        }

        Assert.True(ids.Count >= 93);
        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(), ids);
    }

    [Fact]
    public async Task A_target_is_created_once_and_adjusted_by_versions_with_a_reason()
    {
        var target = Quantitative("JA2018-901");
        var created = await service.Office.PostAsync("targets", target.ToJsonString());
        Assert.Equal((201, 1), (created.Status, (int)created["version"]));
        Assert.Equal("already_exists", (await service.Office.PostAsync("targets", target.ToJsonString())).Code);

        target["targetValue"] = 12;
        Assert.Equal(["/reason"],
            (await service.Office.PostAsync("targets/JA2018-901/versions", target.ToJsonString())).Pointers);
        target["reason"] = "市下达指标调整";
        Assert.Equal(
            2, (int)(await service.Office.PostAsync("targets/JA2018-901/versions", target.ToJsonString()))["version"]);

        var history = (await service.Office.ReadAsync("targets/JA2018-901/history")).Items;
        Assert.Equal([10m, 12m], history.Select(h => (decimal)h!["version"]!["target"]!["targetValue"]!));
    }

    [Theory]
    [InlineData("leadUnit", "\"NOBODY\"", "/leadUnit")]
    [InlineData("coUnits", "[{\"unit\":\"NOBODY\",\"part\":\"x\"}]", "/coUnits/0/unit")]
    [InlineData("parentId", "\"JA2018-028\"", "/parentId")]
    [InlineData("kind", "\"huge\"", "/kind")]
    [InlineData("targetValue", "0.0000001", "/targetValue")]
    [InlineData("nodes", "[{\"code\":\"N1\",\"title\":\"x\",\"due\":\"2018-12-31\"}]", "/nodes")]
    [InlineData("plan", "[{\"period\":\"2018-06\",\"value\":5},{\"period\":\"2018-09\",\"value\":4}]", "/plan/1/value")]
    public async Task A_target_that_breaks_a_rule_is_refused_with_the_member(
        string member, string value, string pointer)
    {
        var target = Quantitative("JA2018-902");
        target[member] = JsonNode.Parse(value);
        var answer = await service.Office.PostAsync("targets", target.ToJsonString());
        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
        Assert.Equal([pointer], answer.Pointers);
    }

    [Fact]
    public async Task An_import_is_all_or_nothing_with_an_outcome_per_row()
    {
        var bad = await ImportAsync(Header + Row("JA2018-911") + Row("JA2018-912", lead: "NOBODY") + Row("JA2018-911"));
        Assert.Equal((400, "invalid_request"), (bad.Status, bad.Code));
        Assert.Equal(["rejected", "rejected", "rejected"], bad["rows"].AsArray().Select(r => (string?)r!["outcome"]));
        Assert.Equal([2, 3, 4], bad["rows"].AsArray().Select(r => (int)r!["row"]!));
        Assert.Equal(404, (await service.Office.ReadAsync("targets/JA2018-911")).Status);

        var dry = await ImportAsync(Header + Row("JA2018-911") + Row("JA2018-912"), "?dryRun=true");
        Assert.Equal(200, dry.Status);
        Assert.Equal(404, (await service.Office.ReadAsync("targets/JA2018-911")).Status);

        var good = await ImportAsync(Header + Row("JA2018-911") + Row("JA2018-912"));
        Assert.Equal(201, good.Status);
        Assert.Equal(["created", "created"], good["rows"].AsArray().Select(r => (string?)r!["outcome"]));
        Assert.NotNull(good.Body!["receipt"]);
        Assert.Equal(200, (await service.Office.ReadAsync("targets/JA2018-912")).Status);

        var json = await service.Office.PostAsync(
            "targets/import", new JsonArray(Quantitative("JA2018-913"), Quantitative("JA2018-914")).ToJsonString());
        Assert.Equal(201, json.Status);
    }

    [Fact]
    public async Task Each_problem_of_an_import_is_said_once_in_the_row_that_a_spreadsheet_shows()
    {
        const string broken =
            "JA2019-915,2018,其他,测试,合成测试目标,binding,quantitative,个,10,up,cumulative,LSJ,FGW|数据,合成数据 synthetic\n";
        var answer = await ImportAsync(
            Header + Row("JA2018-915", "\"两行的\n标题\"") + "\n" + broken + Row("JA2018-916", lead: "NOBODY"));
        var rows = answer["rows"].AsArray();
        Assert.Equal([(2, "ready"), (4, "rejected"), (5, "rejected")],
            rows.Select(r => ((int)r!["row"]!, (string)r["outcome"]!)));
        Assert.Equal(["/1/direction", "/1/level", "/2/leadUnit"], answer.Pointers.Order(StringComparer.Ordinal));
        Assert.All(answer["errors"].AsObject(), e => Assert.Single(e.Value!.AsArray()));
        Assert.Equal(3, rows.SelectMany(r => r!["errors"]!.AsArray()).Select(e => (string)e!).Distinct().Count());
        Assert.Contains(rows[1]!["errors"]!.AsArray(), e =>
            ((string)e!).Contains("总体（overall）、部门（departmental）", StringComparison.Ordinal));

        var unequal = await ImportAsync(Header + Row("JA2018-917") + Row("JA2019-918"), "?dryRun=true");
        Assert.Equal(["/1/id"], unequal.Pointers);
    }

    [Theory]
    [InlineData("标题,年度\n", "/header")]
    [InlineData("", "")]
    [InlineData(Header, "")]
    public async Task A_file_that_is_no_target_table_is_refused(string file, string pointer)
    {
        var answer = await ImportAsync(file);
        Assert.Equal(400, answer.Status);
        Assert.Equal([pointer], answer.Pointers);
    }

    [Theory]
    [InlineData("=HYPERLINK(1)", "10", "/0/title")]
    [InlineData("标题", "1,000", "")]
    [InlineData("标题", "\"1,00\"", "/0/targetValue")]
    [InlineData("标题", "=1+1", "/0/targetValue")]
    [InlineData("标题", "1e3", "/0/targetValue")]
    [InlineData("标题", "0.1234567", "/0/targetValue")]
    public async Task Formulas_and_odd_numbers_are_refused_cell_by_cell(string title, string value, string pointer)
    {
        var answer = await ImportAsync(Header + Row("JA2018-921", title, value));
        Assert.Equal(400, answer.Status);
        Assert.Equal([pointer.Length == 0 ? "/0" : pointer], answer.Pointers);
    }

    [Theory]
    [InlineData("[null]", "/0")]
    [InlineData("""[{"id":"\ud800"}]""", "/0")]
    [InlineData("{}", "")]
    public async Task An_array_with_something_else_in_it_is_refused(string body, string pointer)
    {
        var answer = await service.Office.PostAsync("targets/import", body);
        Assert.Equal((400, true), (answer.Status, answer.Pointers.Contains(pointer)));

        var target = Quantitative("JA2018-931");
        target["coUnits"] = new JsonArray((JsonNode?)null);
        Assert.Equal(["/0/coUnits"],
            (await service.Office.PostAsync("targets/import", new JsonArray(target).ToJsonString())).Pointers);
    }

    [Fact]
    public async Task Another_encoding_is_named_and_twenty_thousand_rows_are_too_many()
    {
        using var latin = new ByteArrayContent([.. Encoding.UTF8.GetBytes(Header), 0xff, 0xb2, 0xb0, 0xb2])
        {
            Headers = { ContentType = new("text/csv") },
        };
        var answer = await service.Office.SendAsync(HttpMethod.Post, "targets/import", latin);
        Assert.Equal(400, answer.Status);
        Assert.Contains("UTF-8", (string?)answer["errors"][""]![0], StringComparison.Ordinal);

        Assert.Equal((413, "too_large"),
            Of(await ImportAsync(Header + string.Concat(Enumerable.Range(0, 20_000).Select(i => Row($"JA2018-{i}"))))));
        Assert.Equal((413, "too_large"),
            Of(await ImportAsync(Header + string.Concat(Enumerable.Range(0, 2_001).Select(i => Row($"JA2018-{i}"))))));
        Assert.Equal((415, "unsupported_media_type"),
            Of(await service.Office.PostTextAsync("targets/import", "x", "application/vnd.ms-excel")));
    }

    private Task<Answer> ImportAsync(string csv, string query = "") =>
        service.Office.PostTextAsync("targets/import" + query, csv, "text/csv");

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);
}

public sealed class SqliteTargetTests(SqliteFactory service) : TargetTests(service), IClassFixture<SqliteFactory>;

public sealed class SplitTargetTests(SplitFactory service) : TargetTests(service), IClassFixture<SplitFactory>;

public sealed class SqlServerTargetTests(SharedSqlServerFactory shared)
    : TargetTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
