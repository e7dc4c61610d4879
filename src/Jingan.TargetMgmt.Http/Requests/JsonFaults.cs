using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>Every member of a JSON text that is not what it should be: the serializer stops at the first, and whoever
/// corrects one by one sends again and again.</summary>
public static class JsonFaults
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The refusal of a text that could not be read as a type.</summary>
    /// <param name="json">The text.</param>
    /// <param name="type">What it was to be.</param>
    /// <param name="first">Why it could not.</param>
    /// <param name="validate">What else is wrong with what can be read;
    /// null where that is not to be said without the rest.</param>
    public static Problem Of(
        ReadOnlyMemory<byte> json, Type type, JsonException first,
        Func<object, IEnumerable<(string Pointer, string Message)>>? validate = null)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json.Span, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return RequestErrors.FromJson(first); // no JSON, or a member twice: there is nothing to go through
        }

        // No more than can be told: each costs an exception, and a body has room for tens of thousands.
        var faults = In(node, WireJson.Requests.GetTypeInfo(type), "").Take(RequestLimits.MostErrors).ToList();
        return faults.Count == 0 ? RequestErrors.FromJson(first)
            : Problem.Invalid(validate is not null && node is JsonObject members
                ? [.. faults, .. Others(members, type, faults, validate)]
                : faults);
    }

    /// <summary>The value, or what keeps an object from being one: pointers and messages, each pointer once.</summary>
    /// <param name="node">The object; null gives neither.</param>
    /// <param name="known">Faults of members that are not in it, because what stood there is none.</param>
    /// <param name="most">How many faults are looked for.</param>
    /// <exception cref="InvalidOperationException">A text is not valid Unicode.</exception>
    public static (T? Value, IReadOnlyList<(string Pointer, string Message)> Faults) Read<T>(
        JsonNode? node, IReadOnlyList<(string Pointer, string Message)> known, int most = RequestLimits.MostErrors)
        where T : class
    {
        JsonException? first = null;
        try
        {
            var value = node.Deserialize<T>(WireJson.Requests);
            if (known.Count == 0)
            {
                return (value, []);
            }
        }
        catch (JsonException fault)
        {
            first = fault;
        }

        var found = first is null ? [] : In(node, WireJson.Requests.GetTypeInfo(typeof(T)), "");
        var faults = known.Concat(found).DistinctBy(f => f.Pointer).Take(most).ToList();
        return (null, faults.Count > 0 ? faults : [.. FaultsOf(first!)]);
    }

    // Of a body that can be read without the members at fault; else a required one is among them.
    private static List<(string Pointer, string Message)> Others(
        JsonObject members, Type type, List<(string Pointer, string Message)> faults,
        Func<object, IEnumerable<(string Pointer, string Message)>> validate)
    {
        var without = members.DeepClone().AsObject();
        var atFault = faults.Select(f => JsonPointer.FirstOf(f.Pointer)).ToHashSet();
        foreach (var member in members.Where(m => atFault.Contains(JsonPointer.Under("", m.Key))))
        {
            without.Remove(member.Key);
        }

        try
        {
            return without.Deserialize(type, WireJson.Requests) is { } body
                ? validate(body).Where(e => !atFault.Contains(JsonPointer.FirstOf(e.Pointer))).ToList()
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<(string Pointer, string Message)> FaultsOf(JsonException fault) =>
        RequestErrors.FromJson(fault).Errors!.SelectMany(e => e.Value.Select(message => (e.Key, message)));

    private static IEnumerable<(string Pointer, string Message)> In(
        JsonNode? node, JsonTypeInfo type, string pointer) => (type.Kind, node) switch
        {
            (JsonTypeInfoKind.Object, JsonObject members) => InMembers(members, type, pointer),
            (JsonTypeInfoKind.Enumerable, JsonArray items) =>
                items.SelectMany((item, i) => In(item, TypeOf(type, type.ElementType!), $"{pointer}/{i}")),
            (JsonTypeInfoKind.Dictionary, JsonObject items) => items.SelectMany(item =>
                In(item.Value, TypeOf(type, type.ElementType!), JsonPointer.Under(pointer, item.Key))),
            _ => InValue(node, type, pointer),
        };

    private static IEnumerable<(string Pointer, string Message)> InMembers(
        JsonObject members, JsonTypeInfo type, string pointer)
    {
        foreach (var (name, value) in members)
        {
            var at = JsonPointer.Under(pointer, name);
            if (type.Properties.FirstOrDefault(p => p.Name == name) is not { } member)
            {
                yield return (at, MemberFault.Unknown.Current);
            }
            else if (value is null)
            {
                if (!member.IsSetNullable)
                {
                    yield return (at, MemberFault.WrongType.Current);
                }
            }
            else
            {
                foreach (var fault in In(value, TypeOf(type, member.PropertyType), at))
                {
                    yield return fault;
                }
            }
        }

        foreach (var member in type.Properties.Where(p =>
            !members.ContainsKey(p.Name) && (p.IsRequired || p.AssociatedParameter is { HasDefaultValue: false })))
        {
            yield return (JsonPointer.Under(pointer, member.Name), MemberFault.Required.Current);
        }
    }

    private static IEnumerable<(string Pointer, string Message)> InValue(
        JsonNode? node, JsonTypeInfo type, string pointer)
    {
        try
        {
            node.Deserialize(type);
            return [];
        }
        catch (JsonException fault) when (fault is not RefusedValueException
            && ExpectedValue.Of(type.Type, node) is { } expected)
        {
            return [(pointer, expected.Current)];
        }
        catch (JsonException fault)
        {
            return FaultsOf(fault).Select(f => (pointer + f.Pointer, f.Message));
        }
        catch (InvalidOperationException)
        {
            return [(pointer, new Text("含无效的 Unicode", "is not valid Unicode").Current)];
        }
    }

    private static JsonTypeInfo TypeOf(JsonTypeInfo within, Type type) => within.Options.GetTypeInfo(type);
}
