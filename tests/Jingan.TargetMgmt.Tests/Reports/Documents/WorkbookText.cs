using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Jingan.TargetMgmt.Tests.Reports.Documents;

/// <summary>A workbook as text: what stands in the cells of each sheet, row by row, numbers as they are
/// written.</summary>
internal static class WorkbookText
{
    public static IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> Of(Stream file)
    {
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        var book = document.WorkbookPart!;
        return book.Workbook!.Sheets!.Elements<Sheet>().ToDictionary(
            s => s.Name!.Value!,
            s => (IReadOnlyList<IReadOnlyList<string>>)[
                .. ((WorksheetPart)book.GetPartById(s.Id!.Value!)).Worksheet!.Descendants<Row>()
                    .Select(row => (IReadOnlyList<string>)[.. row.Elements<Cell>().Select(TextOf)])]);
    }

    public static string TextOf(Cell cell) => cell.InlineString?.Text?.Text ?? cell.CellValue?.Text ?? "";
}
