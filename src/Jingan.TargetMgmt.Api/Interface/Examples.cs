using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>An example for every body and answer: put together from the examples of the members,
/// so that it always has the form of its schema.</summary>
internal static class Examples
{
    private const int Deepest = 20;

    public static void Apply(JsonObject document, IReadOnlyList<Operation> operations)
    {
        foreach (var operation in operations)
        {
            foreach (var (mediaType, content) in operation.Json["requestBody"]?["content"]?.AsObject() ?? [])
            {
                content!["example"] = InterfaceTexts.BodyOf(operation, mediaType)
                    ?? Of(document, content["schema"]!, "", 0);
            }

            foreach (var (mediaType, content) in operation.Responses.SelectMany(r =>
                r.Value!["content"]?.AsObject() ?? []))
            {
                // Hashes and entries in binary have no example that could be read.
                if (mediaType is not (Problems.MediaType or "application/octet-stream"))
                {
                    content!["example"] = operation.Method == "get"
                        && InterfaceTexts.BodyOf(operation, mediaType) is { } text
                        ? text
                        : Of(document, content["schema"]!, "", 0);
                }
            }
        }
    }

    public static JsonObject OfProblem(ProblemCode code, string title, string detail, string error)
    {
        var problem = new JsonObject
        {
            ["type"] = $"urn:jingan:problem:{code.Code}", ["title"] = title, ["status"] = code.Status,
            ["code"] = code.Code, ["detail"] = detail,
        };
        if (code == ProblemCode.Invalid)
        {
            problem["errors"] = new JsonObject { ["/narrative"] = new JsonArray(error) };
        }

        return problem;
    }

    private static JsonNode? Of(JsonObject document, JsonNode schema, string name, int depth)
    {
        if (depth > Deepest)
        {
            return null;
        }

        if ((string?)schema["contentMediaType"] is not null)
        {
            return InterfaceTexts.SignedText;
        }

        if (Schema.NameOf(schema) is { } named)
        {
            return InterfaceTexts.OfSchema(named)?.Example?.DeepClone()
                ?? Of(document, Schema.Named(document, named),
                    (string?)Schema.Named(document, named)[Schema.WrittenOf] ?? named, depth + 1);
        }

        if (schema["enum"] is JsonArray { Count: > 0 } values)
        {
            return values[0]?.DeepClone();
        }

        return TypeOf(schema) switch
        {
            "object" => OfObject(document, schema.AsObject(), name, depth),
            "array" => schema["items"] is { } items && Of(document, items, name, depth + 1) is { } item
                ? new JsonArray(item)
                : new JsonArray(),
            "integer" => 1,
            "number" => 1,
            "boolean" => false,
            "string" => (string?)schema["format"] switch { "date" => "2018-06-30", "binary" => "%PDF-1.7", _ => "…" },
            _ => new JsonObject(),
        };
    }

    private static JsonObject OfObject(JsonObject document, JsonObject schema, string name, int depth)
    {
        var example = new JsonObject();
        foreach (var (member, of) in schema["properties"]?.AsObject() ?? [])
        {
            example[member] = InterfaceTexts.OfMember(name, member) is { HasExample: true } told
                && Fits(document, of!, told.Example)
                ? told.Example?.DeepClone()
                : Of(document, of!, name, depth + 1);
        }

        return example;
    }

    // One name may stand for a text here and for an object there.
    private static bool Fits(JsonObject document, JsonNode schema, JsonNode? example) => example is null
        ? schema["oneOf"] is not null || schema["type"] is JsonArray
        : TypeOf(Schema.Resolve(document, schema)) switch
        {
            "object" => example is JsonObject,
            "array" => example is JsonArray,
            "string" => example.GetValueKind() == JsonValueKind.String,
            "boolean" => example.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "integer" or "number" => example.GetValueKind() == JsonValueKind.Number,
            _ => true,
        };

    private static string? TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => several.Select(t => (string)t!).First(t => t != "null"),
        { } one => (string)one!,
        null => null,
    };
}
