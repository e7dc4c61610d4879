using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>Pieces of schemas in one line.</summary>
internal static class Schema
{
    /// <summary>While the document is put together: what a write's answer is beside its receipt.</summary>
    public const string WrittenOf = "x-written-of";

    private const string Prefix = "#/components/schemas/";

    public static JsonObject Reference(string name) => new() { ["$ref"] = Prefix + name };

    public static JsonObject Nullable(
        string name) => new() { ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, Reference(name)) };

    public static JsonObject Text(string? pattern = null) =>
        pattern is null ? new() { ["type"] = "string" } : new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>A body or answer of one media type.</summary>
    public static JsonObject Content(
        string mediaType, JsonNode schema) => new() { [mediaType] = new JsonObject { ["schema"] = schema } };

    /// <summary>What a schema refers to, or itself; of one that may be null too, what it is otherwise.</summary>
    public static JsonObject Resolve(JsonObject document, JsonNode schema) =>
        (string?)schema["$ref"] is { } reference ? Named(document, reference[Prefix.Length..])
        : schema["oneOf"] is JsonArray choices ? Resolve(document, choices.First(c => (string?)c!["$ref"] is not null)!)
        : schema.AsObject();

    public static JsonObject Named(JsonObject document, string name) => All(document)[name]!.AsObject();

    public static JsonObject All(JsonObject document) => document["components"]!["schemas"]!.AsObject();

    /// <summary>The name that a schema refers to; null when it is one itself.</summary>
    public static string? NameOf(JsonNode schema) =>
        ((string?)schema["$ref"] ?? (string?)(schema["oneOf"] as JsonArray)?.Select(c => c!["$ref"])
            .FirstOrDefault(r => r is not null))?[Prefix.Length..];
}
