using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>What every write has: a header, a query, and beside its own answer a receipt.</summary>
internal static class Writes
{
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
        var answer = operation.Responses["201"]!["content"]!["application/json"]!["schema"]!;
        var written = Schema.Resolve(document, answer).DeepClone().AsObject();
        var name = operation.Id + "Written";
        written["properties"]!["receipt"] = Schema.Nullable("Receipt");
        written["required"] = new JsonArray([.. (written["required"] as JsonArray ?? []).Select(r => r!.DeepClone()),
            "receipt"]);
        written[Schema.WrittenOf] = Schema.NameOf(answer);
        Schema.All(document)[name] = written;

        operation.Responses["201"]!["content"] = Schema.Content("application/json", Schema.Reference(name));
        // Nothing was stored just now: a dry run, or the request asks for what is so already.
        operation.Responses["200"] = new JsonObject
        {
            ["description"] = "OK",
            ["content"] = Schema.Content("application/json", Schema.Reference(name)),
        };
    }
}
