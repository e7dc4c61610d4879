using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>The list of OWASP ASVS 5.0.0 has every requirement of levels 1 and 2 once, and names no test that is not
/// there.</summary>
public sealed partial class AsvsTests
{
    // How many requirements of levels 1 and 2 each section of version 5.0.0 has. In every one of its sections those of
    // level 3 come last, so that the numbers follow.
    private const string Sections =
        "1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 "
        + "5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 "
        + "8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 "
        + "11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 "
        + "15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2";

    private static readonly string[] States =
        ["proved", "partly", "by construction", "documented", "operator", "not applicable", "open"];

    private static readonly List<(string Number, string Level, string State, string By)> Rows =
    [
        .. Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "asvs.md"))).Select(m => (
            m.Groups["number"].Value, m.Groups["level"].Value, m.Groups["state"].Value, m.Groups["by"].Value)),
    ];

    [Fact]
    public void Every_requirement_of_levels_1_and_2_stands_there_once_in_its_order()
    {
        var expected = Sections.Split(' ').Select(s => s.Split(':')).SelectMany(s => Enumerable.Range(
            1, int.Parse(s[1], System.Globalization.CultureInfo.InvariantCulture)).Select(i => $"{s[0]}.{i}"));
        Assert.Equal(expected, Rows.Select(r => r.Number));
        Assert.Equal((70, 183), (Rows.Count(r => r.Level == "1"), Rows.Count(r => r.Level == "2")));
    }

    [Fact]
    public void What_is_said_to_be_proved_names_tests_that_there_are()
    {
        var there = Repository.Code.SelectMany(f => Declared().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups["name"].Value).ToHashSet();
        Assert.All(Rows, row =>
        {
            Assert.Contains(row.State, States);
            Assert.NotEmpty(row.By);
            var named = Named().Matches(row.By).Select(m => m.Groups["name"].Value).ToList();
            Assert.Empty(named.Except(there).Select(n => $"{row.Number} {n}"));
            Assert.True(row.State is not ("proved" or "partly") || named.Count > 0, row.Number);
        });
        Assert.DoesNotContain("NoSuchTests", there);
    }

    [Fact]
    public void The_figures_at_its_head_are_those_of_the_list()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "asvs.md"));
        var counted = Rows.CountBy(r => r.State).OrderBy(c => Array.IndexOf(States, c.Key))
            .Select(c => $"{c.Value} {c.Key}");
        Assert.Equal(counted, States.Select(s => Regex.Match(text, $@"\b\d+ {s}\b(?=[,.])").Value));
    }

    [GeneratedRegex(@"^\| v5\.0\.0-(?<number>[\d.]+) \| (?<level>[12]) \| [^|]+ \| (?<state>[^|]+) \| (?<by>[^|]+) \|$",
        RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\bclass (?<name>\w+Tests)\b")]
    private static partial Regex Declared();

    [GeneratedRegex(@"`(?<name>\w+Tests)`")]
    private static partial Regex Named();
}
