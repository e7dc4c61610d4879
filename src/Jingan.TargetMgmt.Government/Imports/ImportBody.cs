using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Government.Imports;

/// <summary>The two forms an import comes in. Rows are counted before one of them is read.</summary>
internal static class ImportBody
{
    public const int MostRows = 2_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The rows of a request; none of them is a refusal too.</summary>
    public static (IReadOnlyList<ImportRow<T>> Rows, Problem? Refusal) Of<T>(HttpContext http, CsvForm form)
        where T : class => Read<T>(
        RequestBody.MediaTypeOf(http.Request), RequestBody.BytesOf(http).Span, form) switch
        {
            ({ Count: 0 }, null) => ([], Problem.Invalid("", new("没有可导入的行", "has no rows"))),
            var read => read,
        };

    public static (IReadOnlyList<ImportRow<T>> Rows, Problem? Unreadable) Read<T>(
        string? mediaType, ReadOnlySpan<byte> body, CsvForm form)
        where T : class => mediaType switch
        {
            Csv.MediaType => ReadCsv<T>(body, form),
            "application/json" => ReadJson<T>(form, body.StartsWith(Encoding.UTF8.Preamble)
                ? body[Encoding.UTF8.Preamble.Length..]
                : body),
            _ => ([], RequestErrors.ForStatus(StatusCodes.Status415UnsupportedMediaType)),
        };

    // A row may have several lines, in quotes; so many lines as could not be rows are not parsed.
    private static (IReadOnlyList<ImportRow<T>>, Problem?) ReadCsv<T>(ReadOnlySpan<byte> body, CsvForm form)
        where T : class =>
        CsvRows.Read<T>(Encoding.UTF8.GetString(body).TrimStart('\uFEFF'), form, MostRows) switch
        {
            ({ Count: > MostRows }, _) => ([], TooMany),
            var read => read,
        };

    private static (IReadOnlyList<ImportRow<T>>, Problem?) ReadJson<T>(CsvForm form, ReadOnlySpan<byte> body)
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

    // Enough to repair a file; to read on would cost as much again for every further fault.
    private static List<ImportRow<T>> ReadRows<T>(JsonArray array, string idMember)
        where T : class
    {
        var (rows, faulty, told) = (new List<ImportRow<T>>(array.Count), 0, 0);
        foreach (var (index, node) in array.Index())
        {
            rows.Add(faulty < RequestLimits.MostErrors
                ? ImportRow<T>.Of(index + 1, node, idMember, [], told)
                : ImportRow<T>.NotRead(index + 1));
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
