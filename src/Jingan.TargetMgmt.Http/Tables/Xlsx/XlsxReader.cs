using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>Reads workbooks of Excel, WPS and LibreOffice (ECMA-376, strict and transitional), whoever sent them:
/// every file is answered by a table or by a refusal, in bounded time and memory.</summary>
public static class XlsxReader
{
    /// <summary>An Office Open XML workbook without macros (ECMA-376 Part 1, 12.3.23).</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Reads a sheet.</summary>
    /// <param name="file">The file.</param>
    /// <param name="limits">How much of it is taken.</param>
    /// <param name="sheet">The sheet's name, which may be hidden from people; null of the first one that they
    /// see.</param>
    public static TableRead Read(ReadOnlyMemory<byte> file, TableLimits limits, string? sheet = null) =>
        Read(file, limits, _ => sheet);

    /// <summary>Reads the sheet of a name, or where there is none of it the first one that people see.</summary>
    public static TableRead ReadOrFirst(ReadOnlyMemory<byte> file, TableLimits limits, string sheet) =>
        Read(file, limits, workbook => workbook.Sheets.FirstOrDefault(s => s.Name == sheet)?.Name);

    /// <summary>Reads what sheets there are, without what is in them.</summary>
    public static XlsxSheets Sheets(ReadOnlyMemory<byte> file, TableLimits limits)
    {
        try
        {
            using var package = Package.Open(file, limits);
            return new(Workbook.Read(package).Sheets, null);
        }
        catch (RefusedException refused)
        {
            return new([], refused.Refusal);
        }
    }

    private static TableRead Read(ReadOnlyMemory<byte> file, TableLimits limits, Func<Workbook, string?> sheetOf)
    {
        try
        {
            using var package = Package.Open(file, limits);
            var workbook = Workbook.Read(package);
            return new(Read(package, workbook, sheetOf(workbook)), null);
        }
        catch (RefusedException refused)
        {
            return new(null, refused.Refusal);
        }
    }

    private static Table Read(Package package, Workbook workbook, string? sheet)
    {
        var (name, part) = workbook.Find(sheet);
        var budget = new TextBudget();
        var raw = SheetReader.Read(package, part, name, budget);
        var wanted = raw.Cells.Select(CellReader.SharedIndex).OfType<int>().ToHashSet();
        var texts = SharedTexts.Read(package, workbook.Part("sharedStrings"), wanted, budget);
        var styles = Styles.Read(package, workbook.Part("styles"));
        var cells = new CellReader(styles, texts, raw.Faults, workbook.Is1904);
        return new TableOfSheet(raw, cells).Read(name, [.. Comments(package, part), .. workbook.Ignored()]);
    }

    // ECMA-376 Part 1, 18.7
    private static List<TableNote> Comments(Package package, string sheet)
    {
        if (Relationship.Of(package, sheet).FirstOrDefault(r => r.Kind == "comments")?.Target is not { } part
            || !package.Has(part))
        {
            return [];
        }

        using var xml = package.Read(part).Within("comments");
        List<TableNote> notes = [];
        while (xml.Read() && notes.Count < RequestLimits.MostErrors)
        {
            if (xml.IsElement && (xml.Name, xml.Depth) == ("comment", 2)
                && CellReference.TryRead(xml.Attribute("ref"), out var place))
            {
                notes.Add(new($"{TableCell.Letters(place.Column)}{place.Row}",
                    new("批注不予读取；需要报送的内容请写在单元格中。",
                        "The comment is not read; write what is to be sent into a cell.")));
            }
        }

        return notes;
    }
}
