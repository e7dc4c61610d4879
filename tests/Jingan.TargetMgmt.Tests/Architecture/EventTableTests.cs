using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>Every message that the service logs stands in the operator's table under its number, and has only values
/// that may be told.</summary>
public sealed partial class EventTableTests
{
    // No name of a person, no text that somebody wrote, no token. What is new here was thought about.
    private static readonly string[] MayBeTold =
    [
        "Answer", "Attempts", "Bound", "Cause", "Certificate", "Count", "Endpoint", "En", "Every", "Fault",
        "Fingerprint", "Free", "Id", "KeyPath", "Number", "Path", "Reason", "Route", "Settings", "Sha256", "Side",
        "Size", "TraceId", "Type", "Until", "Witness", "Zh",
    ];

    private static readonly IReadOnlyList<(int Id, string Level, string Message)> Logged =
    [
        .. from source in Repository.Sources.Values
           from Match m in Attribute().Matches(source)
           select (int.Parse(m.Groups["id"].Value, System.Globalization.CultureInfo.InvariantCulture),
               m.Groups["level"].Value, string.Concat(m.Groups["part"].Captures.Select(c => c.Value))),
    ];

    [Fact]
    public void The_table_has_exactly_the_events_that_there_are_with_their_levels()
    {
        var table = Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md")))
            .Select(m => $"{m.Groups["id"].Value} {m.Groups["level"].Value}");
        Assert.True(Logged.Count > 20, $"only {Logged.Count} messages were found");
        Assert.Equal(Logged.Select(l => $"{l.Id} {l.Level}").Order(StringComparer.Ordinal), table);
    }

    [Fact]
    public void Nothing_is_logged_without_a_number_of_its_own()
    {
        Assert.Equal(Logged.Select(l => l.Id).Distinct(), Logged.Select(l => l.Id));
        Assert.Equal(Repository.Sources.Values.Sum(s => s.Split("[LoggerMessage(").Length - 1), Logged.Count);
        Assert.DoesNotContain(Repository.Sources, s => s.Key.StartsWith("src/", StringComparison.Ordinal)
            && !s.Key.Contains("TargetMgmt.Web/", StringComparison.Ordinal) && Unnumbered().IsMatch(s.Value));
    }

    [Fact]
    public void A_message_has_only_values_that_may_be_told()
    {
        var told = Logged.SelectMany(l => Value().Matches(l.Message).Select(m => m.Groups[1].Value)).Distinct();
        Assert.Empty(told.Except(MayBeTold));
    }

    [GeneratedRegex("""\[LoggerMessage\((?<id>\d+), LogLevel\.(?<level>\w+),\s*("(?<part>[^"]*)"\s*\+?\s*)+\)\]""")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^\| (?<id>\d{4}) \| (?<level>[A-Z]\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex Unnumbered();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Value();
}
