using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Jingan.TargetMgmt.Http.Importing;

/// <summary>The forms an import comes in: a JSON array, or a table. Rows are counted before one of them is read.
/// </summary>
public static class ImportBody
{
    public const int MostRows = 2_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // As many characters in a cell as a spreadsheet takes, and more columns than any form has.
    private static readonly TableLimits Limits = new(MostRows + 1, 200, 32_767, RequestLimits.MaxBody);

    /// <summary>The rows of a request; none of them is a refusal too.</summary>
    public static (ImportFile<T>? File, Problem? Refusal) Of<T>(HttpContext http, ImportForm form)
        where T : class => Read<T>(http.Request.ContentType, RequestBody.BytesOf(http), form) switch
        {
            ({ Rows.Count: 0 }, null) => (null, Problem.Invalid("", new("没有可导入的行", "has no rows"))),
            var read => read,
        };

    /// <summary>The rows of a body of a media type.</summary>
    public static (ImportFile<T>? File, Problem? Unreadable) Read<T>(
        string? mediaType, ReadOnlyMemory<byte> body, ImportForm form)
        where T : class
    {
        if (MediaTypeHeaderValue.TryParse(mediaType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            var (rows, unreadable) = ReadJson<T>(form, body.Span.StartsWith(Encoding.UTF8.Preamble)
                ? body.Span[Encoding.UTF8.Preamble.Length..]
                : body.Span);
            return unreadable is null ? (new(rows, ImportReading.Literal, []), null) : (null, unreadable);
        }

        return TableReader.Read(mediaType, body, Limits) switch
        {
            ({ } table, _) => ImportTable.Read<T>(table, form),
            (_, { Code: var code }) when code == ProblemCode.TooLarge => (null, TooMany),
            var (_, refusal) => (null, refusal),
        };
    }

    private static (IReadOnlyList<ImportRow<T>>, Problem?) ReadJson<T>(ImportForm form, ReadOnlySpan<byte> body)
        where T : class
    {
        try
        {
            return CountElements(body) switch
            {
                null => ([], Problem.Invalid("", new("须为数组", "must be an array"))),
                > MostRows => ([], TooMany),
                _ => (ReadRows<T>(JsonNode.Parse(body, documentOptions: Strict)!.AsArray(), form.Id), null),
            };
        }
        catch (JsonException fault)
        {
            return ([], RequestErrors.FromJson(fault));
        }
    }

    private static IReadOnlyList<ImportRow<T>> ReadRows<T>(JsonArray array, string idMember)
        where T : class
    {
        var rows = new GatheredRows<T>();
        foreach (var (index, node) in array.Index())
        {
            rows.Add(index + 1, told => ImportRow.Of<T>(index + 1, node, idMember, [], told));
        }

        return rows.Rows;
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
