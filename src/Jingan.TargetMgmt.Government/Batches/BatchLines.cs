using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>Reports as NDJSON: one JSON object a line. Blank lines count and say nothing.</summary>
internal static class BatchLines
{
    public const string MediaType = "application/x-ndjson";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static BatchFile Read(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[Encoding.UTF8.Preamble.Length..];
        }

        List<ImportRow<BatchReport>> rows = [];
        var (number, faulty, told) = (0, 0, 0);
        foreach (var range in body.Split((byte)'\n'))
        {
            number++;
            var line = body[range];
            if (line.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            rows.Add(faulty >= RequestLimits.MostErrors
                ? ImportRow.NotRead<BatchReport>(number)
                : ReadLine(number, line, told));
            faulty += rows[^1].Faults.Count > 0 ? 1 : 0;
            told += rows[^1].Faults.Count;
        }

        return new(rows, 0, ImportReading.Literal, []);
    }

    private static ImportRow<BatchReport> ReadLine(int number, ReadOnlySpan<byte> line, int told)
    {
        try
        {
            return JsonNode.Parse(line, documentOptions: Strict) is JsonObject report
                ? ImportRow.Of<BatchReport>(number, report, "targetId", [], told)
                : Faulty(new("须为 JSON 对象", "must be a JSON object"));
        }
        catch (JsonException fault)
        {
            var column = fault.BytePositionInLine + 1;
            return Faulty(new($"第 {column} 字节起不是 JSON", $"is no JSON from byte {column} on"));
        }

        ImportRow<BatchReport> Faulty(Text why) => new(number, null, null, [("", why.Current)]);
    }
}
