using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Tests.Cli;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary><c>jtm verify --report</c>: a document against the log it was issued from,
/// each of them altered in one place.</summary>
public sealed class VerifyReportTests : IDisposable
{
    private static readonly string[] Shown =
    [
        "targetId", "targetVersion", "class", "colour", "suggested", "scheme", "rationale", "divergence", "basis",
        "supersedes", "reason",
    ];

    private readonly Jtm _jtm = new();
    private readonly EvaluationLog _log = new();
    private readonly List<JsonObject> _ratings = [];
    private long _from;

    public VerifyReportTests()
    {
        _log.Register();
        Rate("JA2018-001", "green");
        Rate("JA2018-002", "yellow");
        var replaced = _ratings[1];
        Rate("JA2018-002", "red", claims => EvaluationLog.Correct(claims, (long)replaced["index"]!));
        _ratings.Remove(replaced);
        _log.Rate(claims => claims["period"] = "2018-05");
        _log.Publish();
    }

    public void Dispose()
    {
        _log.Dispose();
        _jtm.Dispose();
    }

    [Fact]
    public async Task A_report_that_lists_what_was_in_force_and_counts_it_right_is_good()
    {
        Issue();
        Rate("JA2018-001", "red", claims => EvaluationLog.Correct(claims, 1)); // after the release
        Assert.Equal(2, (int)(await VerifyAsync("--json")).MustBe(0).Json["report"]!["ratings"]!);
        Assert.Contains("评估报告 2018-06", (await VerifyAsync()).MustBe(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]", "缺少")]
    [InlineData("[1,3,3]", "列了两次")]
    [InlineData("[1,2]", "列了本期当时并不现行")]
    [InlineData("[1,3,4]", "列了本期当时并不现行")]
    public async Task Signed_is_the_list_of_the_ratings_in_force(string list, string fault)
    {
        Issue(claim: claims => claims["ratings"] = JsonNode.Parse(list));
        Assert.Contains($"claims.ratings {fault}", (await VerifyAsync()).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour", "\"blue\"", "日志第 1 条不符")]
    [InlineData("targetId", "\"JA2018-009\"", "日志第 1 条不符")]
    [InlineData("rationale", "\"另一理由\"", "日志第 1 条不符")]
    [InlineData("assessor", "\"x\"", "日志第 1 条不符")]
    [InlineData("ratedAt", "\"2018-07-05T01:02:03.001Z\"", "日志第 1 条不符")]
    [InlineData("leafHash", "\"00\"", "日志第 1 条不符")]
    [InlineData("correction", "true", "日志第 1 条不符")]
    [InlineData("evidence", """[{"kind":"siteVisit","note":"无人签署"}]""", "日志第 1 条不符")]
    [InlineData("judged", """{"title":"另一题目","leadName":"甲局"}""", "日志第 1 条不符")]
    [InlineData("versionReason", "\"更正\"", "日志第 1 条不符")]
    [InlineData("index", "2", "ratings 缺少")]
    [InlineData("index", "3", "ratings 列了两次")]
    [InlineData("leadUnit", "\"FGW\"", "statistics.byUnit")]
    public async Task A_rating_in_the_document_is_what_the_log_says(string member, string value, string fault)
    {
        Issue(show: document => document["ratings"]![0]![member] = JsonNode.Parse(value));
        Assert.Contains(fault, (await VerifyAsync()).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("summary", "\"一切良好\"", "summary")]
    [InlineData("scheme", "\"2018.2\"", "scheme")]
    [InlineData("statistics", "{}", "statistics 与所签")]
    [InlineData("statistics", "null", "statistics 与所签")]
    [InlineData("issuedAt", "\"2018-07-06T01:02:03.000Z\"", "issuedAt")]
    [InlineData("unrated", "[]", "statistics.unrated")]
    [InlineData("jws", "\"x\"", "jws")]
    public async Task The_document_is_what_was_signed(string member, string value, string fault)
    {
        Issue(show: document => document[member] = JsonNode.Parse(value));
        Assert.Contains(fault, (await VerifyAsync()).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_figures_are_counted_again()
    {
        Issue(claim: claims => claims["statistics"]!["byColour"] = new JsonObject { ["green"] = 2 });
        Assert.Contains("statistics.byColour 为 {\"green\":2}，重算为 {\"green\":1,\"red\":1}",
            (await VerifyAsync()).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_nobody_can_count_again_are_said_unless_they_are_marked_as_such()
    {
        Issue(claim: claims => claims["statistics"]!["other"] = "0.5");
        (await VerifyAsync()).MustBe(0);
    }

    [Fact]
    public async Task One_byte_more_or_another_order_is_another_document()
    {
        Issue();
        var bytes = await File.ReadAllBytesAsync(_jtm.PathOf("report"), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            _jtm.PathOf("report"), [.. bytes, (byte)'\n'], TestContext.Current.CancellationToken);
        Assert.Contains("SHA-256", (await VerifyAsync()).MustBe(1).Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_jtm.PathOf("report"), "{", TestContext.Current.CancellationToken);
        (await VerifyAsync()).MustBe(2);
    }

    [Fact]
    public async Task A_document_logged_in_no_canonical_form_is_damage()
    {
        Issue(write: document => JsonSerializer.SerializeToUtf8Bytes(document, WireJson.Options));
        Assert.Contains("RFC 8785", (await VerifyAsync()).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_the_log_does_not_hold_or_holds_twice_is_damage()
    {
        Issue(log: false);
        Assert.Contains("没有 2018-06 的评估报告", (await VerifyAsync()).MustBe(1).Error, StringComparison.Ordinal);
        Issue();
        (await VerifyAsync()).MustBe(0);
        Issue();
        Assert.Contains("此前已在第", (await VerifyAsync()).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_all_entries_before_it_the_list_is_not_checked()
    {
        for (var i = 0; i < 300; i++)
        {
            _log.Log.Add("""{"v":1,"type":"scheme"}""");
        }

        Issue();
        (await VerifyAsync()).MustBe(0);
        File.Delete(_jtm.PathOf("log/tile/entries/000"));
        (await _jtm.RunAsync(Verify())).MustBe(2);
    }

    [Fact]
    public async Task A_file_and_a_period_or_a_receipt_do_not_go_together()
    {
        Issue();
        (await VerifyAsync("--period", "2018-06")).MustBe(2);
        (await _jtm.RunAsync("verify", _jtm.PathOf("report"), "--entry", "x", "--policy", _jtm.PathOf("policy"),
            "--report", _jtm.PathOf("report"))).MustBe(2);
    }

    private void Rate(string target, string colour, Action<JsonObject>? change = null)
    {
        JsonObject? signed = null;
        var index = _log.Rate(claims =>
        {
            (claims["targetId"], claims["colour"]) = (target, colour);
            change?.Invoke(claims);
            signed = claims;
        });
        var shown = new JsonObject
        {
            ["index"] = index,
            ["leafHash"] = _log.Log.LeafHash(index),
            ["period"] = "2018-06",
            ["leadUnit"] = "LSJ",
            ["assessor"] = _log.Key.Kid,
        };
        foreach (var member in Shown)
        {
            shown[member] = signed![member]?.DeepClone();
        }

        (shown["ratedAt"], shown["correction"]) = ("2018-07-05T01:02:03.000Z", false);
        foreach (var member in (string[])["keyCompromisedSince", "evidence", "judged", "versionReason"])
        {
            shown[member] = null;
        }

        _ratings.Add(shown);
    }

    private void Issue(
        Action<JsonObject>? claim = null, Action<JsonObject>? show = null, Func<JsonObject, byte[]>? write = null,
        bool log = true)
    {
        var statistics = JsonNode.Parse("""
            {"rated":2,"byColour":{"green":1,"red":1},"byClass":{"quantitative":{"green":1,"red":1}},"byUnit":{"LSJ":{"green":1,"red":1}},"divergences":{"qualityDefect":1},
             "unrated":{"notReported":1},"corrections":0}
            """);
        JsonObject? document = null;
        if (!log)
        {
            using var elsewhere = new EvaluationLog();
            elsewhere.Report([1, 3], Show);
        }
        else
        {
            var from = _log.Log.Size;
            _log.Report([1, 3], Show, entry =>
            {
                document!["jws"] = entry["jws"]!.DeepClone();
                show?.Invoke(document);
                entry["logSize"] = document["logs"]![1]!["size"]!.DeepClone();
                entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData((write ?? CanonicalJson.Of)(document)));
            });
            _from = from;
        }

        File.WriteAllBytes(_jtm.PathOf("report"), (write ?? CanonicalJson.Of)(document!));

        void Show(JsonObject claims)
        {
            claims["statistics"] = statistics!.DeepClone();
            claim?.Invoke(claims);
            document = new JsonObject
            {
                ["period"] = "2018-06", ["issuedAt"] = "2018-07-05T01:02:03.000Z", ["assessor"] = _log.Key.Kid,
                ["scheme"] = "2018.1",
                ["colours"] = JsonSerializer.SerializeToNode(ColourScheme.Example2018.Colours.OrderBy(c => c.Rank),
                    WireJson.Options),
                ["summary"] = claims["summary"]!.DeepClone(), ["statistics"] = claims["statistics"]!.DeepClone(),
                ["closed"] = null,
                ["ratings"] = new JsonArray([.. _ratings.Select(r => r.DeepClone())]),
                ["unrated"] = JsonNode.Parse(
                    """[{"targetId":"JA2018-003","state":"notReported","addedWhileRunning":false,"reason":null}]"""),
                ["omitted"] = new JsonArray(), ["changed"] = new JsonArray(), ["sinceClose"] = new JsonArray(),
                ["secondMarks"] = null,
                ["logs"] = JsonSerializer.SerializeToNode((LogHead[])
                    [new("government", 7, "00"),
                        new("evaluation", _log.Log.Size, Convert.ToHexStringLower(_log.Log.Root(_log.Log.Size)))],
                        WireJson.Options),
                ["refusals"] = JsonSerializer.SerializeToNode(
                    RefusalSummary.Of(_from, _log.Log.Size, []), WireJson.Options), ["jws"] = "x",
            };
        }
    }

    private Task<Run> VerifyAsync(params string[] more)
    {
        _log.Log.WriteTo(_jtm.PathOf("log"));
        File.WriteAllText(_jtm.PathOf("policy"), _log.Log.Policy);
        return _jtm.RunAsync(Verify(more));
    }

    private string[] Verify(params string[] more) =>
    [
        "verify", _jtm.PathOf("log"), "--policy", _jtm.PathOf("policy"), "--report", _jtm.PathOf("report"), .. more,
    ];
}
