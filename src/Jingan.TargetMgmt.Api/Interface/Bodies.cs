using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Http.Documents;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Workbooks;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The bodies of routes that read them themselves.</summary>
internal static class Bodies
{
    private const string Jws = "[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+";

    public static void Describe(Operation operation)
    {
        if (operation.Takes is { } takes)
        {
            operation.Responses.Remove($"{AcceptedMedia.SchemaOnly}");
            operation.Json["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject(takes.Types.Select(t => KeyValuePair.Create(t, (JsonNode?)new JsonObject
                {
                    ["schema"] = SchemaOf(t, takes.Payload),
                }))),
            };
        }

        // The scheme is read by its own reader, which names every fault: for the framework it is any JSON.
        if (operation.Name is "PublishScheme" or "PreviewScheme")
        {
            operation.Json["requestBody"]!["content"] = Schema.Content(
                "application/json", Schema.Reference(SharedParts.Scheme));
        }

        if (operation.Name == "GetScheme")
        {
            operation.Responses["200"]!["content"] = Schema.Content(
                "application/json", Schema.Reference(SharedParts.Scheme));
        }

        // An entry's members are its type's: what counts is that its bytes are those that were hashed.
        if (operation.Name == "GetEntry")
        {
            operation.Responses["200"]!["content"] = Schema.Content("application/json", new JsonObject
            {
                ["type"] = "object",
            });
        }

        EvidenceBodies.Describe(operation);
        DescribeFiles(operation);
    }

    // Not to be decoded by whoever fetches it: hashes, and tables that begin with a byte order mark.
    private static void DescribeFiles(Operation operation)
    {
        foreach (var (mediaType, content) in operation.Responses.SelectMany(r => r.Value!["content"]?.AsObject() ?? []))
        {
            if (mediaType is "application/octet-stream" or Csv.MediaType or WorkbookAnswer.MediaType
                or WordAnswer.MediaType)
            {
                content!["schema"] = EvidenceBodies.Binary();
            }
        }
    }

    // A signed text is text; what it says when it is decoded has a schema of its own.
    private static JsonObject SchemaOf(string mediaType, Type? payload) => mediaType switch
    {
        CompactJws.MediaType => Signed(Schema.Text($"^{Jws}$"), payload!),
        AcceptedMedia.Lines when payload?.Name.EndsWith("Claims", StringComparison.Ordinal) != true => Spelled(
            Schema.Text(), "application/json", payload!),
        AcceptedMedia.Lines => Signed(Schema.Text($"^({Jws}\\r?\\n)*{Jws}\\r?\\n?$"), payload!),
        "application/json" => new()
        {
            ["type"] = "array",
            ["items"] = Schema.Reference(payload!.Name),
            ["minItems"] = 1,
            ["maxItems"] = 2000,
        },
        DocumentReader.Docx or WorkbookAnswer.MediaType => EvidenceBodies.Binary(),
        _ => Schema.Text(),
    };

    private static JsonObject Signed(JsonObject text, Type payload) => Spelled(text, CompactJws.MediaType, payload);

    private static JsonObject Spelled(JsonObject text, string mediaType, Type payload)
    {
        text["contentMediaType"] = mediaType;
        text["contentSchema"] = Schema.Reference(payload.Name);
        return text;
    }
}
