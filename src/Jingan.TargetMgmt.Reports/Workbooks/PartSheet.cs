using Jingan.TargetMgmt.Http.Workbooks;
using Jingan.TargetMgmt.Reports.Documents.Parts;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Jingan.TargetMgmt.Reports.Workbooks;

/// <summary>A part of a report as a sheet: title and cut-off above, the tables below. Title, cut-off and, where there
/// is one table, its headings stay in sight.</summary>
internal sealed class PartSheet
{
    private const int HeadRows = 2;

    private readonly Spreadsheet _book;
    private readonly WorkbookStyles _styles;
    private readonly ReportPart _part;
    private readonly double[] _widths;
    private readonly CancellationToken _ct;

    private PartSheet(Spreadsheet book, WorkbookStyles styles, ReportPart part, CancellationToken ct)
    {
        (_book, _styles, _part, _ct) = (book, styles, part, ct);
        _widths =
        [
            .. Enumerable.Range(0, part.Tables.Max(t => t.Columns.Count))
                .Select(i => part.Tables.Max(t => t.Columns.ElementAtOrDefault(i)?.Width ?? 0)),
        ];
    }

    public static async Task WriteAsync(
        Spreadsheet book, WorkbookStyles styles, ReportPart part, string title, string cutOff, CancellationToken ct)
    {
        var sheet = new PartSheet(book, styles, part, ct);
        await book.StartWorksheetAsync(part.Name, sheet.Options(), ct);
        await sheet.LineAsync($"{title}　{part.Name}", styles.Title, 26);
        await sheet.LineAsync(cutOff, styles.Note, 30);
        foreach (var table in part.Tables)
        {
            await sheet.TableAsync(table);
        }
    }

    private WorksheetOptions Options()
    {
        var options = new WorksheetOptions { FrozenRows = HeadRows, ShowGridlines = false };
        if (_part.Tables is [var only])
        {
            options.FrozenRows = HeadRows + 1;
            options.FrozenColumns = only.Fixed == 0 ? null : only.Fixed;
        }

        foreach (var (index, width) in _widths.Index())
        {
            options.Column(index + 1).Width = width;
        }

        return options;
    }

    private async Task TableAsync(ReportTable table)
    {
        if (table.Name.Length > 0)
        {
            await RowAsync([]);
            await LineAsync(table.Name, _styles.Section, 20);
        }

        await RowAsync([.. table.Columns.Select(c => new Shown(Cells.Of(c.Name, _styles.Heading), c.Name))]);
        foreach (var line in table.Lines)
        {
            if (line.Group is { } group)
            {
                await LineAsync(group, _styles.Section, 20);
            }

            await RowAsync([.. line.Values.Select(value => Shown.Of(value, line.IsTotal, _styles))]);
        }

        if (table.Lines.Count == 0)
        {
            await LineAsync(table.Empty, _styles.Note, 24);
        }
    }

    private async Task RowAsync(Shown[] cells) => await _book.AddRowAsync(
        [.. cells.Select(c => c.Cell)],
        new RowOptions { Height = RowHeight.Of(cells.Zip(_widths, (c, w) => (c.Text, w))) }, _ct);

    private async Task LineAsync(string text, StyleId style, double height)
    {
        var row = _book.NextRowNumber;
        _book.MergeCells($"A{row}:{SpreadsheetUtility.GetColumnName(_widths.Length)}{row}");
        await _book.AddRowAsync([Cells.Of(text, style)], new RowOptions { Height = height }, _ct);
    }
}
