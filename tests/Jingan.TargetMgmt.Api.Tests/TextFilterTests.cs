using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A text that a list is filtered by means the same on both engines: case, width, characters that few
/// collations know, wildcards, and blanks at its ends.</summary>
/// <remarks>A new filter by text fails here until it has rows.</remarks>
public abstract class TextFilterTests(ServiceFactory service) : IAsyncLifetime
{
    private const string Any = "any";

    // Field and title of four targets that differ in what engines like to pass over.
    private static readonly IReadOnlyDictionary<string, (string Field, string Title)> Made =
        new Dictionary<string, (string, string)>
        {
            ["JA2018-951"] = ("滤 Abc", "检索 Zebra Éx"),
            ["JA2018-952"] = ("滤 abc", "检索 Ｚebra éx"),
            ["JA2018-953"] = ("滤 Ａｂｃ", "检索 𠮷 100% [a]_b"),
            ["JA2018-954"] = ("滤 Abc ", "检索 x"),
        };

    /// <summary>The route and its filter as the interface document names them, what is asked, and the numbers of the
    /// targets above that come; a status instead where it is refused.</summary>
    public static TheoryData<string, string, string, string> Filters => new()
    {
        { "/targets", "field", "滤 Abc", "951 954" },
        { "/targets", "field", "滤 abc", "952" },
        { "/targets", "field", "滤 ABC", "" },
        { "/targets", "field", "滤 Ａｂｃ", "953" },
        { "/targets", "field", "  滤 Abc   ", "951 954" },
        { "/targets", "field", "滤", "" },
        { "/targets", "field", "滤 %", "" },
        { "/targets", "field", "𠮷", "" },
        { "/targets", "field", " ", Any },
        { "/targets", "field", "", Any },
        { "/targets", "q", "zebra", "951" },
        { "/targets", "q", "ZEBRA", "951" },
        { "/targets", "q", "Ｚebra", "952" },
        { "/targets", "q", "ｚEBRA", "952" },
        { "/targets", "q", "ÉX", "951 952" },
        { "/targets", "q", "Ex", "" },
        { "/targets", "q", "  检索 x ", "954" },
        { "/targets", "q", "𠮷", "953" },
        { "/targets", "q", "𠮸", "" },
        { "/targets", "q", "检索 𠮷", "953" },
        { "/targets", "q", "[A]", "953" },
        { "/targets", "q", "_b", "953" },
        { "/targets", "q", "00%", "953" },
        { "/targets", "q", "1%0", "" },
        { "/targets", "q", "检索_x", "" },
        { "/targets", "q", "JA2018-952", "952" },
        { "/targets", "q", " ", Any },
        { "/targets", "unit", "lsj", "" },
        { "/targets", "unit", "LSJ ", "400" },
        { "/targets", "unit", "ＬＳＪ", "400" },
        { "/targets", "level", "Departmental", "400" },
        { "/targets", "level", "departmental ", "400" },
        { "/targets", "level", " ", "400" },
        { "/targets", "kind", "QUANTITATIVE", "400" },
        { "/targets", "kind", "quantitative ", "400" },
        { "/progress?period=2018-06", "state", "NotReported", "400" },
        { "/progress?period=2018-06", "state", "notReported ", "400" },
        { "/progress?period=2018-06", "state", " ", "400" },
        { "/progress?period=2018-06", "unit", "lsj", "" },
        { "/progress?period=2018-06", "unit", "LSJ ", "400" },
        { "/progress", "period", "2018-06 ", "400" },
        { "/units/{code}/template.xlsx", "period", "2018-06 ", "400" },
        { "/progress", "period", "2018-q2", "400" },
        { "/worklist", "period", "2018-06 ", "400" },
        { "/worklist.xlsx", "period", "2018-06 ", "400" },
        { "/worklist?period=2018-06", "target", "ja2018-951", "400" },
        { "/worklist?period=2018-06", "target", "JA2018-951 ", "400" },
        { "/ratings", "period", "2018-06 ", "400" },
        { "/ratings", "target", "ja2018-028", "400" },
        { "/ratings", "unit", "lsj", "" },
        { "/ratings", "unit", "LSJ ", "400" },
        { "/ratings", "colour", "red", "028" },
        { "/ratings", "colour", " red ", "028" },
        { "/ratings", "colour", "RED", "" },
        { "/ratings", "colour", "ｒed", "" },
        { "/ratings", "colour", " ", "028" },
        { "/webhooks/government/messages", "endpoint", "office ", "" },
        { "/webhooks/government/messages", "state", "dead", "" },
        { "/webhooks/government/messages", "state", "DEAD", "400" },
        { "/webhooks/evaluation/messages", "endpoint", "%", "" },
        { "/webhooks/evaluation/messages", "state", "dead ", "400" },
        { "/drafts", "period", "2018-06", "028" },
        { "/drafts", "period", "2018-06 ", "400" },
        { "/extension-requests", "period", "2018-06", "028" },
        { "/extension-requests", "period", "2018-06 ", "400" },
        { "/extension-requests", "unit", "LSJ", "028" },
        { "/extension-requests", "unit", "lsj", "" },
        { "/extension-requests", "unit", "LSJ ", "400" },
        { "/extension-requests", "state", "open", "028" },
        { "/extension-requests", "state", "granted", "" },
        { "/extension-requests", "state", "OPEN", "400" },
        { "/extension-requests", "state", "open ", "400" },
        { "/evidence", "period", "2018-06", "" },
        { "/evidence", "period", "2018-06 ", "400" },
        { "/evidence", "target", "JA2018-028", "" },
        { "/evidence", "target", "JA2018-028 ", "400" },
        { "/evidence", "unit", "LSJ", "" },
        { "/evidence", "unit", "LSJ ", "400" },
        { "/waiting", "period", "2018-06", "028" },
        { "/waiting", "period", "2018-06 ", "400" },
        { "/waiting", "unit", "LSJ", "028" },
        { "/waiting", "unit", "lsj", "" },
        { "/waiting", "unit", "LSJ ", "400" },
        { "/waiting", "onUnit", "FGW", "028" },
        { "/waiting", "onUnit", "fgw", "" },
        { "/waiting", "onUnit", "FGW ", "400" },
        { "/waiting", "target", "JA2018-028", "028" },
        { "/waiting", "target", "JA2018-028 ", "400" },
        { "/waiting", "state", "open", "028" },
        { "/waiting", "state", "answered", "" },
        { "/waiting", "state", "OPEN", "400" },
        { "/waiting", "state", "open ", "400" },
        { "/remarks", "period", "2018-06", "028" },
        { "/remarks", "period", "2018-06 ", "400" },
        { "/remarks", "unit", "LSJ", "028" },
        { "/remarks", "unit", "lsj", "" },
        { "/remarks", "unit", "LSJ ", "400" },
        { "/remarks", "target", "JA2018-028", "028" },
        { "/remarks", "target", "JA2018-028 ", "400" },
        { "/remarks", "state", "open", "028" },
        { "/remarks", "state", "answered", "" },
        { "/remarks", "state", "OPEN", "400" },
        { "/remarks", "state", "open ", "400" },
        { "/reports/overview", "period", "2018-06 ", "400" },
        { "/reports/overview.csv", "period", "2018-06 ", "400" },
        { "/reports/overview.json", "period", "2018-06 ", "400" },
        { "/reports/units", "period", "2018-06 ", "400" },
        { "/reports/units.csv", "period", "2018-06 ", "400" },
        { "/reports/units.json", "period", "2018-06 ", "400" },
        { "/reports/cooperation", "period", "2018-06 ", "400" },
        { "/reports/cooperation.csv", "period", "2018-06 ", "400" },
        { "/reports/cooperation.json", "period", "2018-06 ", "400" },
        { "/reports/completeness", "period", "2018-06 ", "400" },
        { "/reports/completeness.csv", "period", "2018-06 ", "400" },
        { "/reports/completeness.json", "period", "2018-06 ", "400" },
        { "/reports/burden", "period", "2018-06 ", "400" },
        { "/reports/burden.csv", "period", "2018-06 ", "400" },
        { "/reports/burden.json", "period", "2018-06 ", "400" },
        { "/reports/transitions?to=2018-06", "from", "2018-05 ", "400" },
        { "/reports/transitions?from=2018-05", "to", "2018-06 ", "400" },
        { "/reports/transitions.csv?to=2018-06", "from", "2018-05 ", "400" },
        { "/reports/transitions.csv?from=2018-05", "to", "2018-06 ", "400" },
        { "/reports/transitions.json?to=2018-06", "from", "2018-05 ", "400" },
        { "/reports/transitions.json?from=2018-05", "to", "2018-06 ", "400" },
        { "/reports/overview?period=2018-06", "for", "people ", "400" },
        { "/reports/overview.csv?period=2018-06", "for", "people ", "400" },
        { "/reports/overview.json?period=2018-06", "for", "people ", "400" },
        { "/reports/units?period=2018-06", "for", "people ", "400" },
        { "/reports/units.csv?period=2018-06", "for", "people ", "400" },
        { "/reports/units.json?period=2018-06", "for", "people ", "400" },
        { "/reports/matrix?year=2018", "for", "people ", "400" },
        { "/reports/matrix.csv?year=2018", "for", "people ", "400" },
        { "/reports/matrix.json?year=2018", "for", "people ", "400" },
        { "/reports/transitions?from=2018-05&to=2018-06", "for", "people ", "400" },
        { "/reports/transitions.csv?from=2018-05&to=2018-06", "for", "people ", "400" },
        { "/reports/transitions.json?from=2018-05&to=2018-06", "for", "people ", "400" },
        { "/reports/completeness?period=2018-06", "for", "people ", "400" },
        { "/reports/completeness.csv?period=2018-06", "for", "people ", "400" },
        { "/reports/completeness.json?period=2018-06", "for", "people ", "400" },
        { "/reports/cooperation?period=2018-06", "for", "people ", "400" },
        { "/reports/cooperation.csv?period=2018-06", "for", "people ", "400" },
        { "/reports/cooperation.json?period=2018-06", "for", "people ", "400" },
        { "/reports/burden?period=2018-06", "for", "people ", "400" },
        { "/reports/burden.csv?period=2018-06", "for", "people ", "400" },
        { "/reports/burden.json?period=2018-06", "for", "people ", "400" },
    };

