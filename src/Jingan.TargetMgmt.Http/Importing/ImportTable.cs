using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Http.Importing;

/// <summary>The rows of a table: below its headings, which are its first row with anything in it.</summary>
public static class ImportTable
{
    // A row with more of them is of another table.
    private const int MostStray = 5;

    /// <summary>The rows, or why none is read.</summary>
    public static (ImportFile<T>? File, Problem? Unreadable) Read<T>(Table table, ImportForm form)
        where T : class
    {
        var layout = ImportLayout.Of(table, form);
        if (layout.Refusal is { } refusal)
        {
            return (null, refusal);
        }

        var rows = new GatheredRows<T>();
        List<ReadCell> cells = [];
        foreach (var row in table.Rows.Skip(1))
        {
            rows.Add(row.Number, told =>
            {
                var reading = new RowReading(table, row, layout.Columns);
                var read = ReadRow(reading, row, told);
                cells.AddRange(reading.ReadAs);
                return read;
            });
        }

        return (new(rows.Rows, ImportReading.Of(table, cells), IgnoredCell.Of(table, layout)), null);

        ImportRow<T> ReadRow(RowReading reading, TableRow row, int told)
        {
            if (FaultOf(table, row, layout) is { } fault)
            {
                return new(row.Number, null, null, [fault], reading.AddressOf);
            }

            foreach (var column in form.Columns)
            {
                if (reading.Find(column.Name) is { } cell)
                {
                    column.Read(cell, reading);
                }
            }

            return ImportRow.Of<T>(row.Number, reading.Members, form.Id, reading.Faults, told) with
            {
                CellOf = reading.AddressOf,
            };
        }
    }

    /// <summary>Why the cells of a row may be others than they seem, so that none is read; null where they are what
    /// they seem.</summary>
    public static (string Pointer, string Message)? FaultOf(Table table, TableRow row, ImportLayout layout)
    {
        // Behind a quote that was never closed the rest of the file stands in one cell.
        if (row.Cells.FirstOrDefault(c => c.Fault == TableFault.BadQuotes) is { } broken)
        {
            var pointer = layout.Columns.TryGetValue(broken.Column, out var its) ? "/" + its.Name : "";
            return (pointer, broken.Fault!.Value.Current);
        }

        // An unquoted separator has moved the others: what they would be told is not true.
        return row.Cells.Where(c => !layout.Columns.ContainsKey(c.Column)).ToList() is { Count: > 0 } stray
            ? ("", Stray(table, stray).Current)
            : null;
    }

    private static Text Stray(Table table, List<TableCell> cells)
    {
        var shown = string.Join('、', cells.Take(MostStray).Select(c =>
            $"{table.AddressOf(c)}“{RefusedValueException.Quote(c.Text)}”"));
        return new($"有内容的列没有列名：{shown}；请补列名或删去", $"has something in columns without a heading: {shown}");
    }
}
