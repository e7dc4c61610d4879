using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>What the document says to people: in Chinese and in English, with an example of every value. The JSON files
/// beside this one are the tables of it.</summary>
internal static class InterfaceTexts
{
    /// <summary>What is said of a parameter or member.</summary>
    /// <param name="Zh">In Chinese.</param>
    /// <param name="En">In English.</param>
    /// <param name="Example">A realistic value; null where it follows from the schema.</param>
    /// <param name="HasExample">Whether the example is given; it may be null.</param>
    /// <param name="Schema">What its type does not tell: the values it has, its form, its bounds.</param>
    internal sealed record Entry(string Zh, string En, JsonNode? Example, bool HasExample, JsonObject? Schema)
    {
        public string In(bool english) => english ? En : Zh;
    }

    private static readonly JsonObject Table = Read();

    /// <summary>A parameter's entry: under the operation's name, or under its own.</summary>
    public static Entry? OfParameter(Operation operation, string name) =>
        Find("parameters", $"{operation.Name}.{name}") ?? Find("parameters", name);

    /// <summary>A member's entry: under its schema's name, or under its own.</summary>
    public static Entry? OfMember(string schema, string name) =>
        Find("members", $"{schema}.{name}") ?? Find("members", name);

    /// <summary>A compact JWS; its signature is nobody's.</summary>
    public static string SignedText => (string)Table["bodies"]!["jws"]!;

    public static Entry? OfSchema(string name) => Find("schemas", name);

    /// <summary>The body that an operation's example sends; null where it follows from the schema.</summary>
    public static JsonNode? BodyOf(Operation operation, string mediaType) =>
        Table["bodies"]![$"{operation.Name} {mediaType}"]?.DeepClone();

    public static void Apply(JsonObject document, IReadOnlyList<Operation> operations, bool isEnglish)
    {
        string Say(string section, string key) => Find(section, key)?.In(isEnglish) ?? "";

        document["info"]!["description"] = Say("document", "info");
        document["components"]!["securitySchemes"]!["Bearer"]!["description"] = Say("document", "token");
        foreach (var (_, parameter) in document["components"]!["parameters"]!.AsObject())
        {
            Tell(parameter!.AsObject(), Find("parameters", (string)parameter["name"]!), isEnglish);
        }

        foreach (var code in ProblemCode.All)
        {
            var title = isEnglish ? code.Title.En : code.Title.Zh;
            var detail = Say("document", code == ProblemCode.Invalid ? "invalidDetail" : "detail");
            document["components"]!["examples"]![code.Code] = new JsonObject
            {
                ["summary"] = title, ["value"] = Examples.OfProblem(code, title, detail, Say("document", "error")),
            };
        }

        foreach (var (name, schema) in Schema.All(document))
        {
            TellSchema((string?)schema![Schema.WrittenOf] ?? name, schema.AsObject(), isEnglish);
        }

        foreach (var operation in operations)
        {
            TellOperation(operation, isEnglish);
        }

        OrderTags(document, operations, isEnglish);
    }

    private static void TellSchema(string name, JsonObject schema, bool isEnglish)
    {
        if (OfSchema(name) is { } entry)
        {
            schema["description"] = entry.In(isEnglish);
        }

        foreach (var (member, of) in schema["properties"]?.AsObject().ToList() ?? [])
        {
            if (OfMember(name, member) is { } told)
            {
                TellMember(of!.AsObject(), told, isEnglish);
            }
        }
    }

    private static void TellMember(JsonObject member, Entry told, bool isEnglish)
    {
        foreach (var (keyword, value) in told.Schema ?? [])
        {
            // Of a list, what its items are; of what may be null, null is one of the values.
            var place = keyword is "enum" or "pattern" && member["items"] is JsonObject items ? items : member;
            place[keyword] = keyword == "enum" && place["type"] is JsonArray
                ? new JsonArray([.. value!.AsArray().Select(v => v!.DeepClone()), null])
                : value!.DeepClone();
        }

        member["description"] = told.In(isEnglish);
        foreach (var choice in member["oneOf"]?.AsArray() ?? [])
        {
            choice!.AsObject().Remove("description"); // the code's own, in one language
        }
    }

    private static void TellOperation(Operation operation, bool isEnglish)
    {
        if (!isEnglish)
        {
            operation.Json["summary"] = Find("operations", operation.Name)?.Zh
                ?? operation.Json["summary"]?.DeepClone();
        }

        foreach (var parameter in operation.Parameters.Where(p => p!["name"] is not null))
        {
            Tell(parameter!.AsObject(), OfParameter(operation, (string)parameter["name"]!), isEnglish);
        }

        if (operation.Json["requestBody"] is { } body)
        {
            body["description"] = (Find("requests", operation.Name)
                ?? OfSchema(Schema.NameOf(body["content"]!.AsObject().First().Value!["schema"]!)!))?.In(isEnglish);
        }

        var codes = Problems.Of(operation).Distinct().ToLookup(c => c.Status);
        foreach (var (status, response) in operation.Responses)
        {
            response!["description"] = string.Join("\n", (IEnumerable<string>)
            [
                Find("statuses", $"{operation.Name} {status}")?.In(isEnglish)
                ?? Find("statuses", status)!.In(isEnglish),
                .. codes[int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)].Select(c =>
                    $"- `{c.Code}` {(isEnglish ? c.Title.En : c.Title.Zh)}"),
            ]);
            foreach (var (header, told) in response["headers"]?.AsObject() ?? [])
            {
                told!["description"] = Find("headers", header)?.In(isEnglish);
            }
        }
    }

    private static void Tell(JsonObject parameter, Entry? entry, bool isEnglish)
    {
        parameter["description"] = entry?.In(isEnglish);
        if (entry?.Example is { } example)
        {
            parameter["example"] = example.DeepClone();
        }
    }

    // The order in which people meet them.
    private static void OrderTags(JsonObject document, IReadOnlyList<Operation> operations, bool isEnglish)
    {
        var tags = Table["tags"]!.AsObject();
        foreach (var operation in operations)
        {
            var given = (string)operation.Json["tags"]![0]!;
            var tag = tags.First(t => t.Value!["of"]!.AsArray().Any(o => (string)o! == given));
            operation.Json["tags"] = new JsonArray(isEnglish ? (string)tag.Value!["en"]! : tag.Key);
        }

        document["tags"] = new JsonArray([.. tags.Select(t => new JsonObject
        {
            ["name"] = isEnglish ? (string)t.Value!["en"]! : t.Key,
            ["description"] = (string)t.Value![isEnglish ? "aboutEn" : "about"]!,
        })]);
    }

    private static JsonObject Read()
    {
        var table = SharedParts.Read("texts.json");
        foreach (var part in (string[])["schemas", "members", "bodies"])
        {
            table[part] = SharedParts.Read(part + ".json");
        }

        return table;
    }

    // [zh, en, example, schema]; the last two may be left out.
    private static Entry? Find(string section, string key) => Table[section]![key] is JsonArray entry
        ? new((string)entry[0]!, (string)entry[1]!, entry.Count > 2 ? entry[2] : null, entry.Count > 2, entry.Count > 3
            ? entry[3]!.AsObject()
            : null)
        : null;
}