    public async ValueTask InitializeAsync()
    {
        if ((await service.Office.ReadAsync("targets/JA2018-951")).Status == 200)
        {
            return; // of the test before
        }

        foreach (var (id, (field, title)) in Made)
        {
            var target = JsonNode.Parse($$"""
                {"id":"{{id}}","year":2018,"level":"departmental","field":"{{field}}","title":"{{title}}","requirement":"","nature":"binding","kind":"qualitative","leadUnit":"LSJ","source":"合成数据 synthetic"}
                """)!;
            var answer = await service.Office.PostAsync("targets", target.ToJsonString());
            Assert.True(answer.Status == 201, answer.Body?.ToJsonString());
        }

        var asked = await service.As("LSJ").PostAsync(
            "periods/2018-06/extension-requests", new { reason = "停电", targetId = "JA2018-028" });
        Assert.True(asked.Status == 201, asked.Body?.ToJsonString());
        Assert.Equal(200, (await service.As("LSJ").PutAsync("targets/JA2018-028/drafts/2018-06", new { })).Status);
        await service.RegisterAsync();
        var filed = await service.SubmitAsync(new
        {
            period = "2018-06", value = 3.1, narrative = "按计划推进", signatory = "负责人", difficulties = "等待批复",
            waitsFor = (object[])[new { unit = "FGW", since = "2018-06-11", what = "用地批复" }],
        });
        Assert.True(filed.Status == 201, filed.Body?.ToJsonString());
        var remarked = await service.Office.PostAsync("targets/JA2018-028/remarks", new
        {
            period = "2018-06", unit = "LSJ", revision = 1, code = "unclear", text = "请说明",
        });
        Assert.True(remarked.Status == 201, remarked.Body?.ToJsonString());
        var claims = await service.ClaimsAsync(colour: "red");
        claims["divergence"] = new JsonObject { ["code"] = "qualityDefect", ["reason"] = "现场不符" };
        await service.RatedAsync(claims);
        await service.CloseAsync();
        await service.DrawAsync(); // until then the rating is sealed
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory, MemberData(nameof(Filters))]
    public async Task A_filter_by_text_means_the_same_on_both_engines(
        string route, string filter, string asked, string expected)
    {
        var caller = route is "/drafts" or "/units/{code}/template.xlsx" ? service.As("LSJ")
            : route.StartsWith("/webhooks", StringComparison.Ordinal) ? service.As("admin")
            : service.Evaluator;
        var path = route[1..].Replace("{code}", "LSJ", StringComparison.Ordinal);
        var answer = await caller.ReadAsync(
            $"{path}{(route.Contains('?') ? "&" : "?")}{filter}={Uri.EscapeDataString(asked)}&limit=500");
        if (expected == "400")
        {
            Assert.Equal((400, "/" + filter), (answer.Status, Assert.Single(answer.Pointers)));
            return;
        }

        Assert.True(answer.Status == 200, answer.Body?.ToJsonString());
        var ids = answer.Items.Select(i => (string?)(i!["targetId"] ?? i["id"] ?? i["claims"]?["targetId"])).ToList();
        if (expected == Any)
        {
            Assert.Empty(Made.Keys.Except(ids!));
        }
        else
        {
            Assert.Equal(expected, string.Join(' ', ids.Select(id => id![^3..])));
        }
    }

