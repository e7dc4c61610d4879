using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>One row of an import: a target, or what keeps it from being one. Pointers are relative to the row.</summary>
internal sealed record ImportRow(int Row, string? Id, Target? Target, IReadOnlyList<(string Pointer, string Message)> Faults)
{
    // Only to name the row: a text that is not valid Unicode names nothing, and is refused below.
    private static string? IdOf(JsonNode? node)
    {
        try
        {
            return (node as JsonObject)?["id"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads a JSON object as a target, with the strictness of every other body.</summary>
    public static ImportRow Of(int row, JsonNode? node, IReadOnlyList<(string Pointer, string Message)> faults)
    {
        var id = IdOf(node);
        if (faults.Count > 0)
        {
            return new(row, id, null, faults);
        }

        try
        {
            return node.Deserialize<Target>(WireJson.Requests) is { } target
                ? new(row, id, target, [])
                : new(row, id, null, [("", new Text("不得为 null", "must not be null").Current)]);
        }
        catch (JsonException fault)
        {
            return new(row, id, null, [.. RequestErrors.FromJson(fault).Errors!.SelectMany(e => e.Value.Select(message => (e.Key, message)))]);
        }
        catch (InvalidOperationException)
        {
            return new(row, id, null, [("", new Text("含无效的 Unicode", "is not valid Unicode").Current)]);
        }
    }
}

/// <summary>The two forms an import comes in.</summary>
internal static class ImportBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async Task<(IReadOnlyList<ImportRow> Rows, Problem? Unreadable)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, ct);
        var mediaType = request.GetTypedHeaders().ContentType?.MediaType.Value;
        try
        {
            // Strict: bytes of another encoding are an error here, not question marks in a title for ever.
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)).TrimStart('\uFEFF');
            return mediaType switch
            {
                "text/csv" => TargetCsv.Read(text),
                "application/json" => ReadJson(text),
                _ => ([], RequestErrors.ForStatus(StatusCodes.Status415UnsupportedMediaType)),
            };
        }
        catch (DecoderFallbackException fault)
        {
            return ([], Problem.Invalid("", new(
                $"第 {fault.Index + 1} 字节起不是 UTF-8；请另存为“CSV UTF-8”后重试。", $"is not UTF-8 from byte {fault.Index + 1} on; save it as “CSV UTF-8”.")));
        }
    }

    private static (IReadOnlyList<ImportRow>, Problem?) ReadJson(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict) is JsonArray array
                ? ([.. array.Select((node, i) => ImportRow.Of(i + 1, node, []))], null)
                : ([], Problem.Invalid("", new("须为目标数组", "must be an array of targets")));
        }
        catch (JsonException fault)
        {
            return ([], RequestErrors.FromJson(fault));
        }
    }
}
