using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>Writes blocks into content controls, one after the other: a table of thousands of rows is never held as a
/// whole.</summary>
internal sealed class NoticeWriter(
    OpenXmlWriter writer, MainDocumentPart main, IReadOnlyDictionary<NoticeStyle, string> styles)
{
    private uint _figures;
    private int _tables;

    /// <summary>The control as the template has it, with other content.</summary>
    /// <param name="width">Of the text where it stands, in twentieths of a point.</param>
    public void Fill(SdtBlock control, IEnumerable<Block> blocks, int width)
    {
        var own = OwnParagraph.Of(control);
        writer.WriteStartElement(new SdtBlock());
        var properties = (SdtProperties)control.SdtProperties!.CloneNode(true);
        properties.RemoveAllChildren<ShowingPlaceholder>();
        writer.WriteElement(properties);
        writer.WriteStartElement(new SdtContentBlock());
        foreach (var block in blocks)
        {
            Write(block, own, width);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void Write(Block block, OwnParagraph own, int width)
    {
        switch (block)
        {
            case Line { Style: { } style } line:
                writer.WriteElement(ParagraphOf(style, line.Text));
                break;
            case Line line:
                writer.WriteElement(own.With(line.Text));
                break;
            case Grid grid:
                if (grid.Caption is not null)
                {
                    writer.WriteElement(ParagraphOf(NoticeStyle.Caption, $"表{++_tables}　{grid.Caption}"));
                }

                new GridWriter(writer, styles, width).Write(grid);
                break;
            case Bars bars:
                WriteFigure(bars, ++_figures, width);
                break;
        }
    }

    private void WriteFigure(Bars bars, uint number, int width)
    {
        var id = $"rIdChart{number}";
        using (var chart = main.AddNewPart<ChartPart>(id).GetStream(FileMode.Create))
        {
            BarChart.Of(bars).Save(chart, SaveOptions.DisableFormatting);
        }

        writer.WriteElement(ParagraphOf(NoticeStyle.Caption, $"图{number}　{bars.Caption}"));
        writer.WriteElement(new Paragraph(Styled(NoticeStyle.Figure), new Run(Figure.Of(bars, id, number, width))));
    }

    private Paragraph ParagraphOf(NoticeStyle style, string text) => new(Styled(style), PrintedRun.Of(text));

    private ParagraphProperties Styled(NoticeStyle style) => new(new ParagraphStyleId { Val = styles[style] });

    /// <summary>How the template has a control's text.</summary>
    private sealed record OwnParagraph(ParagraphProperties? Paragraph, RunProperties? Run)
    {
        public static OwnParagraph Of(SdtBlock control)
        {
            var paragraph = control.SdtContentBlock?.Elements<Paragraph>().FirstOrDefault();
            var run = paragraph?.Descendants<Run>().FirstOrDefault()?.RunProperties?.CloneNode(true) as RunProperties;
            run?.RunStyle?.Remove(); // that of a placeholder
            return new(paragraph?.ParagraphProperties, run);
        }

        public Paragraph With(string text)
        {
            var run = PrintedRun.Of(text);
            if (Run is { HasChildren: true })
            {
                run.PrependChild(Run.CloneNode(true));
            }

            return Paragraph is null ? new(run) : new(Paragraph.CloneNode(true), run);
        }
    }
}
