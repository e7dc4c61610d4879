using Jingan.TargetMgmt.Contracts;
using static Jingan.TargetMgmt.Tests.Government.Promise;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>Nodes and co-units, as the validator sees them.</summary>
public sealed class TargetPartsTests
{
    [Theory, InlineData(0, false), InlineData(1, true), InlineData(50, true), InlineData(51, false)]
    public void A_milestone_target_has_1_to_50_nodes(int count, bool accepted) => Assert.Equal(
        accepted
        ? []
        : ["/nodes"],
        Faults(Milestone with
        {
            Nodes = [.. Enumerable.Range(1, count).Select(i => new TargetNode($"N{i}", "节点", new(2018, 12, 31)))],
        }));

    [Fact]
    public void A_milestone_target_has_nodes() => Assert.Equal(["/nodes"], Faults(Milestone with { Nodes = null }));

    [Theory]
    [InlineData("N", true)]
    [InlineData("n-1_A", true)]
    [InlineData("0123456789abcdef", true)]
    [InlineData("0123456789abcdefg", false)]
    [InlineData("", false)]
    [InlineData("-N", false)]
    [InlineData("N 1", false)]
    [InlineData("节点", false)]
    [InlineData("N1\n", false)]
    public void A_node_code_is_short_and_plain(string code, bool accepted) =>
        Assert.Equal(accepted ? [] : ["/nodes/0/code"], Faults(Milestone with
        {
            Nodes = [new(code, "节点", new(2018, 12, 31))],
        }));

    [Fact]
    public void A_node_code_stands_once()
    {
        var node = Milestone.Nodes![0];
        Assert.Equal(["/nodes"], Faults(Milestone with { Nodes = [node, node with { Title = "另一" }] }));
        Assert.Empty(Faults(Milestone with { Nodes = [node, node with { Code = "n1" }] })); // codes are case-sensitive
    }

    [Theory, InlineData("2017-12-31", false), InlineData("2018-01-01", true), InlineData("2018-12-31",
        true), InlineData("2019-01-01", false)]
    public void A_node_is_due_in_the_targets_year(string due, bool accepted) => Assert.Equal(
        accepted ? [] : ["/nodes"],
        Faults(Milestone with
        {
            Nodes =
            [
                Milestone.Nodes![0],
                new("N2", "节点", DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture)),
            ],
        }));

    [Fact]
    public void A_node_says_what_is_to_be_done()
    {
        Assert.Equal(["/nodes/1/title"], Faults(Milestone with
        {
            Nodes = [Milestone.Nodes![0], new("N2", " ", new(2018, 12, 31))],
        }));
        Assert.Equal(["/nodes/0/title"], Faults(Milestone with
        {
            Nodes = [new("N1", new('节', 201), new(2018, 12, 31))],
        }));
    }

    [Theory, InlineData(0, true), InlineData(60, true), InlineData(61, false)]
    public void There_are_60_co_units_at_most(int count, bool accepted) => Assert.Equal(
        accepted
        ? []
        : ["/coUnits"],
        Faults(Qualitative with
        {
            CoUnits = [.. Enumerable.Range(1, count).Select(i => new CoUnit(new($"U{i}"), "配合"))],
        }));

    [Fact]
    public void A_unit_works_on_a_target_in_one_place_only()
    {
        Assert.Empty(Faults(Qualitative with { CoUnits = [new(new("LSJ"), "绿化"), new(new("GTJ"), "规划")] }));
        Assert.Equal(["/coUnits"], Faults(Qualitative with
        {
            CoUnits = [new(new("LSJ"), "绿化"), new(new("LSJ"), "市容")],
        }));
        Assert.Equal(["/coUnits"], Faults(Qualitative with { CoUnits = [new(Qualitative.LeadUnit, "配合")] }));
    }

    [Fact]
    public void A_co_units_part_is_a_line_or_still_open()
    {
        Assert.Empty(Faults(Qualitative with { CoUnits = [new(new("LSJ"), "绿化"), new(new("GTJ"))] }));
        Assert.Equal(["/coUnits/0/part"], Faults(Qualitative with { CoUnits = [new(new("LSJ"), new('绿', 201))] }));
        Assert.Empty(Faults(Qualitative with { CoUnits = [new(new("LSJ"), new('绿', 200), new(2019, 1, 1))] }));
    }
}
