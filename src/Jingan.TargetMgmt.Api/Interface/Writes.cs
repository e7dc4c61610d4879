using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>What every write has: a header, a query, and beside its own answer a receipt.</summary>
internal static class Writes
{
    private const string Json = "application/json", Written = "Written";

    public static void Describe(Operation operation, JsonObject document)
    {
        if (operation.IsKept)
        {
            operation.Parameters.Add(new JsonObject { ["$ref"] = "#/components/parameters/DryRun" });
            if (operation.Name.EndsWith("Draft", StringComparison.Ordinal))
            {
                operation.Parameters.Add(new JsonObject { ["$ref"] = "#/components/parameters/IfMatch" });
            }
        }

        if (!operation.IsWrite)
        {
            return;
        }

        operation.Parameters.Add(new JsonObject { ["$ref"] = "#/components/parameters/IdempotencyKey" });
        operation.Parameters.Add(new JsonObject { ["$ref"] = "#/components/parameters/DryRun" });

        // A schema of its own, not allOf of two: each of the two would refuse the other's members.
        var answer = operation.Responses["201"]!["content"]![Json]!["schema"]!.DeepClone();
        var written = Schema.Resolve(document, answer).DeepClone().AsObject();
        var name = operation.Id + Written;
        written["properties"]!["receipt"] = Schema.Nullable("Receipt");
        written["required"] = new JsonArray([.. (written["required"] as JsonArray ?? []).Select(r => r!.DeepClone()),
            "receipt"]);
        written[Schema.WrittenOf] = Schema.NameOf(answer);
        Schema.All(document)[name] = written;

        // Of several rows some may be stored: that has a receipt too.
        foreach (var status in (string[])["201", "207"])
        {
            var content = operation.Responses[status]?["content"];
            if (content?[Json]?["schema"] is { } own && JsonNode.DeepEquals(own, answer))
            {
                content[Json] = new JsonObject { ["schema"] = Schema.Reference(name) };
            }
        }

        // Nothing was stored just now: a dry run, or the request asks for what is so already.
        operation.Responses["200"] = new JsonObject
        {
            ["description"] = "OK", ["content"] = operation.Responses["201"]!["content"]!.DeepClone(),
        };
    }

    /// <summary>Whether a response has a receipt.</summary>
    public static bool AreIn(JsonNode response) =>
        ((string?)response["content"]?[Json]?["schema"]?["$ref"])?.EndsWith(Written, StringComparison.Ordinal) == true;
}
