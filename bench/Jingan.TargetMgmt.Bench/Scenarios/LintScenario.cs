using System.Globalization;
using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Schemes.Lint;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>lint</c>: checking the largest schemes the reader takes, 200 classes of 50 bands, one thread,
/// no service.</summary>
internal static class LintScenario
{
    private const int Classes = 200;
    private const int Bands = 50;
    private const int Rounds = 50;

    public static Task RunAsync(Settings settings, Results results)
    {
        results.Progress("lint: largest schemes");
        var rows = new StringBuilder("| lint | bytes | median ms | max ms |\n|---|---:|---:|---:|");
        foreach (var (what, document) in (IEnumerable<(string, byte[])>)[
            ("the example 2018.1", ColourScheme.Example2018Utf8.ToArray()),
            ($"{Classes} classes of {Bands} bands, one for each of {Classes} targets",
                Largest(i => $$"""{ "targets": ["JA2018-{{i}}"] {{Towards}}""")),
            ($"{Classes} classes of {Bands} bands, in pairs for reached and not, 100 fields, 50 layers",
                Largest(i =>
                    $$"""{ "field": ["f{{i / 2}}"], "reached": {{(i % 2 == 0 ? "true" : "false")}} {{Towards}}""")),
        ])
        {
            rows.Append(CultureInfo.InvariantCulture, $"\n| {what} | {document.Length:N0} | {Measure(document)} |");
        }

        results.Show(rows.ToString());
        return Task.CompletedTask;
    }

    private const string Towards = """, "kind": "quantitative", "direction": ["increase", "decrease"] }""";

    private static string Measure(byte[] document)
    {
        if (!ColourScheme.TryRead(document, out var scheme, out var errors))
        {
            throw new InvalidDataException($"The scheme to be measured cannot be read: {errors[0]}");
        }

        var times = new List<double>();
        for (var i = 0; i < Rounds * 2; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            SchemeLint.Check(scheme);
            times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        var measured = times.Skip(Rounds).Order().ToList(); // the first half warms up
        return string.Create(CultureInfo.InvariantCulture, $"{measured[Rounds / 2]:F1} | {measured[^1]:F1}");
    }

    // Bands that meet, from good to bad: there is nothing wrong to end a check early.
    private static byte[] Largest(Func<int, string> applies)
    {
        var bands = string.Join(',', Enumerable.Range(0, Bands)
            .Select(b => (b == 0 ? "{" : $$"""{ "to": "{{Bands - b}}",""")
            + (b == Bands - 1 ? "" : $$""" "from": "{{Bands - b - 1}}",""") + $$""" "colour": "c{{b}}" }"""));
        var colours = string.Join(',', Enumerable.Range(0, Bands).Select(b =>
            $$"""{ "code": "c{{b}}", "name": "c", "meaning": "m", "letter": "c", "shape": "s", "hex": "#000000", "rank": {{b}} }"""));
        var classes = string.Join(',', Enumerable.Range(0, Classes).Select(i =>
            $$"""{ "name": "k{{i}}", "applies": {{applies(i)}}, "measure": "k", "bands": [{{bands}}] }"""));
        var layers = string.Join(',', Enumerable.Range(0, Bands).Select(b =>
            $$"""{ "name": "l{{b}}", "when": { "previous": {{JsonSerializer.Serialize(Enumerable.Range(0, 11).Select(i => $"c{(b + i) % Bands}"))}}, "current": ["c48"] }, "colour": "c49" }"""));
        return Encoding.UTF8.GetBytes(
            $$"""{ "version": "largest", "title": "t", "isExample": true, "arithmetic": 1, "colours": [{{colours}}], "classes": [{{classes}}], "layers": [{{layers}}] }""");
    }
}
