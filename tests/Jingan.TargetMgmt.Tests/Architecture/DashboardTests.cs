using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>deploy/grafana/dashboard.json is one that Grafana imports as it is. What its panels ask for is held to what
/// the service exports by AlertTests.</summary>
public sealed partial class DashboardTests
{
    private const int Columns = 24, LongestUid = 40;

    // Since schema 36 a data source is named by an object; whoever imports has Grafana 9 or later.
    private const int LeastSchema = 36;

    private static readonly JsonNode Dashboard = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "deploy", "grafana", "dashboard.json")))!;

    private static readonly List<JsonNode> Panels = [.. Dashboard["panels"]!.AsArray().Select(p => p!)];

    private static readonly List<JsonNode> Variables = [.. Dashboard["templating"]!["list"]!.AsArray().Select(v => v!)];

    [Fact]
    public void It_has_what_an_import_asks_for()
    {
        Assert.True((int)Dashboard["schemaVersion"]! >= LeastSchema);
        Assert.NotEmpty((string)Dashboard["title"]!);
        Assert.Matches($"^[A-Za-z0-9_-]{{1,{LongestUid}}}$", (string)Dashboard["uid"]!);
        Assert.Null(Dashboard["id"]); // the number that it has in somebody's database
        Assert.Equal(Panels.Count, Panels.Select(p => (int)p["id"]!).Distinct().Count());
        Assert.All(Panels, panel =>
        {
            Assert.NotEmpty((string)panel["title"]!);
            Assert.Contains((string)panel["type"]!, (string[])["stat", "timeseries"]);
            var targets = panel["targets"]!.AsArray();
            Assert.NotEmpty(targets);
            Assert.Equal(targets.Count, targets.Select(t => (string)t!["refId"]!).Distinct().Count());
        });
    }

    // Of no installation's own: whoever imports chooses which Prometheus.
    [Fact]
    public void Every_data_source_is_the_variable_that_is_chosen_at_the_top()
    {
        var chosen = Assert.Single(Variables, v => (string)v["type"]! == "datasource");
        Assert.Equal(("datasource", "prometheus"), ((string?)chosen["name"], (string?)chosen["query"]));
        var named = Panels.Concat(Panels.SelectMany(p => p["targets"]!.AsArray().Select(t => t!)))
            .Concat(Variables.Where(v => v != chosen)).Select(n => n["datasource"]!).ToList();
        Assert.True(named.Count > Panels.Count);
        Assert.All(named, source => Assert.Equal(
            ("prometheus", "${datasource}"), ((string?)source["type"], (string?)source["uid"])));
    }

    [Fact]
    public void Every_variable_that_is_used_is_declared()
    {
        var declared = Variables.Select(v => (string)v["name"]!).ToHashSet();
        var used = Variable().Matches(Dashboard.ToJsonString()).Select(m => m.Groups[1].Value)
            .Where(name => !name.StartsWith("__", StringComparison.Ordinal)).ToHashSet();
        Assert.Equal(declared, used);
    }

    [Fact]
    public void No_panel_lies_on_another_or_beyond_the_edge()
    {
        var places = Panels.Select(p => Place.Of(p["gridPos"]!)).ToList();
        Assert.All(places, p => Assert.True(p is { X: >= 0, Y: >= 0, W: > 0, H: > 0 } && p.X + p.W <= Columns, $"{p}"));
        Assert.Empty(from one in places.Index()
                     from other in places.Skip(one.Index + 1)
                     where one.Item.Overlaps(other)
                     select $"{one.Item} {other}");
    }

    [Theory]
    [InlineData(0, 0, 6, 4, true)]
    [InlineData(5, 3, 6, 4, true)]
    [InlineData(6, 0, 6, 4, false)]
    [InlineData(0, 4, 6, 4, false)]
    public void A_panel_on_another_would_be_found(int x, int y, int w, int h, bool isOn) =>
        Assert.Equal(isOn, new Place(0, 0, 6, 4).Overlaps(new(x, y, w, h)));

    private sealed record Place(int X, int Y, int W, int H)
    {
        public static Place Of(JsonNode grid) =>
            new((int)grid["x"]!, (int)grid["y"]!, (int)grid["w"]!, (int)grid["h"]!);

        public bool Overlaps(Place other) =>
            X < other.X + other.W && other.X < X + W && Y < other.Y + other.H && other.Y < Y + H;
    }

    [GeneratedRegex(@"\$\{?(\w+)\}?")]
    private static partial Regex Variable();
}
