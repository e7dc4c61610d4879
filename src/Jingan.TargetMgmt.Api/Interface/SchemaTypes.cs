using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The JSON types of what a converter of ours reads and writes:
/// a converter hides from the document what it converts.</summary>
internal static class SchemaTypes
{
    // The parsers of the three types are what counts; a test holds these to them.
    private static readonly Dictionary<Type, string> Patterns = new()
    {
        [typeof(Period)] = "^(199[2-9]|[2-9][0-9]{3})-(0[1-9]|1[0-2]|Q[1-4])$",
        [typeof(TargetId)] = "^[A-Z0-9][A-Z0-9-]{3,31}$",
        [typeof(UnitCode)] = "^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$",
    };

    public static Task CompleteAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        var isNullable = Nullable.GetUnderlyingType(type) is not null
            || (!type.IsValueType && context.JsonPropertyInfo is { IsGetNullable: true });
        var absent = isNullable ? JsonSchemaType.Null : default;
        if (Patterns.TryGetValue(Nullable.GetUnderlyingType(type) ?? type, out var pattern))
        {
            (schema.Type, schema.Pattern) = (JsonSchemaType.String | absent, pattern); // as a reference: below
        }
        else if ((Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } listed)
        {
            schema.Enum =
            [
                .. ListedEnumConverter.TextsOf(listed).Select(text => (JsonNode)text),
                .. listed == type ? (JsonNode[])[] : [JsonNullSentinel.JsonNull],
            ];
        }
        else if (type == typeof(string) && schema.Type is null)
        {
            schema.Type = JsonSchemaType.String | absent;
        }
        else if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(decimal))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.Number | absent, "decimal");
        }
        else if (typeof(IEnumerable<string>).IsAssignableFrom(type))
        {
            schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String };
        }
        else if (Patterns.Keys.FirstOrDefault(id =>
            typeof(IEnumerable<>).MakeGenericType(id).IsAssignableFrom(type)) is { } ids)
        {
            schema.Items ??= new OpenApiSchemaReference(ids.Name, context.Document);
        }

        return Task.CompletedTask;
    }

    /// <summary>The ids, each once and referred to, and the enumerations, which are all texts.</summary>
    public static void Complete(JsonObject schemas)
    {
        foreach (var (type, pattern) in Patterns)
        {
            foreach (var (name, schema) in schemas.Where(s => s.Key != type.Name))
            {
                Refer(schema!, type.Name, pattern);
            }

            schemas[type.Name] = Schema.Text(pattern);
        }

        schemas[nameof(ReportingFrequency)] = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "string",
                    ["enum"] = new JsonArray(ReportingFrequency.Monthly.Text, ReportingFrequency.Quarterly.Text),
                },
                new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = Schema.Reference(nameof(Period)),
                    ["minItems"] = 1,
                    ["maxItems"] = 12,
                }),
        };
        foreach (var (_, schema) in schemas.Where(s => s.Value!["enum"] is not null))
        {
            schema!["type"] = "string";
            // who may be null says so itself
            schema["enum"] =
                new JsonArray([.. schema["enum"]!.AsArray().Where(v => v is not null).Select(v => v!.DeepClone())]);
        }
    }

    // The framework writes out what has a type, with and without a null.
    private static void Refer(JsonNode node, string name, string pattern)
    {
        foreach (var (member, value) in node is JsonObject all ? all.ToList() : [])
        {
            if ((string?)(value as JsonObject)?["pattern"] is { } own && own == pattern)
            {
                node[member] = value["type"] is JsonArray ? Schema.Nullable(name) : Schema.Reference(name);
            }
            else
            {
                Refer(value ?? "", name, pattern);
            }
        }
    }
}
