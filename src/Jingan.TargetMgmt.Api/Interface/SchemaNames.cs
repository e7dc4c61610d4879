using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The name of a type's schema. Slices name their records Request and Response; with the slice in front, also
/// within a page of them, each has its own.</summary>
internal sealed class SchemaNames
{
    // A schema's name is on the wire: it stays when its type gets another.
    private static readonly Dictionary<string, string> Released = new(StringComparer.Ordinal)
    {
        ["OtherSideHealth"] = "OtherSideStanding",
        ["ImportResponse"] = "ImportTargetsResponse",
        ["ImportRowOutcome"] = "ImportTargetsRowOutcome",
    };

    private readonly ConcurrentDictionary<string, Type> _owners = new();

    /// <summary>The name of a type's schema; null for what has no schema of its own: primitives, lists,
    /// any JSON.</summary>
    /// <exception cref="InvalidOperationException">Two types share a name: one would be shown as the other.</exception>
    public string? Of(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (type == typeof(JsonElement) || OpenApiOptions.CreateDefaultSchemaReferenceId(info) is null)
        {
            return null;
        }

        var name = NameOf(type);
        name = Released.GetValueOrDefault(name, name);
        var owner = _owners.GetOrAdd(name, type);
        return owner == type
            ? name
            : throw new InvalidOperationException($"{owner} and {type} would share the schema {name}.");
    }

    private static string NameOf(Type type)
    {
        var own = type.IsGenericType
            ? $"{type.Name.Split('`')[0]}Of{string.Concat(type.GetGenericArguments().Select(NameOf))}"
            : type.Name;
        return type.DeclaringType is { } slice ? slice.Name + own : own;
    }
}
