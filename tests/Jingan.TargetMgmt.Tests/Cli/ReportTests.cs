using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class ReportTests
{
    private static string Rating(
        long index, string colour, string scheme = "2018.1", string unit = "LSJ", string divergence = "null") =>
        $$"""{"index":{{index}},"targetId":"JA2018-{{index}}","colour":"{{colour}}","class":"nodes","leadUnit":"{{unit}}","divergence":{{divergence}},"scheme":"{{scheme}}","rationale":"x"}""";

    private static Task<FakeService> ServeAsync(params string[] ratings) => FakeService.StartAsync(
        ("GET /api/v1/ratings", 200, $$"""{"items":[{{string.Join(',', ratings)}}],"next":null}"""),
        ("GET /api/v1/worklist", 200,
            """{"items":[{"state":"reported","rating":{"index":30}},{"state":"notReported","rating":null},{"state":"notReported"},{"state":"suspended"}],"next":null}"""),
        ("POST /api/v1/evaluation-reports", 201, $$"""{"receipt":{{FakeService.Receipt}}}"""));

    private static async Task<Run> IssueAsync(FakeService service, params string[] more)
    {
        using var jtm = new Jtm().For(service);
        return await jtm.RunAsync(["report", "issue", "--key", PublishedKey.SaveTo(jtm), "--period", "2018-06",
            "--summary", "总体平稳", .. more]);
    }

    [Fact]
    public async Task An_evaluation_report_names_all_ratings_in_log_order_and_counts_them()
    {
        await using var service = await ServeAsync(
            Rating(30, "red", unit: "FGW"), Rating(9, "green"),
            Rating(12, "green", divergence: """{"code":"weather","reason":"x"}"""));
        (await IssueAsync(service)).MustBe(0);
        Assert.True(CompactJws.TryParse(service.Posts.Single().Body, out var jws));
        Assert.Equal(PublishedKey.Thumbprint, jws.KeyId);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {"type":"report","log":"log.test/evaluation","period":"2018-06","scheme":"2018.1","ratings":[9,12,30],"summary":"总体平稳",
             "statistics":{"rated":3,"byColour":{"green":2,"red":1},"byClass":{"nodes":{"green":2,"red":1}},"byUnit":{"FGW":{"red":1},"LSJ":{"green":2}},
                           "divergences":{"weather":1},"unrated":{"notReported":2,"suspended":1},"corrections":0},
             "issuedAt":"2018-07-05T01:02:03.000Z"}
            """), JsonNode.Parse(jws.Payload)));
    }

    [Fact]
    public async Task Without_a_second_mark_it_is_signed_only_when_told_so_with_the_sealed_rating_and_no_figures()
    {
        await using var service = await FakeService.StartAsync(
            ("GET /api/v1/ratings", 200, $$"""{"items":[{{Rating(9, "green")}}],"next":null}"""),
            ("GET /api/v1/worklist", 200,
                """{"items":[{"targetId":"JA2018-009","state":"reported","scheme":"2018.1","rating":{"index":9,"colour":"green","sealed":false},"secondMark":"done"},{"targetId":"JA2018-007","state":"reported","scheme":"2018.1","rating":{"index":7,"colour":null,"sealed":true},"secondMark":"due"}],"next":null}"""),
            ("POST /api/v1/evaluation-reports", 201, $$"""{"receipt":{{FakeService.Receipt}}}"""));
        Assert.Contains("JA2018-007", (await IssueAsync(service)).MustBe(1).Error, StringComparison.Ordinal);
        Assert.Empty(service.Posts);

        Assert.Contains("2 项", (await IssueAsync(service, "--without-second-mark")).MustBe(0).Output,
            StringComparison.Ordinal);
        Assert.True(CompactJws.TryParse(service.Posts.Single().Body, out var jws));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {"type":"report","log":"log.test/evaluation","period":"2018-06","scheme":"2018.1","ratings":[7,9],"summary":"总体平稳","statistics":{},
             "issuedAt":"2018-07-05T01:02:03.000Z","withoutSecondMark":["JA2018-007"]}
            """), JsonNode.Parse(jws.Payload)));
    }

    [Fact]
    public async Task A_report_on_nothing_or_under_two_schemes_is_not_signed()
    {
        await using var empty = await ServeAsync();
        (await IssueAsync(empty)).MustBe(1);
        await using var mixed = await ServeAsync(Rating(1, "red"), Rating(2, "red", "2018.2"));
        Assert.Contains("2018.1、2018.2", (await IssueAsync(mixed)).MustBe(1).Error, StringComparison.Ordinal);
        Assert.Empty(empty.Posts.Concat(mixed.Posts));
    }

    [Theory]
    [InlineData("/api/v1/reports/overview", "?period=2018-06", "--period", "2018-06")]
    [InlineData("/api/v1/reports/units.csv", "?period=2018-06", "--period", "2018-06", "--kind", "units", "--format",
        "csv")]
    [InlineData("/api/v1/reports/matrix", "?year=2018", "--year", "2018", "--kind", "matrix")]
    [InlineData("/api/v1/evaluation-reports/2018-06", "", "--period", "2018-06", "--kind", "evaluation")]
    public async Task Each_kind_has_its_address(string path, string query, params string[] args)
    {
        await using var service = await FakeService.StartAsync(($"GET {path}", 200, "\uFEFFa,b\r\n"));
        using var jtm = new Jtm().For(service);
        Assert.Equal("\uFEFFa,b\r\n", (await jtm.RunAsync(["report", "get", .. args])).MustBe(0).Output);
        Assert.Equal(query, service.Requests.Single().Query);
    }

    [Fact]
    public async Task A_report_in_a_file_is_what_was_sent_and_its_hash_is_said()
    {
        await using var service = await FakeService.StartAsync(("GET /api/v1/evaluation-reports/2018-06", 200, "abc"));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("report", "get", "--period", "2018-06", "--kind", "evaluation", "--out",
            jtm.PathOf("r.json"))).MustBe(0);
        Assert.Equal("abc", await File.ReadAllTextAsync(jtm.PathOf("r.json"), TestContext.Current.CancellationToken));
        Assert.Contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", run.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--kind", "matrix", "--period", "2018-06")]
    [InlineData("--year", "2018", "--period", "2018-06")]
    [InlineData("--kind", "evaluation", "--period", "2018-06", "--format", "csv")]
    [InlineData("--kind", "weather", "--period", "2018-06")]
    public async Task A_report_needs_its_own_period_or_year(params string[] args)
    {
        using var jtm = new Jtm();
        (await jtm.RunAsync(["report", "get", .. args])).MustBe(2);
    }
}
