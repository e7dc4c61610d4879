using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Schemes.Lint;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Tests.Classification.Suggestions;

namespace Jingan.TargetMgmt.Tests.Classification.Schemes.Lint;

/// <summary>The schemes under seeds/schemes: each passes the lint, and says at its edges what its table says.</summary>
public sealed class ExampleSchemeTests
{
    private static readonly Target Monthly = Facts.Quantitative(Direction.Increase, 0, 120) with
    {
        Aggregation = Aggregation.Cumulative,
    };

    [Fact]
    public void Every_shipped_scheme_is_an_example_named_like_its_file_and_passes_the_lint()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "seeds", "schemes"), "*.json");
        Assert.Equal(3, files.Length);
        Assert.All(files, file =>
        {
            var scheme = Read(Path.GetFileNameWithoutExtension(file));
            Assert.Equal((Path.GetFileNameWithoutExtension(file), true), (scheme.Version, scheme.IsExample));
            Assert.Empty(SchemeLint.Check(scheme));
        });
    }

    // Planned for June: 60 of 120. A point of the yearly way is 1.2.
    [Theory]
    [InlineData("120", "green")]
    [InlineData("60", "green")]
    [InlineData("59.999999", "green")]
    [InlineData("48", "green")]
    [InlineData("47.999999", "yellow")]
    [InlineData("24", "yellow")]
    [InlineData("23.999999", "red")]
    [InlineData("-1", "red")]
    public void Points_behind_the_plan_in_three_colours(string actual, string colour) =>
        Assert.Equal(colour, Monthly.Reports(Dec(actual)).In("2018-06", Read("progress-gap.1")).Colour);

    [Theory]
    [InlineData("100", "green")]
    [InlineData("100.000001", "yellow")]
    [InlineData("110", "yellow")]
    [InlineData("110.000001", "red")]
    public void A_ceiling_in_three_colours(string actual, string colour) =>
        Assert.Equal(colour, Facts.Quantitative(Direction.NotExceed, null, 100).Reports(Dec(actual))
            .In("2018-06", Read("progress-gap.1")).Colour);

    [Theory]
    [InlineData("2018-06-30", "yellow")]
    [InlineData("2018-06-01", "yellow")]
    [InlineData("2018-05-31", "red")]
    public void Nodes_in_three_colours(string due, string colour) =>
        Assert.Equal(colour, Facts.Milestone(due).ReportsNodes().In("2018-06", Read("progress-gap.1")).Colour);

    [Theory]
    [InlineData("green", "40")]
    [InlineData("yellow", "39.999999")]
    [InlineData("yellow", "39", "30")]
    [InlineData("red", "39", "29.999999")]
    [InlineData("red", "39", "29", "20")]
    [InlineData("red", "39", "29", "19")]
    [InlineData("red", "39", "29", "19", "9")]
    [InlineData("green", "40", "29", "19", "9")]
    [InlineData("yellow", "39", "30", "19", "9")]
    public void Months_missed_in_a_row(string colour, string april, params string[] monthsBefore)
    {
        var earlier = monthsBefore.Select((v, i) => new EarlierReport(new($"2018-{3 - i:D2}"), Dec(v), null)).Reverse()
            .ToArray();
        Assert.Equal(colour, Monthly.Reports(Dec(april), earlier).In("2018-04", Read("missed-months.1")).Colour);
    }

    private static ColourScheme Read(string name)
    {
        Assert.True(
            ColourScheme.TryRead(File.ReadAllBytes(Path.Combine(Repository.Root, "seeds", "schemes", $"{name}.json")),
                out var scheme, out var errors), string.Join('\n', errors));
        return scheme!;
    }

    private static decimal Dec(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
