using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Imports;

/// <summary>The rows of a CSV file.</summary>
internal static class CsvRows
{
    private static readonly Text BadQuotes = new("引号不成对", "has an unpaired quote");

    /// <summary>The rows of a file, numbered as a spreadsheet does; when there are more than <paramref name="most"/>,
    /// one more than that and not the rest.</summary>
    /// <remarks>A cell with line breaks stands in one row of a spreadsheet, and a blank line is a row.</remarks>
    public static (IReadOnlyList<ImportRow<T>> Rows, Problem? Unreadable) Read<T>(string text, CsvForm form, int most)
        where T : class
    {
        var hasBadQuotes = false;
        using var csv = new CsvParser(
            new StringReader(text),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                BadDataFound = _ => hasBadQuotes = true,
                IgnoreBlankLines = false,
            });
        var row = 0;
        if (!ReadNext())
        {
            return ([], Problem.Invalid("", new("文件为空", "is empty")));
        }

        // Counted before a cell is cut out of it: for every one with a bad quote the parser hands the whole row over
        // once more.
        if (csv.Count > form.Columns.Count)
        {
            return ([],
                Problem.Invalid("/header", new(
                    $"有 {csv.Count} 列，最多 {form.Columns.Count} 列",
                    $"has {csv.Count} columns, {form.Columns.Count} at most")));
        }

        var header = csv.Record!;
        if ((hasBadQuotes ? BadQuotes : HeaderFault(header, form)) is { } fault)
        {
            return ([], Problem.Invalid("/header", fault));
        }

        var (rows, faulty, told) = (new List<ImportRow<T>>(), 0, 0);
        while (rows.Count <= most && ReadNext())
        {
            rows.Add(
                faulty >= RequestLimits.MostErrors ? ImportRow<T>.NotRead(row)
                : csv.Count != header.Length
                    ? new(row, null, null,
                        [("", new Text($"应有 {header.Length} 列，实为 {csv.Count} 列",
                            $"has {csv.Count} cells instead of {header.Length}").Current)])
                : ReadCells(csv.Record!));
            faulty += rows[^1].Faults.Count > 0 ? 1 : 0;
            told += rows[^1].Faults.Count;
        }

        return (rows, null);

        // The next row with anything in it.
        bool ReadNext()
        {
            do
            {
                row++;
                if (!csv.Read())
                {
                    return false;
                }
            }
            while (csv.Count == 0 || (csv.Count == 1 && csv.RawRecord.AsSpan().TrimEnd("\r\n").IsEmpty));

            return true;
        }

        // The parser looks at quotes only when the cells are asked for.
        ImportRow<T> ReadCells(string[] cells)
        {
            var read = hasBadQuotes
                ? new(row, null, null, [("", BadQuotes.Current)])
                : ReadRow<T>(form, header, cells, row, told);
            hasBadQuotes = false;
            return read;
        }
    }

    private static Text? HeaderFault(string[] header, CsvForm form)
    {
        var (unknown, missing) = (header.Except(form.Columns).ToList(), form.Required.Except(header).ToList());
        return unknown.Count > 0
            ? new($"未知的列：{string.Join("、", unknown)}", $"unknown columns: {string.Join(", ", unknown)}")
            : missing.Count > 0
                ? new($"缺少列：{string.Join("、", missing)}", $"missing columns: {string.Join(", ", missing)}")
            : header.Distinct().Count() != header.Length ? new("列名重复", "a column appears twice")
            : null;
    }

    private static ImportRow<T> ReadRow<T>(CsvForm form, string[] header, string[] cells, int row, int told)
        where T : class
    {
        var members = new JsonObject();
        List<(string, string)> faults = [];
        foreach (var (column, cell) in header.Zip(cells).Where(c => c.Second.Length > 0))
        {
            if (form.ReadCell(column, cell) is { } value)
            {
                members[column] = value;
            }
            else
            {
                faults.Add(($"/{column}", form.CellFault(column).Current));
            }
        }

        return ImportRow<T>.Of(row, members, form.Id, faults, told);
    }
}
