using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>Writes a table that does not tear: its head is repeated on every page, and a row stays on one.</summary>
internal sealed class GridWriter(OpenXmlWriter writer, IReadOnlyDictionary<NoticeStyle, string> styles, int width)
{
    // A row that is longer than a page has to be torn: kept together, its end would not be printed at all.
    private const int MostKeptTogether = 400;

    public void Write(Grid grid)
    {
        var widths = WidthsOf(grid.Columns);
        writer.WriteStartElement(new Table());
        writer.WriteElement(Properties());
        writer.WriteElement(new TableGrid(widths.Select(w => new GridColumn { Width = Twips(w) })));
        writer.WriteElement(Head(grid.Columns, widths));
        foreach (var row in grid.Rows)
        {
            writer.WriteElement(RowOf(row, grid.Columns, widths));
        }

        writer.WriteEndElement();
    }

    private int[] WidthsOf(IReadOnlyList<Column> columns)
    {
        var sum = columns.Sum(c => c.Width);
        int[] widths = [.. columns.Select(c => width * c.Width / sum)];
        widths[^1] += width - widths.Sum();
        return widths;
    }

    private TableProperties Properties() => new(
        new TableWidth { Width = Twips(width), Type = TableWidthUnitValues.Dxa },
        new TableJustification { Val = TableRowAlignmentValues.Center },
        new TableBorders(
            Edge<TopBorder>(), Edge<LeftBorder>(), Edge<BottomBorder>(), Edge<RightBorder>(),
            Edge<InsideHorizontalBorder>(), Edge<InsideVerticalBorder>()),
        new TableLayout { Type = TableLayoutValues.Fixed },
        new TableCellMarginDefault(
            new TableCellLeftMargin { Width = 57, Type = TableWidthValues.Dxa },
            new TableCellRightMargin { Width = 57, Type = TableWidthValues.Dxa }));

    private TableRow Head(IReadOnlyList<Column> columns, int[] widths) => new(
        columns.Select((c, i) => Cell(
            widths[i], null, new ParagraphProperties(new ParagraphStyleId { Val = styles[NoticeStyle.CellHead] }),
            PrintedRun.Of(c.Title)))
            .Prepend<OpenXmlElement>(new TableRowProperties(new CantSplit(), new TableHeader())));

    private TableRow RowOf(IReadOnlyList<Cell> cells, IReadOnlyList<Column> columns, int[] widths)
    {
        var row = new TableRow();
        if (cells.All(c => c.Text.Length <= MostKeptTogether))
        {
            row.AppendChild(new TableRowProperties(new CantSplit()));
        }

        for (var i = 0; i < columns.Count; i++)
        {
            row.AppendChild(CellOf(cells[i], columns[i], widths[i]));
        }

        return row;
    }

    private TableCell CellOf(Cell cell, Column column, int columnWidth)
    {
        var (style, run) = (new ParagraphProperties(
            new ParagraphStyleId { Val = styles[NoticeStyle.Cell] }), PrintedRun.Of(cell.Text));
        if (column.IsCentred || cell.Light is not null)
        {
            style.AppendChild(new Justification { Val = JustificationValues.Center });
        }

        // At least 4.5 : 1, as the scheme promises of the colour on white.
        if (cell.Light is not null)
        {
            run.PrependChild(new RunProperties(new Bold(), new Color { Val = "FFFFFF" }));
        }

        return Cell(columnWidth, cell.Light?.Hex.TrimStart('#').ToUpperInvariant(), style, run);
    }

    private static TableCell Cell(int columnWidth, string? fill, ParagraphProperties style, Run run)
    {
        var properties = new TableCellProperties(
            new TableCellWidth { Width = Twips(columnWidth), Type = TableWidthUnitValues.Dxa });
        if (fill is not null)
        {
            properties.AppendChild(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = fill });
        }

        properties.AppendChild(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        return new(properties, new Paragraph(style, run));
    }

    private static T Edge<T>()
        where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "000000" };

    private static string Twips(int length) => length.ToString(CultureInfo.InvariantCulture);
}
