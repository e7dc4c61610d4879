using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>Writes a table that does not tear: its head is repeated on every page, and a row stays on one.</summary>
/// <remarks>What the cells of a column have in common is made once and written with each of them.</remarks>
internal sealed class GridWriter(OpenXmlWriter writer, IReadOnlyDictionary<NoticeStyle, string> styles, int width)
{
    // A row that is longer than a page has to be torn: kept together, its end would not be printed at all.
    private const int MostKeptTogether = 400;

    private static readonly (TableRow Row, TableCell Cell, Paragraph Paragraph, Run Run) Begin =
        (new(), new(), new(), new());

    private readonly Dictionary<(int Width, string? Fill), TableCellProperties> _cells = [];
    private readonly ParagraphProperties _head = Styled(styles[NoticeStyle.CellHead], isCentred: false);
    private readonly ParagraphProperties _left = Styled(styles[NoticeStyle.Cell], isCentred: false);
    private readonly ParagraphProperties _centred = Styled(styles[NoticeStyle.Cell], isCentred: true);
    private readonly TableRowProperties _repeated = new(new CantSplit(), new TableHeader());
    private readonly TableRowProperties _whole = new(new CantSplit());

    // At least 4.5 : 1, as the scheme promises of the colour on white.
    private readonly RunProperties _onColour = new(new Bold(), new Color { Val = "FFFFFF" });

    public void Write(Grid grid)
    {
        var widths = WidthsOf(grid.Columns);
        writer.WriteStartElement(new Table());
        writer.WriteElement(Properties());
        writer.WriteElement(new TableGrid(widths.Select(w => new GridColumn { Width = Twips(w) })));
        writer.WriteStartElement(Begin.Row);
        writer.WriteElement(_repeated);
        foreach (var (index, column) in grid.Columns.Index())
        {
            WriteCell(widths[index], null, _head, column.Title);
        }

        writer.WriteEndElement();
        foreach (var row in grid.Rows)
        {
            WriteRow(row, grid.Columns, widths);
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

    private void WriteRow(IReadOnlyList<Cell> cells, IReadOnlyList<Column> columns, int[] widths)
    {
        writer.WriteStartElement(Begin.Row);
        if (cells.All(c => c.Text.Length <= MostKeptTogether))
        {
            writer.WriteElement(_whole);
        }

        for (var i = 0; i < columns.Count; i++)
        {
            WriteCell(
                widths[i], cells[i].Light?.ToFill(),
                columns[i].IsCentred || cells[i].Light is not null ? _centred : _left, cells[i].Text);
        }

        writer.WriteEndElement();
    }

    private void WriteCell(int columnWidth, string? fill, ParagraphProperties style, string text)
    {
        writer.WriteStartElement(Begin.Cell);
        writer.WriteElement(CellProperties(columnWidth, fill));
        writer.WriteStartElement(Begin.Paragraph);
        writer.WriteElement(style);
        writer.WriteStartElement(Begin.Run);
        if (fill is not null)
        {
            writer.WriteElement(_onColour);
        }

        PrintedRun.WriteText(writer, text);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private TableCellProperties CellProperties(int columnWidth, string? fill)
    {
        if (_cells.TryGetValue((columnWidth, fill), out var made))
        {
            return made;
        }

        var properties = new TableCellProperties(
            new TableCellWidth { Width = Twips(columnWidth), Type = TableWidthUnitValues.Dxa });
        if (fill is not null)
        {
            properties.AppendChild(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = fill });
        }

        properties.AppendChild(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        return _cells[(columnWidth, fill)] = properties;
    }

    private static ParagraphProperties Styled(string id, bool isCentred)
    {
        var style = new ParagraphProperties(new ParagraphStyleId { Val = id });
        if (isCentred)
        {
            style.AppendChild(new Justification { Val = JustificationValues.Center });
        }

        return style;
    }

    private static T Edge<T>()
        where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "000000" };

    private static string Twips(int length) => length.ToString(CultureInfo.InvariantCulture);
}
