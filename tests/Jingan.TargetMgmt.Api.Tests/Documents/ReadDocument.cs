using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Jingan.TargetMgmt.Api.Tests.Documents;

/// <summary>What stands in the rows of a document, part by part, whatever it is a document of.</summary>
internal sealed class ReadDocument(IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> parts)
{
    public IEnumerable<string> Parts => parts.Keys;

    /// <summary>The only row of a part that has a text in a column.</summary>
    public IReadOnlyList<string> Row(string part, int column, string text) => Assert.Single(
        parts[part], row => row.Count > column && row[column] == text);

    /// <summary>The first such row: what stands below may name it again.</summary>
    public IReadOnlyList<string> FirstRow(string part, int column, string text) => parts[part].First(
        row => row.Count > column && row[column] == text);

    public static ReadDocument OfWorkbook(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var book = document.WorkbookPart!;
        return new(book.Workbook!.Sheets!.Elements<Sheet>().ToDictionary(
            s => s.Name!.Value!,
            s => (IReadOnlyList<IReadOnlyList<string>>)[
                .. ((WorksheetPart)book.GetPartById(s.Id!.Value!)).Worksheet!.Descendants<Row>()
                    .Select(row => (IReadOnlyList<string>)[
                        .. row.Elements<Cell>().Select(c => c.InlineString?.Text?.Text ?? c.CellValue?.Text ?? "")])]));
    }

    public static ReadDocument OfPage(string html)
    {
        using var reader = XmlReader.Create(
            new StringReader(html), new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return new(XElement.Load(reader).Descendants("section").ToDictionary(
            s => s.Element("h2")!.Value,
            s => (IReadOnlyList<IReadOnlyList<string>>)[
                .. s.Descendants("tr").Select(tr => (IReadOnlyList<string>)[.. tr.Elements().Select(e => e.Value)])]));
    }

    /// <summary>A table, whose only part has no name.</summary>
    public static ReadDocument OfCsv(string text)
    {
        using var csv = new CsvParser(new StringReader(text), CultureInfo.InvariantCulture);
        List<IReadOnlyList<string>> rows = [];
        while (csv.Read())
        {
            rows.Add(csv.Record!);
        }

        return new(new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> { [""] = rows });
    }
}
