using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The members that an answer always has: all that are written also when they are null.
/// The framework says which members must be there in what is sent.</summary>
internal static class AlwaysWritten
{
    private const string Note = "x-always-written";

    public static Task NoteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        if (schema.Properties is { Count: > 0 }
            && context.JsonTypeInfo is
            {
                Kind: System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.Object,
                Properties: var members
            })
        {
            var always = members.Where(m =>
                m.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) != true).Select(m => m.Name);
            (schema.Extensions ??= new Dictionary<string, IOpenApiExtension>())[Note] =
                new JsonNodeExtension(new JsonArray([.. always.Select(n => JsonValue.Create(n))]));
        }

        return Task.CompletedTask;
    }

    public static void Require(JsonObject document, IReadOnlyList<Operation> operations)
    {
        var sent = new HashSet<string>();
        foreach (var operation in operations)
        {
            Gather(document, operation.Json["requestBody"], sent);
        }

        foreach (var (name, schema) in Schema.All(document))
        {
            if (schema![Note] is { } always && !sent.Contains(name))
            {
                schema["required"] = always.DeepClone();
            }

            schema.AsObject().Remove(Note);
        }
    }

    private static void Gather(JsonObject document, JsonNode? node, HashSet<string> names)
    {
        if (node is JsonObject one && Schema.NameOf(one) is { } name && names.Add(name))
        {
            Gather(document, Schema.Named(document, name), names);
        }

        foreach (var child in node switch
        {
            JsonObject all => all.Select(m => m.Value),
            JsonArray list => list,
            _ => Enumerable.Empty<JsonNode?>(),
        })
        {
            Gather(document, child, names);
        }
    }
}
