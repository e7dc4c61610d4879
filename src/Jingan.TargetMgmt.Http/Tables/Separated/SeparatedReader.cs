using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Tables.Separated;

/// <summary>Reads a file of separated values (RFC 4180), as spreadsheets write it and people repair it.</summary>
/// <remarks>Rows are numbered as a spreadsheet does: a cell with line breaks stands in one row, and a blank line is a
/// row. A row may be shorter than others: Excel leaves out separators behind which there is nothing.</remarks>
internal static class SeparatedReader
{
    /// <summary>The table, or why it cannot be read.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="charset">The encoding that the sender names, if any.</param>
    /// <param name="limits">How much is read.</param>
    public static TableRead Read(
        ReadOnlySpan<byte> file, string? charset, TableLimits limits)
    {
        var (decoded, foreign) = DecodedText.Of(file, charset);
        if (decoded is null)
        {
            return new(null, Problem.Invalid("", foreign!.Value));
        }

        var (separator, text) = Separator.Of(decoded.Text);
        var hasBadQuotes = false;
        using var csv = new CsvParser(
            new StringReader(text),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = separator.ToString(),
                BadDataFound = _ => hasBadQuotes = true,
                IgnoreBlankLines = false,
            });
        List<TableRow> rows = [];
        for (var number = 1; csv.Read(); number++)
        {
            // Counted before a cell is cut out of it: for every one with a bad quote the parser hands the whole row
            // over once more.
            if (csv.Count > limits.Columns && !IsBlankBehind(csv.RawRecord, separator, limits.Columns))
            {
                return new(null, Problem.Invalid("", new(
                    $"第 {number} 行有 {csv.Count} 列，最多 {limits.Columns} 列",
                    $"has {csv.Count} columns in row {number}, {limits.Columns} at most")));
            }

            if (CellsOf(number) is { Count: > 0 } cells)
            {
                rows.Add(new(number, cells));
            }

            if (rows.Count > limits.Rows)
            {
                return new(null, new(ProblemCode.TooLarge, new(
                    $"表格有内容的行多于 {limits.Rows} 行；请分批导入。",
                    $"The table has more than {limits.Rows} rows with something in them; send it in parts.")));
            }
        }

        var name = Separator.NameOf(separator);
        return new(new(null, new($"{decoded.Encoding}，以{name.Zh}分隔", $"{decoded.Encoding}, separated by {name.En}"),
            rows, []), null);

        // The parser looks at quotes only when a cell is asked for.
        List<TableCell> CellsOf(int row)
        {
            List<TableCell> cells = [];
            for (var i = 0; i < Math.Min(csv.Count, limits.Columns); i++)
            {
                hasBadQuotes = false;
                var cell = csv[i];
                if (hasBadQuotes || !string.IsNullOrWhiteSpace(cell))
                {
                    cells.Add(cell.Length <= limits.CellCharacters
                        ? new(row, i + 1, cell, Fault: hasBadQuotes ? TableFault.BadQuotes : null)
                        : new(row, i + 1, cell[..limits.CellCharacters], Fault: TooLong(cell.Length, limits)));
                }
            }

            return cells;
        }
    }

    // Without cutting a cell out: separators within quotes are counted too, so that it is never said wrongly.
    private static bool IsBlankBehind(string record, char separator, int columns) =>
        record.AsSpan().TrimEnd([separator, ' ', '\r', '\n']).Count(separator) < columns;

    private static Text TooLong(int length, TableLimits limits) => new(
        $"有 {length} 个字符，最多 {limits.CellCharacters} 个", $"has {length} characters, {limits.CellCharacters} at most");
}
