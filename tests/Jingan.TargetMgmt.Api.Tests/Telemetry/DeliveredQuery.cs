using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Tests;
using YamlDotNet.RepresentationModel;

namespace Jingan.TargetMgmt.Api.Tests.Telemetry;

/// <summary>A question to Prometheus that is delivered with the service.</summary>
/// <param name="Where">The alert, or the panel and which of its questions.</param>
/// <param name="Expression">PromQL.</param>
/// <param name="Shown">The texts that tell the answer; they may name its labels.</param>
internal sealed partial record DeliveredQuery(string Where, string Expression, string Shown)
{
    // Prometheus knows these of whatever it reads.
    private static readonly string[] Own = ["job", "instance"];

    /// <summary>The figures that it asks for.</summary>
    public IEnumerable<string> Names =>
        Name().Matches(By().Replace(Matchers().Replace(Expression, ""), "")).Select(m => m.Value).Distinct();

    /// <summary>Every label that is asked for, grouped by or shown, and not there; and every value that a label never
    /// has.</summary>
    /// <param name="exported">The labels and values of each figure.</param>
    public IEnumerable<string> Faults(ILookup<string, (string Label, string Value)> exported)
    {
        foreach (Match selector in Selector().Matches(Expression))
        {
            var known = exported[selector.Groups["name"].Value].ToHashSet();
            foreach (Match matcher in Matcher().Matches(selector.Groups["matchers"].Value))
            {
                var (label, value) = (matcher.Groups["label"].Value, matcher.Groups["value"].Value);
                if (!Own.Contains(label) && !known.Any(k => k.Label == label))
                {
                    yield return $"{Where}: {selector.Groups["name"].Value} has no {label}";
                }
                else if (matcher.Groups["is"].Value == "=" && !Own.Contains(label) && !known.Contains((label, value)))
                {
                    yield return $"{Where}: {label} is never {value}";
                }
            }
        }

        var grouped = By().Matches(Expression)
            .SelectMany(m => m.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)).ToHashSet();
        foreach (var label in grouped.Where(l => Names.Any(n => !LabelsOf(n, exported).Contains(l))))
        {
            yield return $"{Where}: grouped by {label}";
        }

        var left = grouped.Count > 0 ? grouped : Names.SelectMany(n => LabelsOf(n, exported)).Concat(Own).ToHashSet();
        foreach (var label in Told().Matches(Shown).Select(m => m.Groups[1].Value).Where(l => !left.Contains(l)))
        {
            yield return $"{Where}: shows {label}";
        }
    }

    private static IEnumerable<string> LabelsOf(string name, ILookup<string, (string Label, string Value)> exported) =>
        exported[name].Select(l => l.Label).Concat(Own);

    /// <summary>All of them.</summary>
    public static IEnumerable<DeliveredQuery> All() =>
    [
        .. Alerts().Select(a => new DeliveredQuery(a["alert"], a["expr"], a["summary"] + a["action"])),
        .. from panel in Dashboard()["panels"]!.AsArray()
           from target in panel!["targets"]!.AsArray()
           select new DeliveredQuery($"{panel["title"]} {target!["refId"]}", (string)target["expr"]!,
               (string)target["legendFormat"]!),
    ];

    public static JsonNode Dashboard() => JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "deploy", "grafana", "dashboard.json")))!;

    /// <summary>Each rule, with its labels and annotations.</summary>
    public static List<Dictionary<string, string>> Alerts()
    {
        using var file = File.OpenText(Path.Combine(Repository.Root, "deploy", "prometheus", "alerts.yml"));
        var yaml = new YamlStream();
        yaml.Load(file);
        return
        [
            .. from YamlMappingNode rules in (YamlSequenceNode)yaml.Documents[0].RootNode["groups"]
               from YamlMappingNode rule in (YamlSequenceNode)rules["rules"]
               select new[] { rule, (YamlMappingNode)rule["labels"], (YamlMappingNode)rule["annotations"] }
                   .SelectMany(part => part.Children)
                   .Where(pair => pair.Value is YamlScalarNode)
                   .ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString()),
        ];
    }

    // What the service itself exports; up is Prometheus' own.
    [GeneratedRegex(@"\b(jingan|http_server|dotnet|kestrel)_\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Matchers();

    [GeneratedRegex(@"\bby \(([^)]*)\)")]
    private static partial Regex By();

    [GeneratedRegex(@"\b(?<name>\w+)\{(?<matchers>[^}]*)\}")]
    private static partial Regex Selector();

    [GeneratedRegex(@"(?<label>\w+)(?<is>=~|!~|!=|=)""(?<value>[^""]*)""")]
    private static partial Regex Matcher();

    // Of a legend {{label}}, of an alert {{ $labels.label }}.
    [GeneratedRegex(@"\{\{\s*(?:\$labels\.)?(\w+)\s*\}\}")]
    private static partial Regex Told();
}