    [Fact]
    public async Task Every_filter_by_text_has_rows()
    {
        var document = await service.Anonymous.ReadAsync("/openapi/v1.json");
        var filters = document["paths"].AsObject()
            .SelectMany(p => p.Value?["get"]?["parameters"]?.AsArray() ?? [], (p, q) =>
                (Route: p.Key.Replace("/api/v1", "", StringComparison.Ordinal), Parameter: q!))
            .Where(f => f.Route != "/todo.ics") // an address's key
            .Where(f => (string?)f.Parameter["in"] == "query" && (string?)f.Parameter["name"] != "after"
                && IsText(f.Parameter["schema"]!))
            .Select(f => $"{f.Route} {f.Parameter["name"]}").ToList();
        Assert.Contains("/targets field", filters);
        Assert.Empty(filters.Except(Filters.Select(row => $"{row.Data.Item1.Split('?')[0]} {row.Data.Item2}")));
    }

    private static bool IsText(JsonNode schema) => schema["$ref"] is not null
        || schema["type"]?.ToJsonString().Contains("string", StringComparison.Ordinal) == true;
}

public sealed class SqliteTextFilterTests(SqliteFactory service)
    : TextFilterTests(service), IClassFixture<SqliteFactory>;

public sealed class SqlServerTextFilterTests(SharedSqlServerFactory shared)
    : TextFilterTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
