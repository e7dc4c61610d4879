using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>What leaves no trace in an assembly: unused references, and where things are written.</summary>
public sealed partial class SourceTests
{
    // architecture, "References", ADR 0013 and 0023. A new project, or a new reference, is a decision and starts here.
    private static readonly Dictionary<string, string[]> ProjectReferences = new()
    {
        ["Jingan.TransparencyLog"] = [],
        ["Jingan.TargetMgmt.Contracts"] = [],
        ["Jingan.TargetMgmt.Platform"] = ["Jingan.TargetMgmt.Contracts", "Jingan.TransparencyLog"],
        ["Jingan.TargetMgmt.Entries"] = ["Jingan.TargetMgmt.Classification", "Jingan.TargetMgmt.Contracts", "Jingan.TargetMgmt.Platform"],
        ["Jingan.TargetMgmt.Government"] = ["Jingan.TargetMgmt.Contracts", "Jingan.TargetMgmt.Entries", "Jingan.TargetMgmt.Platform"],
        ["Jingan.TargetMgmt.Classification"] = ["Jingan.TargetMgmt.Contracts"],
        ["Jingan.TargetMgmt.Evaluation"] =
            ["Jingan.TargetMgmt.Classification", "Jingan.TargetMgmt.Contracts", "Jingan.TargetMgmt.Entries", "Jingan.TargetMgmt.Platform", "Jingan.TransparencyLog"],
        ["Jingan.TargetMgmt.Reports"] = ["Jingan.TargetMgmt.Contracts", "Jingan.TargetMgmt.Platform"],
        ["Jingan.TargetMgmt.Api"] = ["Jingan.TargetMgmt.Evaluation", "Jingan.TargetMgmt.Government", "Jingan.TargetMgmt.Reports"],
        ["Jingan.TargetMgmt.Cli"] =
            ["Jingan.TargetMgmt.Classification", "Jingan.TargetMgmt.Contracts", "Jingan.TargetMgmt.Entries", "Jingan.TargetMgmt.Platform", "Jingan.TransparencyLog"],
    };

    private static readonly string[] Drivers = ["Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite", "dbup-core", "dbup-sqlite", "dbup-sqlserver"];

    [Fact]
    public void Projects_reference_each_other_exactly_as_the_architecture_says()
    {
        var found = Projects().ToDictionary(p => p.Name, p => p.Xml.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).Order(StringComparer.Ordinal).ToArray());
        Assert.Equal(ProjectReferences.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(ProjectReferences, p => Assert.Equal(p.Value, found[p.Key]));
    }

    [Fact]
    public void Only_the_platform_names_the_database_packages() => Assert.All(Projects(), project =>
    {
        var named = project.Xml.Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value).Intersect(Drivers).Order(StringComparer.Ordinal);
        Assert.Equal(project.Name == "Jingan.TargetMgmt.Platform" ? Drivers : [], named);
    });

    [Fact]
    public void Only_the_platforms_data_folder_names_a_driver()
    {
        var naming = Repository.Sources.Where(s => DriverTypes().IsMatch(s.Value)).Select(s => s.Key).ToList();
        Assert.Contains("src/Jingan.TargetMgmt.Platform/Data/SqliteDialect.cs", naming);
        Assert.All(naming, file => Assert.StartsWith("src/Jingan.TargetMgmt.Platform/Data/", file, StringComparison.Ordinal));
    }

    // Their formats are defined side by side, for the verifier's sake.
    [Theory]
    [InlineData("Government", "EvaluationEntries|RatingEntry|SecondMarkEntry|SampleEntry|ReportEntry|RefusalEntry|AssessorEntry|SchemeEntry|RatingClaims|ReportClaims|ReportDocument")]
    [InlineData("Evaluation", "GovernmentEntries|UnitEntry|TargetEntry|PeriodEntry|PeriodOpenedEntry|PeriodClosedEntry|ExtensionEntry|ProgressEntry")]
    public void A_side_names_no_entry_of_the_others_log(string side, string others) => Assert.DoesNotContain(
        Repository.Sources, s => s.Key.StartsWith($"src/Jingan.TargetMgmt.{side}/", StringComparison.Ordinal) && Regex.IsMatch(s.Value, $@"\b({others})\b"));

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        Assert.True(Repository.Sources.Count > 100, $"only {Repository.Sources.Count} files were found");
        Assert.All(Repository.Sources, s => Assert.True(s.Value.AsSpan().Count('\n') <= 300, $"{s.Key} has {s.Value.AsSpan().Count('\n')} lines"));
    }

    private static IEnumerable<(string Name, XDocument Xml)> Projects() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(f => (Path.GetFileNameWithoutExtension(f), XDocument.Load(f)));

    [GeneratedRegex(@"\b(Sqlite|Sql)(Connection|Command|Exception|Transaction|Parameter|DataReader|BulkCopy)\b|\bMicrosoft\.Data\.")]
    private static partial Regex DriverTypes();
}
