using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Tests.Verification.Members;

/// <summary>A member of a JSON object, found by its path, and another value for it that has the same form.</summary>
internal static class AlteredMember
{
    // What only some values may stand for: another one of them.
    private static readonly Dictionary<string, string[]> Values = new()
    {
        ["kind"] = ["department", "subdistrict", "quantitative", "qualitative", "siteVisit", "document"],
        ["level"] = ["departmental", "overall"], ["nature"] = ["binding", "anticipated"],
        ["direction"] = ["increase", "decrease"], ["aggregation"] = ["cumulative", "latest"],
        ["planShape"] = ["linear", "step"], ["timeliness"] = ["onTime", "late"],
        ["cause"] = ["windowEnded", "overdue"], ["state"] = ["notReported", "suspended", "judgement"],
        ["role"] = ["reporter", "office", "evaluator"],
        ["colour"] = ["red", "yellow"], ["suggested"] = ["green", "yellow"],
        ["log"] = ["government", "evaluation", "log.test/evaluation", "log.test/other"],
        ["type"] = ["unit", "scheme"],
    };

    /// <summary>The paths of all members: into objects and the first element of lists,
    /// not into what is one document.</summary>
    public static IEnumerable<string> PathsOf(JsonNode? node, string path = "") => node switch
    {
        JsonObject { Count: > 0 } members when !IsWhole(path) =>
            members.SelectMany(m => PathsOf(m.Value, path.Length == 0 ? m.Key : $"{path}.{m.Key}")),
        JsonArray { Count: > 0 } list => PathsOf(list[0], path + "[]"),
        _ => [path],
    };

    /// <summary>The member's value; null where the object does not have it.</summary>
    public static JsonNode? Find(JsonNode root, string path) =>
        path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.').Aggregate((JsonNode?)root, (node, name) =>
            name == "[]" ? node is JsonArray { Count: > 0 } list ? list[0] : null : (node as JsonObject)?[name]);

    /// <summary>Puts another value of the same form in the member's place.</summary>
    public static void Alter(JsonNode root, string path)
    {
        var (parent, name) = path.LastIndexOf('.') is >= 0 and var dot ? (path[..dot], path[(dot + 1)..]) : ("", path);
        if (Find(root, path) is not { } node)
        {
            (parent.Length == 0 ? root : Find(root, parent)!)[name] = "x"; // null before
        }
        else if (path.Split('.')[^1] == "jws")
        {
            node.ReplaceWith(SignatureAltered((string)node!));
        }
        else if (node is JsonObject whole)
        {
            whole[whole.First().Key] = Another(path, whole.First().Value);
        }
        else
        {
            node.ReplaceWith(Another(path, node));
        }
    }

    /// <summary>The claims in a signature.</summary>
    public static JsonObject ClaimsOf(string jws) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(jws.Split('.')[1]))!.AsObject();

    /// <summary>Signs claims with the key of that id.</summary>
    public static string Sign(JsonObject claims, string jws, IEnumerable<AssessorKey> keys)
    {
        var kid = (string)JsonNode.Parse(Base64Url.DecodeFromChars(jws.Split('.')[0]))!["kid"]!;
        return keys.Single(k => k.Kid == kid).Sign(claims);
    }

    private static bool IsWhole(string path) => path.EndsWith("inputs", StringComparison.Ordinal)
        || path.EndsWith("document", StringComparison.Ordinal) || path.EndsWith("shares", StringComparison.Ordinal);

    private static string SignatureAltered(string jws)
    {
        var bytes = Base64Url.DecodeFromChars(jws.Split('.')[2]);
        bytes[^1] ^= 1;
        return $"{jws[..jws.LastIndexOf('.')]}.{Base64Url.EncodeToString(bytes)}";
    }

    private static JsonNode? Another(string path, JsonNode? value) => value?.GetValueKind() switch
    {
        null => "x",
        JsonValueKind.True => false,
        JsonValueKind.False => true,
        JsonValueKind.Number => value.GetValue<decimal>() is 1.5m ? 2.5m : value.GetValue<decimal>() + 1,
        JsonValueKind.String => Another(path, value.GetValue<string>()),
        JsonValueKind.Array => new JsonArray(path.EndsWith("omitted", StringComparison.Ordinal)
            ? "JA2018-001"
            : JsonValue.Create("x")),
        _ => throw new InvalidOperationException(path),
    };

    private static string Another(string path, string text)
    {
        var name = path.Split('.')[^1].Replace("[]", "", StringComparison.Ordinal);
        return UtcText.TryParse(text, out var instant)
            ? UtcText.Format(instant.AddDays(name is "at" or "issuedAt" or "ratedAt" ? 20 : 1))
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date.AddDays(40)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Period.TryParse(text, null, out var period)
                ? new Period($"{period.Year}-0{(period.LastMonth == 5 ? 6 : 5)}").Value
            : Values.GetValueOrDefault(name)?.Contains(text) == true
                ? Values[name].First(v => v != text && IsSame(name, v, text))
            : text.Length >= 40 && text.All(char.IsAsciiHexDigitLower) ? (text[0] == 'f' ? '0' : 'f') + text[1..]
            : text.StartsWith("JA2018-", StringComparison.Ordinal) ? text == "JA2018-003" ? "JA2018-002" : "JA2018-003"
            : text is "U01" or "U02" ? text == "U01" ? "U02" : "U01"
            : text + "1";
    }

    // Departments are not turned into targets.
    private static bool IsSame(string name, string value, string text) =>
        name != "kind" || Array.IndexOf(Values[name], value) / 2 == Array.IndexOf(Values[name], text) / 2;
}
