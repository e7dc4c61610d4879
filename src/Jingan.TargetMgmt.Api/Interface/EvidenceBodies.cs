using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The bodies of evidence: a form and parts that are read as they come, and files of every type that is
/// taken.</summary>
internal static class EvidenceBodies
{
    /// <summary>The schema of the form.</summary>
    public const string Form = "EvidenceForm";

    /// <summary>The status of a range that there is not: the server says it without a body.</summary>
    public const string NoSuchRange = "416";

    public static void Describe(Operation operation)
    {
        if (operation.Streams is { } streams)
        {
            operation.Json["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = Schema.Content(
                    streams.Type, streams.Type == "multipart/form-data" ? Schema.Reference(Form) : Binary()),
            };
        }

        if (operation.Name == "GetEvidence")
        {
            foreach (var status in (string[])["200", "206"])
            {
                operation.Responses[status] = new JsonObject
                {
                    ["content"] = new JsonObject(EvidenceType.All.Select(t => KeyValuePair.Create(
                        t.MediaType, (JsonNode?)new JsonObject { ["schema"] = Binary() }))),
                };
            }

            operation.Responses[NoSuchRange] = new JsonObject();
        }
    }

    public static JsonObject Binary() => new() { ["type"] = "string", ["format"] = "binary" };

    public static JsonObject OfForm() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("file"),
        ["properties"] = new JsonObject
        {
            ["file"] = Binary(),
            ["title"] = new JsonObject { ["type"] = "string", ["maxLength"] = 200 },
            ["asOf"] = new JsonObject { ["type"] = "string", ["format"] = "date" },
            ["sha256"] = Schema.Text(),
            ["size"] = new JsonObject { ["type"] = "integer", ["format"] = "int64", ["minimum"] = 1 },
        },
        ["additionalProperties"] = false,
    };
}
