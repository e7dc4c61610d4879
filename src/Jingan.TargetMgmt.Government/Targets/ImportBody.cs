using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>One row of an import: a target, or what keeps it from being one.
/// Pointers are relative to the row.</summary>
internal sealed record ImportRow(
    int Row, string? Id, Target? Target, IReadOnlyList<(string Pointer, string Message)> Faults)
{
    // Only to name the row: a text that is not valid Unicode names nothing, and is refused below.
    private static string? IdOf(JsonNode? node)
    {
        try
        {
            return (node as JsonObject)?["id"] is JsonValue value && value.TryGetValue<string>(out var text)
                ? text
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // Enough to mend a row.
    private const int MostOfRow = 20;

    /// <summary>A row behind so many with faults that it was not looked at.</summary>
    public static ImportRow NotRead(int row) => new(row, null, null, []);

    /// <summary>Reads a JSON object as a target, with the strictness of every other body.</summary>
    /// <param name="faults">Of members that are not in it, because what stood there is none.</param>
    /// <param name="told">How many faults the rows before it have: an answer names so many,
    /// and no more are looked for.</param>
    public static ImportRow Of(
        int row, JsonNode? node, IReadOnlyList<(string Pointer, string Message)> faults, int told)
    {
        var id = IdOf(node);
        try
        {
            var (target, all) = JsonFaults.Read<Target>(
                node, faults, Math.Clamp(RequestLimits.MostErrors - told, 1, MostOfRow));
            return new(row, id, target, target is null && all.Count == 0
                ? [("", new Text("不得为 null", "must not be null").Current)]
                : all);
        }
        catch (InvalidOperationException)
        {
            return new(row, id, null, [("", new Text("含无效的 Unicode", "is not valid Unicode").Current)]);
        }
    }
}

/// <summary>The two forms an import comes in. Rows are counted before one of them is read.</summary>
internal static class ImportBody
{
    public const int MostRows = 2_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static (IReadOnlyList<ImportRow> Rows, Problem? Unreadable) Read(
        string? mediaType, ReadOnlySpan<byte> body) => mediaType switch
        {
            "text/csv" => ReadCsv(body),
            "application/json" => ReadJson(body.StartsWith(Encoding.UTF8.Preamble)
                ? body[Encoding.UTF8.Preamble.Length..]
                : body),
            _ => ([], RequestErrors.ForStatus(StatusCodes.Status415UnsupportedMediaType)),
        };

    // A row may have several lines, in quotes; so many lines as could not be rows are not parsed.
    private static (IReadOnlyList<ImportRow>, Problem?) ReadCsv(
        ReadOnlySpan<byte> body) => TargetCsv.Read(Encoding.UTF8.GetString(body).TrimStart('\uFEFF')) switch
        {
            ({ Count: > MostRows }, _) => ([], TooMany),
            var read => read,
        };

    private static (IReadOnlyList<ImportRow>, Problem?) ReadJson(ReadOnlySpan<byte> body)
    {
        try
        {
            return CountElements(body) switch
            {
                null => ([], Problem.Invalid("", new("须为目标数组", "must be an array of targets"))),
                > MostRows => ([], TooMany),
                _ => (ReadRows(JsonNode.Parse(body, documentOptions: Strict)!.AsArray()), null),
            };
        }
        catch (JsonException fault)
        {
            return ([], RequestErrors.FromJson(fault));
        }
    }

    // Enough to repair a file; to read on would cost as much again for every further fault.
    private static List<ImportRow> ReadRows(JsonArray array)
    {
        var (rows, faulty, told) = (new List<ImportRow>(array.Count), 0, 0);
        foreach (var (index, node) in array.Index())
        {
            rows.Add(faulty < RequestLimits.MostErrors
                ? ImportRow.Of(index + 1, node, [], told)
                : ImportRow.NotRead(index + 1));
            faulty += rows[^1].Faults.Count > 0 ? 1 : 0;
            told += rows[^1].Faults.Count;
        }

        return rows;
    }

    // Null when it is no array.
    private static int? CountElements(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var count = 0;
        while (count <= MostRows && json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            json.Skip();
            count++;
        }

        return count;
    }

    private static Problem TooMany =>
        new(ProblemCode.TooLarge, new($"一次最多导入 {MostRows} 行；请分批导入。", $"{MostRows} rows at most; import in parts."));
}
