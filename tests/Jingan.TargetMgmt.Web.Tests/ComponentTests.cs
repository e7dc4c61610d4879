using Bunit;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Web.Layout;
using Jingan.TargetMgmt.Web.Quality;
using Jingan.TargetMgmt.Web.Targets;
using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>What components make of what they are given, without a browser.</summary>
public sealed class ComponentTests : BunitContext
{
    private static readonly SchemeColour[] Colours =
    [
        new("blue", "蓝", "超额", "B", "circle", "#1F5FBF", 1), new("red", "红", "落后", "R", "square", "#C62828", 4),
    ];

    [Fact]
    public void A_calibration_is_drawn_at_the_height_of_its_share_and_pale_where_there_are_few()
    {
        var drawn = Render<CalibrationDiagram>(p => p.Add(d => d.Colours, Colours).Add(d => d.Rows,
        [
            new("2018-03", "blue", new(10, 10, "1", false), 0), new("2018-06", "blue", new(0, 20, "0", false), 0),
            new("2018-06", "red", new(1, 2, "0.5", true), 3), new("2018-06", "grey", new(0, 0, null, true), 1),
        ]));
        var spots = drawn.FindAll("g path")
            .Select(p => (p.QuerySelector("title")!.TextContent, p.GetAttribute("opacity")));
        Assert.Equal(
            [("2018-03 蓝 10/10", "1"), ("2018-06 蓝 0/20", "1"), ("2018-06 红 1/2", "0.45")], spots);
        var rules = drawn.FindAll("line.rule").Select(l => l.GetAttribute("y1")).ToList();
        var heights = drawn.Find("polyline").GetAttribute("points")!.Split(' ').Select(p => p.Split(',')[1]);
        Assert.Equal([rules[^1], rules[0]], heights);
    }

    [Fact]
    public void A_year_without_an_outcome_has_an_empty_diagram()
    {
        var drawn = Render<CalibrationDiagram>(p => p.Add(d => d.Colours, Colours).Add(d => d.Rows, []));
        Assert.Empty(drawn.FindAll("path"));
    }

    [Fact]
    public void Versions_stand_side_by_side_with_what_differs_and_nothing_else()
    {
        var shown = Render<VersionTable>(p => p.Add(t => t.Versions,
        [
            new(1, "2018-01-02T00:00:00.000Z", Target("题", 7m)),
            new(2, "2018-07-01T00:00:00.000Z", Target("题", 8m) with { Change = "cityIssued", Reason = "市下达（合成）" }),
        ]));
        Assert.Equal(["变更", "理由", "全年目标"], shown.FindAll("tbody th").Select(h => h.TextContent));
        Assert.Equal(["7 套", "8 套"], shown.FindAll("tbody tr")[^1].QuerySelectorAll("td").Select(c => c.TextContent));
        Assert.Equal(["市下达", "市下达（合成）", "8 套"], shown.FindAll("strong").Select(c => c.TextContent));
    }

    [Fact]
    public void A_target_that_never_changed_says_so()
    {
        var shown = Render<VersionTable>(p => p.Add(
            t => t.Versions, [new(1, "2018-01-02T00:00:00.000Z", Target("题", 7m))]));
        Assert.Empty(shown.FindAll("table"));
        Assert.Contains("没有改过", shown.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blue", "蓝B")]
    [InlineData("mauve", "mauve")]
    [InlineData(null, "—")]
    public void A_colour_is_never_told_by_colour_alone(string? code, string text)
    {
        var shown = Render<Named>(p => p.Add(n => n.Colours, Colours).Add(n => n.Code, code));
        Assert.Equal(text, shown.Find("span").TextContent.Trim());
    }

    private static TargetView Target(string title, decimal value) =>
        new("JA2018-001", 2018, title, "", "quantitative", "LSJ", "套", value, null, null, null, null, 1);
}
