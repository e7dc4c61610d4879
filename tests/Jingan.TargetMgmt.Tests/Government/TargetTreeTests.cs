using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;

namespace Jingan.TargetMgmt.Tests.Government;

public sealed class TargetTreeTests
{
    private static readonly SchemeColour[] Colours =
    [
        new("green", "绿", "", "G", "circle", "#2e7d32", 0), new("red", "红", "", "R", "square", "#c62828", 1),
    ];

    [Fact]
    public void Children_stand_below_their_parent_and_a_target_on_its_own_is_a_root()
    {
        var tree = Tree([Overall(1), Child(2, 1), Child(3, 1), Child(4, null)]);

        Assert.Equal(["JA2018-001", "JA2018-004"], tree.Roots.Select(r => r.TargetId.Value));
        Assert.Equal(["JA2018-002", "JA2018-003"], tree.Roots[0].Children.Select(c => c.TargetId.Value));
    }

    [Fact]
    public void An_overall_target_that_nobody_carries_is_named()
    {
        var coverage = Tree([Overall(1), Overall(2), Child(3, 1)]).Coverage;

        Assert.Equal((2, 1), (coverage.Overall, coverage.Carried));
        Assert.Equal([new TargetId("JA2018-002")], coverage.NotCarried);
    }

    [Theory]
    [InlineData("green", "red", true)]
    [InlineData("green", "green", false)]
    [InlineData("red", "green", false)]
    [InlineData("green", null, false)]
    [InlineData("green", "violet", false)]
    public void A_parent_that_looks_better_than_a_child_is_named(string parent, string? child, bool isNamed)
    {
        ReleasedColour[] ratings = child is null ? [Rating(1, parent)] : [Rating(1, parent), Rating(2, child)];

        Assert.Equal(isNamed, Tree([Overall(1), Child(2, 1)], ratings).Coverage.BetterThanChild.Count == 1);
    }

    [Fact]
    public void Colours_are_those_of_the_last_released_period()
    {
        var tree = Tree([Overall(1), Child(2, 1)], Rating(1, "red", "2018-05"), Rating(2, "green", "2018-06"));

        Assert.Equal("2018-06", tree.ColoursOf?.Value);
        Assert.Equal((null, "green"), (tree.Roots[0].Colour, tree.Roots[0].Children[0].Colour));
    }

    [Fact]
    public void Totals_of_one_unit_of_measure_are_added_and_compared()
    {
        var tree = Tree([Overall(1) with { TargetValue = 7 }, Child(2, 1), Child(3, 1)]);

        Assert.Equal(6, tree.Roots[0].ChildrenSum);
        Assert.Equal([new TargetId("JA2018-001")], tree.Coverage.SumDiffers);
        Assert.Empty(Tree([Overall(1) with { TargetValue = 6 }, Child(2, 1), Child(3, 1)]).Coverage.SumDiffers);
    }

    [Fact]
    public void What_cannot_be_added_has_no_sum()
    {
        Target[] others =
        [
            Child(3, 1) with { UnitOfMeasure = "个" }, Child(3, 1) with { Aggregation = Aggregation.Latest },
            Child(3, 1) with { Direction = Direction.Decrease }, Child(3, 1) with { TargetValue = null },
            Child(3, 1) with { Kind = TargetKind.Qualitative },
        ];

        Assert.All(others, other => Assert.Null(Tree([Overall(1), Child(2, 1), other]).Roots[0].ChildrenSum));
        Assert.Null(Tree([Overall(1)]).Roots[0].ChildrenSum);
    }

    [Fact]
    public void The_original_value_stands_beside_one_that_was_adjusted()
    {
        var tree = TargetTree.Read(
            2018, [], [Overall(1), Child(2, 1)],
            new Dictionary<TargetId, decimal?> { [new("JA2018-001")] = 5, [new("JA2018-002")] = 3 }, Colours, []);

        Assert.Equal(5, tree.Roots[0].Original);
        Assert.Null(tree.Roots[0].Children[0].Original);
    }

    [Fact]
    public void A_year_without_targets_has_no_tree()
    {
        var tree = Tree([]);

        Assert.Empty(tree.Roots);
        Assert.Null(tree.ColoursOf);
        Assert.Equal(0, tree.Coverage.Overall);
    }

    private static TargetTree.Response Tree(Target[] targets, params ReleasedColour[] ratings) => TargetTree.Read(
        2018, [], targets, new Dictionary<TargetId, decimal?>(), Colours, ratings);

    private static Target Overall(int number) => new(
        new($"JA2018-{number:000}"), 2018, TargetLevel.Overall, "美丽静安", $"目标{number}", TargetNature.Binding,
        TargetKind.Quantitative, new("LSJ"), "合成数据 synthetic", UnitOfMeasure: "万平方米", TargetValue: 6,
        Direction: Direction.Increase, Aggregation: Aggregation.Cumulative);

    private static Target Child(int number, int? parent) => Overall(number) with
    {
        Level = TargetLevel.Departmental,
        TargetValue = 3,
        ParentId = parent is { } above ? new TargetId($"JA2018-{above:000}") : null,
    };

    private static ReleasedColour Rating(int number, string colour, string period = "2018-06") => new(
        number, new('d', 64), new(period), new($"JA2018-{number:000}"), 1, new("LSJ"), colour, "2018.1", false, null,
        null);
}
