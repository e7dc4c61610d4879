using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>Whoever types the guides into a clone finds no keys or policies among the files to commit.</summary>
public sealed partial class GuideTests
{
    [Theory]
    [InlineData("docs/walkthrough.md", 5)]
    [InlineData("docs/evaluator-guide.md", 5)]
    [InlineData("docs/department-guide.md", 5)]
    public void What_a_guide_writes_goes_where_git_does_not_look(string guide, int atLeast)
    {
        var ignored = File.ReadAllLines(Path.Combine(Repository.Root, ".gitignore"))
            .Where(l => l.StartsWith('/') && l.EndsWith('/'))
            .Select(l => l[1..])
            .ToList();
        var written = CodeOf(File.ReadAllText(Path.Combine(Repository.Root, guide)))
            .Where(line => !line.StartsWith("docker ", StringComparison.Ordinal)) // its volumes are not the clone
            .SelectMany(line => Output().Matches(line).Select(m => m.Groups["file"].Value)).ToList();

        Assert.InRange(written.Count, atLeast, 100);
        Assert.All(
            written, file => Assert.Contains(ignored, folder => file.StartsWith(folder, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> CodeOf(string markdown) =>
        markdown.Split("```").Where((_, i) => i % 2 == 1).SelectMany(block => block.Split('\n'));

    [GeneratedRegex(@"(?:\s>>?|--out|--state)\s+(?<file>[^\s<;&]+)")]
    private static partial Regex Output();
}
