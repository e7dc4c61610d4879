using System.Reflection;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>What many operations refer to: the problem, an example of each code, the parameters of writes,
/// the scheme's format.</summary>
internal static class SharedParts
{
    /// <summary>The schema of a colour scheme; Interface/scheme.schema.json.</summary>
    public const string Scheme = "Scheme";

    public static void AddTo(JsonObject document)
    {
        document["info"] = new JsonObject { ["title"] = "静安区目标管理 · Jingan.TargetMgmt", ["version"] = "v1" };
        document.Remove("servers"); // where the document came from
        document["security"] = new JsonArray(new JsonObject { [AccessTokenHandler.SchemeName] = new JsonArray() });

        var components = document["components"]!.AsObject();
        components["securitySchemes"] = new JsonObject
        {
            [AccessTokenHandler.SchemeName] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
        };
        components["parameters"] = new JsonObject
        {
            ["IdempotencyKey"] = Parameter("Idempotency-Key", "header", new()
            {
                ["type"] = "string",
                ["minLength"] = 1,
                ["maxLength"] = 255,
                ["pattern"] = "^[!-~]+$",
            }),
            ["IfMatch"] = Parameter("If-Match", "header", Schema.Text()),
            ["DryRun"] = Parameter("dryRun", "query", new() { ["type"] = "boolean", ["default"] = false }),
        };
        components["examples"] =
            new JsonObject(ProblemCode.All.Select(c => KeyValuePair.Create(c.Code, (JsonNode?)new JsonObject())));
        var schemas = components["schemas"]!.AsObject();
        SchemaTypes.Complete(schemas);
        schemas["ProblemDetails"] = ProblemDetails();
        if (document["paths"]!["/api/v1/evidence"] is not null)
        {
            schemas[EvidenceBodies.Form] = EvidenceBodies.OfForm();
        }

        foreach (var (name, schema) in Read("scheme.schema.json"))
        {
            schemas[name] = schema!.DeepClone();
        }
    }

    /// <summary>A JSON file that lies beside this one.</summary>
    public static JsonObject Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    private static JsonObject Parameter(
        string name, string place, JsonObject schema) => new() { ["name"] = name, ["in"] = place, ["schema"] = schema };

    // RFC 9457, and what every problem of this service has beside: it may have further members, so it is not closed.
    private static JsonObject ProblemDetails() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type", "title", "status", "code", "detail"),
        ["properties"] = new JsonObject
        {
            ["type"] = Schema.Text("^urn:jingan:problem:[a-z0-9_]+$"),
            ["title"] = Schema.Text(),
            ["status"] = new JsonObject { ["type"] = "integer", ["minimum"] = 400, ["maximum"] = 599 },
            ["code"] = Schema.Text("^[a-z0-9_]+$"), // no enumeration: a code that comes later is to break no client
            ["detail"] = Schema.Text(),
            ["errors"] = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = Schema.Text(),
                    ["minItems"] = 1,
                },
            },
            ["moreErrors"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
        },
        ["additionalProperties"] = true,
    };
}
