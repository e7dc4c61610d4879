using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>CSV answers: UTF-8 with BOM, CRLF, opens in Excel and WPS as it is.</summary>
public static class Csv
{
    public const string MediaType = "text/csv";

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        // by itself it sees whole CRLFs only
        ShouldQuote = cell => ConfigurationFunctions.ShouldQuote(cell)
            || cell.Field?.AsSpan().ContainsAny('\r', '\n') == true,
    };

    /// <summary>A table with a header row. Cells are text, numbers, days or null.</summary>
    public static IResult ToResult(string fileName, IEnumerable<string> header, IEnumerable<IEnumerable<object?>> rows)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Format))
        {
            WriteRow(csv, header);
            foreach (var row in rows)
            {
                WriteRow(csv, row);
            }
        }

        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
        return TypedResults.File(bytes, $"{MediaType}; charset=utf-8", fileName);
    }

    /// <summary>Whether the caller asks for CSV rather than JSON, by suffix or by Accept.</summary>
    public static bool IsWanted(HttpContext http) =>
        http.Request.Path.Value!.EndsWith(".csv", StringComparison.Ordinal)
        || (!http.Request.Path.Value.EndsWith(".json", StringComparison.Ordinal)
            && PreferredMedia.Is(http.Request, MediaType));

    private static void WriteRow(CsvWriter csv, IEnumerable<object?> cells)
    {
        foreach (var cell in cells)
        {
            if (cell is decimal or int or long)
            {
                csv.WriteField(((IFormattable)cell).ToString(null, CultureInfo.InvariantCulture), shouldQuote: false);
            }
            else if (cell is DateOnly day)
            {
                csv.WriteField(day.ToString("O", CultureInfo.InvariantCulture), shouldQuote: false);
            }
            else
            {
                csv.WriteField(cell?.ToString() is { } text ? FormulaMark.PutOn(text) : null);
            }
        }

        csv.NextRecord();
    }
}
