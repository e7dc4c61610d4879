using System.Buffers;
using Jingan.TargetMgmt.Government.Sheets;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Workbooks;
using Microsoft.AspNetCore.Http;
using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>A batch's table as it came, with a column 校验结果 and notes on the cells that are to be corrected: the clerk
/// corrects it and sends the same file again.</summary>
internal static class BatchWorkbook
{
    private const string Result = "校验结果";

    private const double ResultWidth = 40, OtherWidth = 14;

    // Blank rows are written too, so that every cell keeps its address.
    private const int LastRow = 4 * BatchBody.MostReports, LongestName = 31;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("[]*?/\\:");

    /// <summary>Whether the table can be written as a workbook: without rows a long way below the others.</summary>
    public static bool Fits(Table table) => table.Rows[^1].Number <= LastRow;

    /// <summary>The workbook, under the status of the answer that it stands for.</summary>
    public static IResult Of(BatchFile file, IReadOnlyList<BatchRow> rows, IResult answer) => new Answer(
        (answer as IStatusCodeHttpResult)?.StatusCode, new WorkbookAnswer(
            new("checked.xlsx", "校验结果.xlsx"), "校验结果", (book, styles, ct) => WriteAsync(book, styles, file, rows, ct)));

    private static async Task WriteAsync(
        Spreadsheet book, WorkbookStyles styles, BatchFile file, IReadOnlyList<BatchRow> rows, CancellationToken ct)
    {
        var table = file.Table!;
        var marks = BatchMarks.Of(table, rows);
        var headings = table.Rows[0].Cells.Where(c => c.Text.Trim() != Result).ToList();
        var columns = headings.Concat(table.Rows.SelectMany(r => r.Cells))
            .Where(c => !marks.Results.Contains(c.Column)).Max(c => c.Column);
        var known = SheetColumns.All.ToDictionary(c => c.Heading);
        var sheet = new WorksheetOptions { FrozenRows = table.Rows[0].Number };
        var widths = Enumerable.Repeat(OtherWidth, columns).Append(ResultWidth).ToArray();
        foreach (var heading in headings)
        {
            widths[heading.Column - 1] = known.GetValueOrDefault(heading.Text)?.Width ?? OtherWidth;
            sheet.Column(heading.Column).Width = widths[heading.Column - 1];
        }

        sheet.Column(columns + 1).Width = ResultWidth;
        await book.StartWorksheetAsync(NameOf(table.Sheet), sheet, ct);
        var formats = new FormatStyles(styles);
        var given = file.Key is null ? [] : headings.Where(h => known.GetValueOrDefault(h.Text)?.IsInput == false)
            .Select(h => h.Column).ToHashSet();
        foreach (var row in Numbered(table))
        {
            var cells = new Cell[columns + 1];
            Array.Fill(cells, Cells.Of("", styles.Text));
            var kept = row.Cells.Where(c => c.Column <= columns && !marks.Results.Contains(c.Column)).ToList();
            foreach (var cell in kept)
            {
                cells[cell.Column - 1] = row == table.Rows[0] ? Cells.Of(cell.Text, styles.Heading)
                    : formats.Cell(cell, marks.IsFaulty(cell.Address), given.Contains(cell.Column));
            }

            var empties = marks.FaultyOf(row.Number).Where(c => c <= columns && row.Cells.All(x => x.Column != c));
            foreach (var empty in empties)
            {
                cells[empty - 1] = Cells.Of("", styles.Faulty);
            }

            var result = row == table.Rows[0] ? Result : marks.ResultOf(row.Number);
            cells[columns] = Cells.Of(result, row == table.Rows[0] ? styles.Heading
                : marks.IsRefused(row.Number) ? styles.Faulty : styles.Text);
            await book.AddRowAsync(cells, RowHeight.OrFree(
                [.. kept.Select(c => (c.Text, widths[c.Column - 1])), (result, widths[columns])]), ct);
        }

        foreach (var (address, note) in marks.Notes)
        {
            book.AddNote(address, Cells.Note(note));
        }

        if (headings.Find(h => h.Text.Trim() == "无变化") is { } noChange && table.Rows.Count > 1)
        {
            var letters = TableCell.Letters(noChange.Column);
            book.AddDataValidation(
                $"{letters}{table.Rows[0].Number + 1}:{letters}{table.Rows[^1].Number}", SheetWorkbook.YesOrNo());
        }

        if (file.Key is { } key)
        {
            await SheetWorkbook.WriteKeyAsync(book, styles, key, ct);
        }
    }

    // A file may have names that spreadsheets do not take, and that of the sheet that follows.
    private static string NameOf(string? sheet) =>
        sheet is { Length: > 0 and <= LongestName } && !sheet.AsSpan().ContainsAny(NotInNames)
        && sheet[0] != '\'' && sheet[^1] != '\'' && !sheet.Equals(SheetKey.Sheet, StringComparison.OrdinalIgnoreCase)
            ? sheet
            : SheetColumns.Sheet;

    // With the rows that have nothing in them: a fault is told by the row that a person sees.
    private static IEnumerable<TableRow> Numbered(Table table)
    {
        var number = 1;
        foreach (var row in table.Rows)
        {
            for (; number < row.Number; number++)
            {
                yield return new(number, []);
            }

            yield return row;
            number++;
        }
    }

    private sealed class Answer(int? status, WorkbookAnswer workbook) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status ?? StatusCodes.Status200OK;
            return workbook.ExecuteAsync(httpContext);
        }
    }
}
