using System.Globalization;
using System.IO.Compression;
using System.Text;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

/// <summary>A workbook made by hand, part by part, so that a test can say what is wrong with it.</summary>
internal sealed class XlsxFile
{
    public const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    public const string Sheet1 = "xl/worksheets/sheet1.xml";
    public const string WorkbookRels = "xl/_rels/workbook.xml.rels";

    public static readonly TableLimits Limits = new(
        Rows: 5_100, Columns: 256, CellCharacters: 32_767, Bytes: 16 * 1024 * 1024);

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string Text)> _parts = [];

    /// <summary>A workbook of one sheet, 填报.</summary>
    /// <param name="sheetData">What stands in <c>sheetData</c>.</param>
    /// <param name="before">What stands before it.</param>
    /// <param name="after">What stands after it.</param>
    public static XlsxFile Of(string sheetData, string before = "", string after = "") => new XlsxFile()
        .With("_rels/.rels", Rels("<Relationship Id=\"a\" Type=\"" + Office
            + "/officeDocument\" Target=\"xl/workbook.xml\"/>"))
        .With("xl/workbook.xml", Workbook("<sheet name=\"填报\" sheetId=\"1\" r:id=\"s1\"/>"))
        .With(WorkbookRels, Rels(Rel("s1", "worksheet", "worksheets/sheet1.xml") + Rel("t", "styles", "styles.xml")
            + Rel("u", "sharedStrings", "sharedStrings.xml")))
        .With("xl/styles.xml", Styles())
        .With("xl/sharedStrings.xml", SharedTexts("<si><t>共享</t></si>"))
        .With(Sheet1, Sheet(sheetData, before, after));

    /// <summary>A workbook whose row 1 is these cells.</summary>
    public static XlsxFile OfCells(string cells) => Of($"<row r=\"1\">{cells}</row>");

    public static string Sheet(string sheetData, string before = "", string after = "") =>
        $"<worksheet {Main}>{before}<sheetData>{sheetData}</sheetData>{after}</worksheet>";

    public static string Workbook(string sheets, string before = "") =>
        $"<workbook {Main} xmlns:r=\"{Office}\">{before}<sheets>{sheets}</sheets></workbook>";

    public static string SharedTexts(string texts) => $"<sst {Main}>{texts}</sst>";

    /// <summary>Formats that a cell names by their place: 0 is General, 1 the first of these, and so on. Such as 14 is
    /// the number of a built-in one.</summary>
    public static string Styles(params IReadOnlyList<string> formats) =>
        $"<styleSheet {Main}><numFmts>"
        + string.Concat(formats.Select((f, i) => BuiltIn(f) is not null ? "" :
            $"<numFmt numFmtId=\"{200 + i}\" formatCode=\"{System.Security.SecurityElement.Escape(f)}\"/>"))
        + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
        + string.Concat(formats.Select((f, i) =>
            $"<xf numFmtId=\"{BuiltIn(f) ?? 200 + i}\"/>"))
        + "</cellXfs></styleSheet>";

    private static int? BuiltIn(string format) =>
        format[0] != '0' && int.TryParse(format, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static string Rel(string id, string kind, string target) =>
        $"<Relationship Id=\"{id}\" Type=\"{Office}/{kind}\" Target=\"{target}\"/>";

    public static string Rels(string relationships) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relationships
        + "</Relationships>";

    /// <summary>The same with a part more, or another one of that name.</summary>
    public XlsxFile With(string name, string text)
    {
        _parts.RemoveAll(p => p.Name == name);
        return Twice(name, text);
    }

    /// <summary>The same with a part more, even where there is one of that name.</summary>
    public XlsxFile Twice(string name, string text)
    {
        _parts.Add((name, text));
        return this;
    }

    public XlsxFile Without(string name)
    {
        _parts.RemoveAll(p => p.Name == name);
        return this;
    }

    /// <summary>The same with every part changed, as by another program's way of writing it.</summary>
    public XlsxFile Rewritten(Func<string, string> write)
    {
        for (var i = 0; i < _parts.Count; i++)
        {
            _parts[i] = (_parts[i].Name, write(_parts[i].Text));
        }

        return this;
    }

    public byte[] ToBytes(Encoding? encoding = null)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in _parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write((encoding ?? Encoding.UTF8).GetPreamble().AsSpan(0, encoding is null ? 0
                    : encoding.GetPreamble().Length));
                part.Write((encoding ?? Encoding.UTF8).GetBytes(text));
            }
        }

        return file.ToArray();
    }

    /// <summary>The table in it, which is not refused.</summary>
    public Table Table(string? sheet = null)
    {
        var read = XlsxReader.Read(ToBytes(), Limits, sheet);
        Assert.True(read.IsRead, read.IsRead ? "" : Told(read.Refusal));
        return read.Table;
    }

    /// <summary>The only cell in it.</summary>
    public TableCell Cell() => Assert.Single(Assert.Single(Table().Rows).Cells);

    /// <summary>Why it is refused, in Chinese.</summary>
    public string Refusal(TableLimits? limits = null) => Refusal(ToBytes(), limits);

    public static string Refusal(byte[] file, TableLimits? limits = null)
    {
        CultureInfo.CurrentUICulture = new("zh-CN");
        var read = XlsxReader.Read(file, limits ?? Limits);
        Assert.False(read.IsRead);
        return Told(read.Refusal);
    }

    private static string Told(Problem refusal) => refusal.Code.Code + " " + (refusal.Errors is { } errors
        ? string.Join(' ', errors.Select(e => $"{e.Key}: {string.Join(' ', e.Value)}"))
        : refusal.Detail.Zh);
}
