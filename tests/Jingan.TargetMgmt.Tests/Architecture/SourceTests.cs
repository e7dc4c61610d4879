using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>What leaves no trace in an assembly: unused references, and where things are written.</summary>
public sealed partial class SourceTests
{
    // architecture, "References", ADR 0040. A new project, or a new reference, is a decision and starts here.
    private static readonly Dictionary<string, string> References = new()
    {
        ["TransparencyLog"] = "",
        ["Contracts"] = "",
        ["Signing"] = "Contracts",
        ["Classification"] = "Contracts",
        ["Sql"] = "Contracts",
        ["Log"] = "Contracts Sql TransparencyLog",
        ["Http"] = "Contracts Log Signing TransparencyLog",
        ["Government"] = "Contracts Http Log Sql",
        ["Evaluation"] = "Classification Contracts Http Log Signing Sql TransparencyLog",
        ["Reports"] = "Contracts Http",
        ["Verification"] = "Classification Contracts Signing TransparencyLog",
        ["Client"] = "Contracts Signing",
        ["Demo"] = "Client Contracts Signing",
        ["Api"] = "Evaluation Government Reports Web",
        ["Web"] = "Classification Client Contracts Signing Verification",
        ["Cli"] = "Classification Client Contracts Demo Http Log Signing Sql TransparencyLog Verification",
    };

    private static readonly string[] Drivers =
    [
        "Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite", "dbup-core", "dbup-sqlite", "dbup-sqlserver",
    ];

    [Fact]
    public void Projects_reference_each_other_exactly_as_the_architecture_says()
    {
        var found = Projects()
            .ToDictionary(p => ShortOf(p.Name), p => string.Join(' ', p.Xml.Descendants("ProjectReference")
            .Select(r => ShortOf(Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))))
                .Order(StringComparer.Ordinal)));
        Assert.Equal(References.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(References, p => Assert.Equal(p.Value, found[p.Key]));
    }

    [Fact]
    public void Only_the_sql_room_names_the_database_packages() => Assert.All(Projects(), project =>
    {
        var named = project.Xml.Descendants("PackageReference")
            .Select(p => p.Attribute("Include")!.Value)
            .Intersect(Drivers)
            .Order(StringComparer.Ordinal);
        Assert.Equal(ShortOf(project.Name) == "Sql" ? Drivers : [], named);
    });

    [Fact]
    public void Only_the_sql_room_names_a_driver()
    {
        var naming = Repository.Sources.Where(s => DriverTypes().IsMatch(s.Value)).Select(s => s.Key).ToList();
        Assert.Contains("src/Jingan.TargetMgmt.Sql/Dialects/SqliteDialect.cs", naming);
        Assert.All(naming, file => Assert.StartsWith("src/Jingan.TargetMgmt.Sql/", file, StringComparison.Ordinal));
    }

    // An auditor reads this room alone, and a browser runs it.
    [Theory]
    [InlineData(@"\bConsole\.|\bSystem\.Console\b")]
    [InlineData(@"\b(File|Directory|FileStream|FileInfo|DirectoryInfo)\.|\bnew FileStream\b")]
    [InlineData(@"\b(HttpClient|Socket|TcpClient|DbConnection)\b|\bDapper\b")]
    public void Verification_has_no_console_no_files_no_sockets_and_no_database(string outside)
    {
        Assert.DoesNotContain(Repository.Sources, s => s.Key.StartsWith(
            "src/Jingan.TargetMgmt.Verification/", StringComparison.Ordinal) && Regex.IsMatch(s.Value, outside));
        Assert.Contains(Repository.Sources, s => Regex.IsMatch(s.Value, outside));
    }

    // Their formats are defined side by side, for the verifier's sake.
    [Theory]
    [InlineData("Government",
        "EvaluationEntries|RatingEntry|SecondMarkEntry|SampleEntry|ReportEntry|RefusalEntry|AssessorEntry|"
        + "SchemeEntry|RatingClaims|ReportClaims|ReportDocument")]
    [InlineData("Evaluation",
        "GovernmentEntries|UnitEntry|TargetEntry|PeriodEntry|PeriodOpenedEntry|PeriodClosedEntry|ExtensionEntry|"
        + "ExtensionRequestEntry|ExtensionRefusalEntry|ProgressEntry|RemarkEntry|WaitingAnswerEntry|CertifiedValueEntry|"
        + "EvidenceEntry|EvidenceRemovalEntry|PublicPageEntry")]
    public void A_side_names_no_entry_of_the_others_log(string side, string others) => Assert.DoesNotContain(
        Repository.Sources,
        s => s.Key.StartsWith($"src/Jingan.TargetMgmt.{side}/", StringComparison.Ordinal)
            && Regex.IsMatch(s.Value, $@"\b({others})\b"));

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        Assert.True(Repository.Sources.Count > 100, $"only {Repository.Sources.Count} files were found");
        Assert.All(Repository.Sources, s =>
            Assert.True(s.Value.AsSpan().Count('\n') <= 300, $"{s.Key} has {s.Value.AsSpan().Count('\n')} lines"));
    }

    private static string ShortOf(string project) =>
        project.Replace("Jingan.TargetMgmt.", "", StringComparison.Ordinal)
            .Replace("Jingan.", "", StringComparison.Ordinal);

    private static IEnumerable<(string Name, XDocument Xml)> Projects() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(f => (Path.GetFileNameWithoutExtension(f), XDocument.Load(f)));

    [GeneratedRegex(
        @"\b(Sqlite|Sql)(Connection|Command|Exception|Transaction|Parameter|DataReader|BulkCopy)\b|\bMicrosoft\.Data\.")]
    private static partial Regex DriverTypes();
}
