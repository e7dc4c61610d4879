using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Schemes;

namespace Jingan.TargetMgmt.Tests.Classification.Schemes;

/// <summary>The example scheme with one layer, to be spoilt in one place.</summary>
internal static class SchemeDocument
{
    public static JsonObject Example()
    {
        var example = JsonNode.Parse(ColourScheme.Example2018Utf8.Span)!.AsObject();
        example["layers"] = new JsonArray(Layer("two-in-a-row"));
        return example;
    }

    public static string With(Action<JsonObject> change)
    {
        var document = Example();
        change(document);
        return document.ToJsonString();
    }

    public static JsonObject Band(JsonNode? from) => new() { ["from"] = from, ["colour"] = "blue" };

    public static JsonObject Layer(string name) => new()
    {
        ["name"] = name,
        ["when"] = new JsonObject { ["previous"] = new JsonArray("yellow"), ["current"] = new JsonArray("yellow") },
        ["colour"] = "red",
    };

    /// <summary>A text or a list of that length for a member, otherwise without fault.</summary>
    public static string Long(string pointer, int length)
    {
        var numbers = Enumerable.Range(0, length);
        JsonNode value = pointer.Split('/')[^1] switch
        {
            "classes" => new JsonArray([.. numbers.Select(i => Judged($"c{i}"))]),
            "bands" => new JsonArray([.. numbers.Select(i => Band($"{i}"))]),
            "layers" => new JsonArray([.. numbers.Select(i => Layer($"l{i}"))]),
            "previous" => new JsonArray([.. numbers.Select(_ => JsonValue.Create("red"))]),
            _ => JsonValue.Create(new string('字', length)),
        };
        return value.ToJsonString();
    }

    /// <summary>Sets the member at an RFC 6901 pointer to a JSON value,
    /// or removes it where the value is empty.</summary>
    public static string Set(string pointer, string json)
    {
        var steps = pointer.Split('/')[1..];
        return With(document =>
        {
            var parent = steps[..^1].Aggregate((JsonNode)document, (node, step) => node is JsonArray array
                ? array[int.Parse(step, null)]!
                : node[step]!);
            var value = json.Length == 0 ? null : JsonNode.Parse(json);
            if (parent is JsonArray list)
            {
                list[int.Parse(steps[^1], null)] = value;
            }
            else if (json.Length == 0)
            {
                parent.AsObject().Remove(steps[^1]);
            }
            else
            {
                parent[steps[^1]] = value;
            }
        });
    }

    private static JsonObject Judged(
        string name) => new() { ["name"] = name, ["applies"] = new JsonObject(), ["measure"] = "judgement" };
}
