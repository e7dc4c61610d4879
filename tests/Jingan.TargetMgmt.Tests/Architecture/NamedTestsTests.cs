using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>A document that says that a test holds something names a test that there is.</summary>
public sealed partial class NamedTestsTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    private static readonly HashSet<string> Classes =
        [.. Repository.Code.SelectMany(f => Class().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value)];

    private static readonly HashSet<string> Methods =
        [.. Repository.Code.SelectMany(f => Method().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value)];

    // What was so when a decision was made stays as it was written.
    public static TheoryData<string> Documents() =>
    [
        .. Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Docs, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("adr/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Theory, MemberData(nameof(Documents))]
    public void Every_test_that_a_document_names_is_there(string document)
    {
        var text = File.ReadAllText(Path.Combine(Docs, document));
        Assert.Empty(Named().Matches(text).Where(m => !IsThere(m)).Select(m => m.Value).Distinct());
    }

    // Who could do what: each row is held by a test, or says that nothing but what it tells holds it.
    [Fact]
    public void Every_attempt_in_the_threat_model_names_its_test_or_says_that_there_is_none()
    {
        List<string> rows = [];
        var isHeld = false;
        foreach (var line in File.ReadAllLines(Path.Combine(Docs, "security.md")))
        {
            isHeld = line.EndsWith("| held by |", StringComparison.Ordinal)
                || (isHeld && line.StartsWith('|'));
            if (isHeld && !line.StartsWith("|---", StringComparison.Ordinal)
                && !line.EndsWith("| held by |", StringComparison.Ordinal))
            {
                rows.Add(line);
            }
        }

        Assert.True(rows.Count > 60, $"{rows.Count} rows");
        Assert.All(rows, row =>
        {
            var by = row.TrimEnd('|', ' ').Split('|')[^1];
            Assert.True(Named().IsMatch(by) || by.Contains("no test:", StringComparison.Ordinal), row);
        });
    }

    [Fact]
    public void A_test_that_is_not_there_would_be_found()
    {
        Assert.False(IsThere(Named().Match("`NoSuchTests`")));
        Assert.False(IsThere(Named().Match("`NamedTestsTests.No_such_method`")));
        Assert.True(IsThere(Named().Match(
            $"`NamedTestsTests.{nameof(A_test_that_is_not_there_would_be_found)}`")));
    }

    private static bool IsThere(Match named) => Classes.Contains(named.Groups["class"].Value)
        && (!named.Groups["method"].Success || Methods.Contains(named.Groups["method"].Value));

    [GeneratedRegex(@"\bclass (\w+(?:Tests|Ways))\b")]
    private static partial Regex Class();

    [GeneratedRegex(@"\bpublic (?:static |async )*(?:void|Task)\s+(\w+)\(")]
    private static partial Regex Method();

    // The groups of TwentyWaysTests are Ways.
    [GeneratedRegex(@"`(?<class>[A-Z]\w*(?:Tests|Ways))(?:\.(?<method>\w+))?`")]
    private static partial Regex Named();
}
