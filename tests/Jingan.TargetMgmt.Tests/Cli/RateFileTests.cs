using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Many judgements from a file, and evidence from files: signed here,
/// all or nothing until the first is sent.</summary>
public sealed class RateFileTests : IDisposable
{
    private readonly Jtm _jtm = new();

    public void Dispose() => _jtm.Dispose();

    [Fact]
    public async Task Every_line_is_signed_and_sent_and_answered_by_itself()
    {
        await using var service = await ServeAsync(
            Item("JA2018-027"), Item("JA2018-028"), Item("JA2018-029", """{"index":40,"colour":"green"}"""));
        var run = await RateAsync(service, """
            {"targetId":"JA2018-028","colour":"green","rationale":"按序时推进"}

            {"targetId":"JA2018-029","colour":"red","rationale":"已停工","reason":"现场核查后更正","divergence":{"code":"qualityDefect","reason":"停工"}}
            """);

        run.MustBe(1); // the second is refused by the service
        var post = service.Posts.Single();
        Assert.Equal("application/x-ndjson", post.ContentType);
        var claims = post.Body.Split('\n').Select(Claims).ToList();
        Assert.Equal(["JA2018-028", "JA2018-029"], claims.Select(c => (string?)c["targetId"]));
        Assert.Equal((null, 40), ((long?)claims[0]["supersedes"], (long?)claims[1]["supersedes"]));
        Assert.Contains(run.Lines, l => l.StartsWith("1   JA2018-028  57", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("3   JA2018-029", StringComparison.Ordinal) && l.Contains(
            "already_rated", StringComparison.Ordinal));
        Assert.Contains("已评定 1 项，1 项未被接受。", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_judgement_that_is_too_long_for_a_request_is_refused_and_ends()
    {
        await using var service = await ServeAsync(Item("JA2018-027"));
        var run = await RateAsync(
            service, $$"""{"targetId":"JA2018-027","colour":"green","rationale":"{{new string('长', 800_000)}}"}""");
        Assert.Equal(1, run.Exit);
        Assert.Empty(service.Posts);
    }

    [Fact]
    public async Task What_was_stored_is_shown_when_the_rest_fails()
    {
        var ids = Enumerable.Range(1, 501).Select(i => $"JA2018-{i:000}").ToList();
        await using var service = await FakeService.StartAsync((seen, http) => seen.Method == "GET"
            ? FakeService.WriteAsync(
                http, 200, $$"""{"items":[{{string.Join(',', ids.Select(id => Item(id)))}}],"next":null}""")
            : seen.Body.Contains('\n', StringComparison.Ordinal)
                ? FakeService.WriteAsync(
                    http, 207,
                    $$"""{"items":[{{string.Join(',', ids.Take(500).Select((_, i) => $$"""{"line":{{i + 1}},"status":201,"index":{{i + 9}}}"""))}}] }""")
                : FakeService.WriteAsync(
                    http, 503, """{"title":"暂不可用","status":503,"code":"unavailable","detail":"请稍后重试"}"""));
        var run = await RateAsync(service,
            string.Join('\n', ids.Select(id => $$"""{"targetId":"{{id}}","colour":"green","rationale":"r"}""")));
        Assert.Equal(2, run.Exit);
        Assert.Contains("已评定 500 项", run.Output, StringComparison.Ordinal);
        Assert.Contains("503 unavailable", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_programs_the_answers_are_json_by_the_files_lines()
    {
        await using var service = await ServeAsync(Item("JA2018-027"), Item("JA2018-028"));
        var run = await RateAsync(service, """
            {"targetId":"JA2018-027","colour":"green","rationale":"r"}

            {"targetId":"JA2018-028","colour":"green","rationale":"r"}
            """, "--json");
        Assert.Equal(["1 JA2018-027 201 57 ", "3 JA2018-028 409  already_rated"], run.MustBe(1).Json["items"]!.AsArray()
            .Select(
            i => $"{i!["line"]} {i["targetId"]} {i["status"]} {i["index"]} {i["problem"]?["code"]}"));
    }

    [Theory]
    [InlineData("""{"targetId":"JA2018-028","colour":"green"}""", "第 2 行：/rationale 必填")]
    [InlineData("""{"targetId":"JA2018-028","colour":"green","rationale":"r","color":"red"}""", "第 2 行：/color 未知的成员")]
    [InlineData("""{"targetId":"JA2018-028","colour":"green","rationale":"r",""", "第 2 行：不是合法的 JSON")]
    [InlineData("""{"targetId":"JA2018-027","colour":"green","rationale":"r"}""", "有两行")]
    [InlineData("""{"targetId":"JA2018-099","colour":"green","rationale":"r"}""", "第 2 行：工作清单中没有 JA2018-099")]
    [InlineData("""{"targetId":"JA2018-029","colour":"green","rationale":"r"}""", "第 2 行：JA2018-029 本期已评定")]
    [InlineData("""{"targetId":"JA2018-028","colour":"green","rationale":"r","reason":"更正"}""",
        "第 2 行：JA2018-028 本期尚无评定")]
    [InlineData(
        """{"targetId":"JA2018-028","colour":"green","rationale":"r","evidence":[{"kind":"siteVisit","note":"n","file":"none.jpg"}]}""", "没有佐证文件")]
    public async Task If_one_line_is_unclear_nothing_is_sent(string second, string complaint)
    {
        await using var service = await ServeAsync(
            Item("JA2018-027"), Item("JA2018-028"), Item("JA2018-029", """{"index":40,"colour":"green"}"""));
        var run = await RateAsync(
            service, $$"""{"targetId":"JA2018-027","colour":"green","rationale":"r"}{{"\n"}}{{second}}""");
        Assert.NotEqual(0, run.Exit);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
        Assert.Empty(service.Posts);
    }

    [Fact]
    public async Task Every_faulty_line_is_told_and_not_only_the_first()
    {
        await using var service = await ServeAsync(
            Item("JA2018-027"), Item("JA2018-028"), Item("JA2018-029", """{"index":40,"colour":"green"}"""));
        var run = await RateAsync(service, """
            {"targetId":"JA2018-027","colour":"green"}
            {"targetId":"JA2018-028","colour":"green","rationale":"r","evidence":[{"kind":"siteVisit","note":"n","file":"a.jpg"},{"kind":"siteVisit","note":"n","file":"b.jpg"}]}

            {"targetId":"JA2018-099","colour":"green","rationale":"r"}
            {"targetId":"JA2018-029","colour":"red","rationale":"r"}
            {"targetId":
            {"targetId":"JA2018-029","colour":"red","rationale":"r","reason":"更正"}
            """);
        run.MustBe(2);
        var told = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("有 6 行有误，未提交任何内容", told[0], StringComparison.Ordinal);
        string[] expected =
        [
            "第 1 行：/rationale 必填", $"第 2 行：没有佐证文件 {_jtm.PathOf("a.jpg")}", $"第 2 行：没有佐证文件 {_jtm.PathOf("b.jpg")}",
            "第 4 行：工作清单中没有 JA2018-099",
            "第 5 行：JA2018-029 本期已评定", "第 6 行：不是合法的 JSON", "第 7 行：JA2018-029 有两行（5、7）",
        ];
        Assert.Equal(expected, told[1..^1].Zip(expected, (line, start) =>
            line.Trim().StartsWith(start, StringComparison.Ordinal) ? start : line));
        Assert.Contains("每行须为 JSON", told[^1], StringComparison.Ordinal);
        Assert.Empty(service.Posts);
    }

    [Fact]
    public async Task Of_a_file_of_evidence_the_hash_is_signed()
    {
        await using var service = await ServeAsync(Item("JA2018-028"));
        File.WriteAllText(_jtm.PathOf("site.jpg"), "abc");
        var evidence = _jtm.PathOf("evidence.json");
        File.WriteAllText(
            evidence,
            """[{"kind":"siteVisit","note":"已停工","at":"2018-07-02","file":"site.jpg"},{"kind":"thirdSource","note":"统计数据","source":"区统计局"}]""");
        string[] rate =
        [
            "rate", "--key", PublishedKey.SaveTo(_jtm), "--period", "2018-06", "--target", "JA2018-028", "--colour",
            "green", "--rationale", "r", "--evidence", evidence,
        ];
        (await _jtm.For(service).RunAsync(rate)).MustBe(0);
        var expected = JsonNode.Parse("""
            [{"kind":"siteVisit","note":"已停工","at":"2018-07-02","source":null,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
             {"kind":"thirdSource","note":"统计数据","at":null,"source":"区统计局","sha256":null}]
            """); // SHA-256 of "abc": FIPS 180-2, appendix B.1
        var signed = Claims(service.Posts.Single().Body)["evidence"];
        Assert.True(JsonNode.DeepEquals(expected, signed), signed?.ToJsonString());
    }

    private async Task<Run> RateAsync(FakeService service, string judgements, params string[] more)
    {
        var file = _jtm.PathOf("judgements.ndjson");
        await File.WriteAllTextAsync(file, judgements, TestContext.Current.CancellationToken);
        return await _jtm.For(service)
            .RunAsync(["rate", "file", file, "--key", PublishedKey.SaveTo(_jtm), "--period", "2018-06", .. more]);
    }

    private static JsonObject Claims(string jws)
    {
        Assert.True(CompactJws.TryParse(jws, out var parsed));
        return JsonNode.Parse(parsed.Payload)!.AsObject();
    }

    private static string Item(string id, string rating = "null") => $$"""
        {"targetId":"{{id}}","targetVersion":2,"class":"toward-target","scheme":"2018.1","state":"reported",
         "suggestion":{"colour":"green"},"basis":null,"facts":{},"rating":{{rating}},"actions":["rate"]}
        """;

    private static Task<FakeService> ServeAsync(params string[] items) => FakeService.StartAsync(
        ("GET /api/v1/worklist", 200, $$"""{"items":[{{string.Join(',', items)}}],"next":null}"""),
        ("POST /api/v1/ratings", 207, """
            {"items":[{"line":1,"status":201,"index":57},
                      {"line":2,"status":409,"problem":{"code":"already_rated","detail":"本期现行评定是第 41 条"}}]}
            """));
}
