using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Jingan.TargetMgmt.Api.Tests.Interface;

/// <summary>The reviewed document as something that answers can be held against. Read once,
/// each schema compiled once.</summary>
internal sealed partial class ReviewedInterface
{
    public const string ProblemMedia = "application/problem+json";

    private const string Root = "https://targetmgmt.localhost/openapi";

    private static readonly Lazy<ReviewedInterface> Once = new(() =>
        new(JsonNode.Parse(Golden.Read("openapi.json"))!.AsObject()));

    private readonly JsonObject _document;
    private readonly (Regex Path, JsonObject Methods)[] _paths;
    private readonly BuildOptions _options = new() { SchemaRegistry = new() };
    private readonly ConcurrentDictionary<string, JsonSchema> _compiled = new();
    private readonly Lock _building = new();

    public ReviewedInterface(JsonObject document)
    {
        _document = document;
        // A path without parameters goes before one that would take it too.
        _paths = [.. document["paths"]!.AsObject().OrderBy(p => p.Key.Count(c => c == '{'))
            .Select(p =>
                (new Regex($"^{Parameter().Replace(Regex.Escape(p.Key).Replace("\\{", "{"), m => m.Value == "{rest}" ? ".+" : "[^/]+")}$"), p.Value!.AsObject()))];
        using var schemas = JsonDocument.Parse(new JsonObject
        {
            ["$id"] = Root,
            ["$defs"] = Referring(document["components"]!["schemas"]!),
        }.ToJsonString());
        JsonSchema.Build(schemas.RootElement.Clone(), _options);
    }

    public static ReviewedInterface Instance => Once.Value;

    public JsonObject Document => _document;

    /// <summary>The methods of the path that an address leads to; null where the document has none.</summary>
    public JsonObject? MethodsOf(string address) => _paths.FirstOrDefault(p => p.Path.IsMatch(address)).Methods;

    /// <summary>What is wrong with a text as an instance of a schema of the document; null when nothing is.</summary>
    public string? FaultOf(JsonNode schema, JsonElement instance)
    {
        var found = Compiled(schema).Evaluate(instance, new EvaluationOptions { OutputFormat = OutputFormat.Flag });
        if (found.IsValid)
        {
            return null;
        }

        found = Compiled(schema).Evaluate(instance, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return string.Join("; ", (found.Details ?? []).Where(d => !d.IsValid && d.Errors is not null)
            .SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Value}")).Distinct().Take(8));
    }

    private JsonSchema Compiled(JsonNode schema)
    {
        var text = schema.ToJsonString();
        return _compiled.GetOrAdd(text, _ =>
        {
            lock (_building)
            {
                using var json = JsonDocument.Parse(Referring(schema).ToJsonString());
                return JsonSchema.Build(json.RootElement.Clone(), _options);
            }
        });
    }

    private static JsonNode Referring(JsonNode schema) =>
        JsonNode.Parse(schema.ToJsonString()
            .Replace("#/components/schemas/", Root + "#/$defs/", StringComparison.Ordinal))!;

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
