using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Importing;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>Reports as NDJSON: one JSON object a line. Blank lines count and say nothing.</summary>
internal static class BatchLines
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static BatchFile Read(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[Encoding.UTF8.Preamble.Length..];
        }

        var (rows, number) = (new GatheredRows<BatchReport>(), 0);
        foreach (var range in body.Span.Split((byte)'\n'))
        {
            number++;
            var (at, line) = (number, body[range]);
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            rows.Add(at, told => ReadLine(at, line.Span, told));
        }

        return new(rows.Rows, 0, ImportReading.Literal, []);
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
