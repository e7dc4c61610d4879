using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Jingan.TargetMgmt.Http.Workbooks;

/// <summary>How a workbook comes out of a printer: A4 landscape, each sheet one page wide, the rows that are frozen on
/// the screen on every page, and page numbers.</summary>
/// <remarks>SpreadCheetah writes none of it. It is put into the parts while they are copied, element by element, where
/// the schema has its place for it (ECMA-376 Part 1, 18.3.1.99 and 18.2.27).</remarks>
internal static class PrintSetup
{
    private const string A4 = "9";

    // What may come behind the page set-up in a worksheet.
    private static readonly HashSet<string> Behind =
    [
        "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
        "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
        "tableParts", "extLst",
    ];

    // A zip file has no time before this one: it stands for none.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Copies a workbook as SpreadCheetah writes it: sheets in their order, then the list of them.</summary>
    public static void Copy(Stream written, Stream file, string footer)
    {
        using var from = new ZipArchive(written, ZipArchiveMode.Read, leaveOpen: true);
        using var to = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        List<int> frozenRows = [];
        foreach (var part in from.Entries)
        {
            var copy = to.CreateEntry(part.FullName, CompressionLevel.Optimal);
            copy.LastWriteTime = NoTime;
            using var source = part.Open();
            using var target = copy.Open();
            if (part.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal))
            {
                frozenRows.Add(CopySheet(source, target, footer));
            }
            else if (part.FullName == "xl/workbook.xml")
            {
                CopyBook(source, target, frozenRows);
            }
            else
            {
                source.CopyTo(target);
            }
        }
    }

    private static int CopySheet(Stream source, Stream target, string footer)
    {
        using var reader = NewReader(source);
        using var writer = NewWriter(target);
        var frozen = 0;
        var (fitted, isSetUp) = (false, false);
        CopyRoot(reader, writer);
        while (reader.NodeType == XmlNodeType.Element)
        {
            var name = reader.LocalName;
            if (!fitted)
            {
                Fit(name == "sheetPr" ? (XElement)XNode.ReadFrom(reader) : new(In(reader, "sheetPr"))).WriteTo(writer);
                fitted = true;
                continue;
            }

            if (name == "sheetViews")
            {
                var views = (XElement)XNode.ReadFrom(reader);
                var split = views.Descendants().Attributes("ySplit").FirstOrDefault()?.Value;
                frozen = split is null ? 0 : int.Parse(split, CultureInfo.InvariantCulture);
                views.WriteTo(writer);
                continue;
            }

            if (!isSetUp && Behind.Contains(name))
            {
                WriteSetup(writer, footer);
                isSetUp = true;
            }

            writer.WriteNode(reader, defattr: true);
        }

        if (!isSetUp)
        {
            WriteSetup(writer, footer);
        }

        writer.WriteEndElement();
        return frozen;
    }

    private static XElement Fit(XElement properties)
    {
        properties.Add(new XElement(properties.Name.Namespace + "pageSetUpPr", new XAttribute("fitToPage", 1)));
        return properties;
    }

    private static void WriteSetup(XmlWriter writer, string footer)
    {
        writer.WriteStartElement("printOptions");
        writer.WriteAttributeString("horizontalCentered", "1");
        writer.WriteEndElement();
        writer.WriteStartElement("pageMargins");
        foreach (var (side, inches) in new[]
        {
            ("left", "0.4"), ("right", "0.4"), ("top", "0.5"), ("bottom", "0.6"), ("header", "0.3"), ("footer", "0.3"),
        })
        {
            writer.WriteAttributeString(side, inches);
        }

        writer.WriteEndElement();
        writer.WriteStartElement("pageSetup");
        writer.WriteAttributeString("paperSize", A4);
        writer.WriteAttributeString("fitToHeight", "0"); // as many pages as it takes
        writer.WriteAttributeString("orientation", "landscape");
        writer.WriteEndElement();
        writer.WriteStartElement("headerFooter");
        var text = footer.Replace("&", "&&", StringComparison.Ordinal);
        writer.WriteElementString("oddFooter", $"&L{text}&R第 &P 页，共 &N 页");
        writer.WriteEndElement();
    }

    // The names of rows to print on every page stand behind the sheets.
    private static void CopyBook(Stream source, Stream target, List<int> frozenRows)
    {
        using var reader = NewReader(source);
        using var writer = NewWriter(target);
        CopyRoot(reader, writer);
        while (reader.NodeType == XmlNodeType.Element)
        {
            if (reader.LocalName != "sheets")
            {
                writer.WriteNode(reader, defattr: true);
                continue;
            }

            var sheets = (XElement)XNode.ReadFrom(reader);
            sheets.WriteTo(writer);
            XElement[] titles =
            [
                .. sheets.Elements().Zip(frozenRows, (sheet, rows) => (Name: sheet.Attribute("name")!.Value, rows))
                    .Index()
                    .Where(s => s.Item.rows > 0)
                    .Select(s => new XElement(
                        sheets.Name.Namespace + "definedName",
                        new XAttribute("name", "_xlnm.Print_Titles"), new XAttribute("localSheetId", s.Index),
                        $"'{s.Item.Name.Replace("'", "''", StringComparison.Ordinal)}'!$1:${s.Item.rows}")),
            ];
            if (titles.Length > 0)
            {
                new XElement(sheets.Name.Namespace + "definedNames", titles).WriteTo(writer);
            }
        }

        writer.WriteEndElement();
    }

    private static XName In(XmlReader reader, string name) => XName.Get(name, reader.NamespaceURI);

    private static void CopyRoot(XmlReader reader, XmlWriter writer)
    {
        reader.MoveToContent();
        writer.WriteStartElement(reader.LocalName, reader.NamespaceURI);
        writer.WriteAttributes(reader, defattr: true);
        reader.Read();
    }

    private static XmlReader NewReader(Stream source) =>
        XmlReader.Create(source, new() { DtdProcessing = DtdProcessing.Prohibit });

    private static XmlWriter NewWriter(Stream target) =>
        XmlWriter.Create(target, new() { NewLineHandling = NewLineHandling.None });
}
