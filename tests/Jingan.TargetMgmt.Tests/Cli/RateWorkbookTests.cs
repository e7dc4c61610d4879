using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Tests.Http.Tables;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Judgements in the worklist's workbook: signed here row by row, by the facts that the assessor saw.
/// </summary>
public sealed class RateWorkbookTests : IDisposable
{
    private static readonly string[] Headings =
        ["目标编号", "目标", "目标版本", "依据序号", "颜色", "理由", "偏离代码", "偏离说明", "替代理由", "复评"];

    private readonly Jtm _jtm = new();

    public void Dispose() => _jtm.Dispose();

    [Fact]
    public async Task Each_row_with_a_judgement_is_signed_and_the_others_are_nothing()
    {
        await using var service = await ServeAsync();
        var run = await RateAsync(service,
            ["JA2018-027", "甲", "2", "120", "绿（green）", "按序时推进", "", "", "", ""],
            ["JA2018-028", "乙", "2", "", "red", "已停工", "现场发现质量问题（qualityDefect）", "现场停工", "", ""],
            ["JA2018-029", "丙", "2", "121", "", "", "", "", "", ""]);

        run.MustBe(0);
        var claims = service.Posts.Single().Body.Split('\n').Select(Claims).ToList();
        Assert.Equal(["JA2018-027 green 按序时推进", "JA2018-028 red 已停工"],
            claims.Select(c => $"{c["targetId"]} {c["colour"]} {c["rationale"]}"));
        Assert.Equal("""{"code":"qualityDefect","reason":"现场停工"}""",
            claims[1]["divergence"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(120, (long)claims[0]["basis"]!["index"]!);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_by_cell_and_nothing_is_sent()
    {
        await using var service = await ServeAsync();
        var run = await RateAsync(service,
            ["JA2018-027", "甲", "2", "120", "绿（green）", "", "", "", "", ""],
            ["JA2018-028", "乙", "二", "", "", "已停工", "other", "", "", ""],
            ["JA2018-099", "丁", "1", "", "green", "r", "", "", "", ""]);

        Assert.NotEqual(0, run.Exit);
        foreach (var complaint in (string[])["评定!F2 rationale：须填写", "评定!C3 version", "工作清单中没有 JA2018-099"])
        {
            Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
        }

        Assert.Empty(service.Posts);
    }

    [Theory]
    [InlineData("3", "120", "目标版本已变：清单中为 3，现为 2")]
    [InlineData("2", "119", "填报已变：清单中依据序号为 119，现为 120")]
    [InlineData("2", "", "填报已变：清单中依据序号为 —，现为 120")]
    public async Task Nobody_signs_for_facts_that_he_has_not_seen(string version, string basis, string complaint)
    {
        await using var service = await ServeAsync();
        var run = await RateAsync(service, ["JA2018-027", "甲", version, basis, "green", "r", "", "", "", ""]);
        Assert.NotEqual(0, run.Exit);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
        Assert.Empty(service.Posts);
    }

    [Fact]
    public async Task A_workbook_without_judgements_or_of_another_kind_is_refused()
    {
        await using var service = await ServeAsync();
        Assert.Contains("没有评定", (await RateAsync(service)).Error, StringComparison.Ordinal);
        var file = _jtm.PathOf("other.csv");
        await File.WriteAllTextAsync(file, "甲,乙\n1,2\n", TestContext.Current.CancellationToken);
        var run = await RunAsync(service, file);
        Assert.Contains("缺少列", run.Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "编号,颜色,理由\nJA2018-027,green,好\n", TestContext.Current.CancellationToken);
        (await RunAsync(service, file)).MustBe(0);
    }

    private async Task<Run> RateAsync(FakeService service, params string[][] rows)
    {
        var sheet = new StringBuilder();
        foreach (var row in rows.Prepend(Headings))
        {
            sheet.Append("<row>").AppendJoin("", row.Select(c =>
                $"<c t='inlineStr'><is><t>{SecurityElement.Escape(c)}</t></is></c>")).Append("</row>");
        }

        var file = _jtm.PathOf("june.xlsx");
        await File.WriteAllBytesAsync(
            file,
            XlsxFile.Of(sheet.ToString()).With("xl/workbook.xml",
                XlsxFile.Workbook("<sheet name=\"评定\" sheetId=\"1\" r:id=\"s1\"/>")).ToBytes(),
            TestContext.Current.CancellationToken);
        return await RunAsync(service, file);
    }

    private Task<Run> RunAsync(FakeService service, string file) => _jtm.For(service)
        .RunAsync("rate", "file", file, "--key", PublishedKey.SaveTo(_jtm), "--period", "2018-06");

    private static JsonObject Claims(string jws)
    {
        Assert.True(CompactJws.TryParse(jws, out var parsed));
        return JsonNode.Parse(parsed.Payload)!.AsObject();
    }

    private static Task<FakeService> ServeAsync() => FakeService.StartAsync(
        ("GET /api/v1/worklist", 200, $$"""
            {"items":[{{Item("JA2018-027", Basis(120))}},{{Item("JA2018-028", "null")}},
                      {{Item("JA2018-029", Basis(121))}}],"next":null}
            """),
        ("POST /api/v1/ratings", 207, """
            {"items":[{"line":1,"status":201,"index":57},{"line":2,"status":201,"index":58}]}
            """));

    private static string Basis(int index) =>
        $$"""{"log":"government","index":{{index}},"leafHash":"{{new string('a', 64)}}"}""";

    private static string Item(string id, string basis) => $$"""
        {"targetId":"{{id}}","targetVersion":2,"class":"toward-target","scheme":"2018.1","state":"reported",
         "suggestion":{"colour":"green"},"basis":{{basis}},"facts":{},"rating":null,"actions":["rate"]}
        """;
}
