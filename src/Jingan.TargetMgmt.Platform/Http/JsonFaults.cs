using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Platform.Http;

/// <summary>Everything that is wrong with a JSON object. The reader itself stops at the first fault, and whoever mends one wants to know of the others.</summary>
public static class JsonFaults
{
    /// <summary>So many faults of an object are enough: each is found by one more reading.</summary>
    public const int Most = 20;

    private static readonly JsonSerializerOptions WithoutRequired = new(WireJson.Requests) { RespectRequiredConstructorParameters = false };

    /// <summary>The value, or what keeps the object from being one: pointers and messages, each pointer once.</summary>
    /// <param name="node">Its faulty members are taken out of it.</param>
    /// <param name="known">Faults of members that are not in it any more.</param>
    /// <param name="most">How many faults are looked for.</param>
    /// <exception cref="InvalidOperationException">A text is not valid Unicode.</exception>
    public static (T? Value, IReadOnlyList<(string Pointer, string Message)> Faults) Read<T>(
        JsonNode? node, IReadOnlyList<(string Pointer, string Message)> known, int most = Most)
        where T : class
    {
        var faults = known.ToList();
        if (known.Count == 0 && TryRead<T>(node, WireJson.Requests, []) is (var honest, null))
        {
            return (honest, []);
        }

        // Members that were taken out are not to be missed before the last reading.
        while (faults.Count < most && TryRead<T>(node, WithoutRequired, faults) is (_, { } pointer) && TakeOut(node, pointer))
        {
        }

        AddMissing(typeof(T), node, faults);
        TryRead<T>(node, WireJson.Requests, faults);
        return (null, faults);
    }

    private static (T? Value, string? Pointer) TryRead<T>(JsonNode? node, JsonSerializerOptions options, List<(string Pointer, string Message)> faults)
        where T : class
    {
        try
        {
            return (node.Deserialize<T>(options), null);
        }
        catch (JsonException fault)
        {
            var found = RequestErrors.FromJson(fault).Errors!.SelectMany(e => e.Value.Select(message => (Pointer: e.Key, message))).ToList();
            faults.AddRange(found.Where(f => faults.All(known => known.Pointer != f.Pointer)));
            return (null, found[0].Pointer);
        }
    }

    // The reader names only the first few.
    private static void AddMissing(Type type, JsonNode? node, List<(string Pointer, string Message)> faults)
    {
        if (node is JsonObject container)
        {
            WireJson.Requests.MakeReadOnly(populateMissingResolver: true);
            var required = WireJson.Requests.GetTypeInfo(type).Properties.Where(p => p.AssociatedParameter is { HasDefaultValue: false }).Select(p => p.Name);
            faults.AddRange(required.Where(name => !container.ContainsKey(name) && faults.All(known => known.Pointer != "/" + name))
                .Select(name => ("/" + name, new Text("必填", "is required").Current)).ToList());
        }
    }

    private static bool TakeOut(JsonNode? node, string pointer)
    {
        var at = pointer.LastIndexOf('/');
        var parent = at < 0 ? null : pointer[..at].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(node, Member);
        return parent switch
        {
            JsonObject container => container.Remove(Name(pointer[(at + 1)..])),
            JsonArray list when int.TryParse(pointer.AsSpan(at + 1), out var index) && index < list.Count && list[index] is not null => Empty(list, index),
            _ => false,
        };
    }

    // The places behind it keep their numbers.
    private static bool Empty(JsonArray list, int index)
    {
        list[index] = null;
        return true;
    }

    private static JsonNode? Member(JsonNode? node, string segment) => node switch
    {
        JsonObject container => container[Name(segment)],
        JsonArray list when int.TryParse(segment, out var index) && index < list.Count => list[index],
        _ => null,
    };

    private static string Name(string segment) => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
