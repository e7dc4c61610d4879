namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>No folder of a project uses another one that uses it, by any way:
/// what features share lies below them (ADR 0040).</summary>
public sealed class FolderCircleTests
{
    public static TheoryData<string> Projects() =>
        [.. Repository.Sources.Keys.Select(f => f.Split('/')[1]).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_use_each_other_in_one_direction(string project)
    {
        var prefix = $"src/{project}/";
        var sources = Repository.Sources.Where(s => s.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(s => s.Key[prefix.Length..], s => s.Value);
        Assert.NotEmpty(sources);
        Assert.Empty(new FolderGraph(sources).Circle());
    }

    [Fact]
    public void The_larger_projects_have_folders_that_use_each_other()
    {
        var sources = Repository.Sources.Where(s =>
            s.Key.StartsWith("src/Jingan.TargetMgmt.Government/", StringComparison.Ordinal)).ToDictionary();
        var reversed = sources.ToDictionary(
            s => s.Key, s => s.Key.EndsWith("Store/NodesText.cs", StringComparison.Ordinal)
            ? s.Value.Replace("internal static class NodesText\n{",
                "internal static class NodesText\n{\n    private static readonly System.Type Up = "
                    + "typeof(Progress.ProgressStore);", StringComparison.Ordinal)
                .Replace("namespace ", "using Jingan.TargetMgmt.Government.Progress;\n\nnamespace ",
                    StringComparison.Ordinal)
            : s.Value);
        Assert.NotEmpty(new FolderGraph(reversed).Circle());
    }

    // The graph would also be without circles if it saw nothing.
    [Theory]
    [InlineData("new Upper();", true)]
    [InlineData("typeof(Upper)", true)]
    [InlineData("1.Raised()", true)]
    [InlineData("$\"{Upper.Name}\"", true)]
    [InlineData("\"Upper\"", false)]
    [InlineData("1; // Upper", false)]
    public void A_circle_is_found_where_there_is_one(string used, bool isCircle)
    {
        var sources = new Dictionary<string, string>
        {
            ["Up/Upper.cs"] =
                "using P.Down;\nnamespace P.Up;\npublic static class Upper\n{\n    public static int Raised(this int "
                + "one) => Lower.Of(one);\n}\n",
            ["Down/Lower.cs"] =
                $"using P.Up;\nnamespace P.Down;\ninternal sealed class Lower\n{{\n    object Up => {used}\n}}\n",
        };
        var circle = new FolderGraph(sources).Circle();
        Assert.Equal(isCircle, circle.Count > 0);
        Assert.All(circle, step => Assert.Contains(" uses ", step, StringComparison.Ordinal));
    }

    [Fact]
    public void A_longer_way_round_is_a_circle_too()
    {
        var sources = new Dictionary<string, string>
        {
            ["A/First.cs"] = "using P.B;\nnamespace P.A;\ninternal sealed class First : Second;\n",
            ["B/Second.cs"] = "using P.C;\nnamespace P.B;\ninternal class Second : Third;\n",
            ["C/Third.cs"] = "using P.A;\nnamespace P.C;\ninternal class Third\n{\n    First? Next;\n}\n",
        };
        Assert.Equal(3, new FolderGraph(sources).Circle().Count);
    }
}
