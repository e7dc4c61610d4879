using System.IO.Compression;
using System.Text;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>Workbooks to be read: one as departments send it, and those that are made to break a reader.</summary>
internal static class WorkbookFiles
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Sheet = $"<worksheet {Main}><sheetData>";
    private const string SheetEnd = "</sheetData></worksheet>";
    private const string Cell = "<c><v>1</v></c>";
    private const int Gibibyte = 1024 * 1024 * 1024;

    public static readonly IReadOnlyList<(string What, Action<Stream> Write)> All =
    [
        ("5,000 rows of 25 columns: texts, numbers, percentages, days", file => Workbook(file, Rows(5_000, i =>
            "<c t=\"s\"><v>0</v></c><c s=\"1\"><v>0.055</v></c><c s=\"2\"><v>43252</v></c>"
        + "<c><v>3.1000000000000001</v></c>"
                + $"<c t=\"inlineStr\"><is><t>已建成 {i} 万平方米，正在验收</t></is></c>", 5))),
        ("a cell of 1 GiB", file => Workbook(file,
            [Sheet + "<row><c t=\"str\"><v>", .. Many("aaaaaaaaaaaaaaaa", Gibibyte / 16),
                "</v></c></row>" + SheetEnd])),
        ("dimension A1:XFD1048576, 5,000 rows of 5 columns", file => Workbook(file,
            [$"<worksheet {Main}><dimension ref=\"A1:XFD1048576\"/><sheetData>",
                .. Rows(5_000, _ => Cell, 5).Skip(1)])),
        ("1,048,576 blank rows", file => Workbook(file,
            [Sheet, .. Many("<row/>", 1_048_576), SheetEnd])),
        ("1,048,576 blank rows with number, height and a formatted cell", file => Workbook(file, [Sheet,
            .. Numbers(1_048_576).Select(r =>
                $"<row r=\"{r}\" spans=\"1:5\" ht=\"14.25\" customHeight=\"1\"><c r=\"A{r}\" s=\"1\"/></row>"),
            SheetEnd])),
        ("100,000 sheets", file => Package(file, Numbers(100_000).Select(i =>
            ($"xl/worksheets/sheet{i}.xml", (IEnumerable<string>)[Sheet + SheetEnd])))),
        ("100,000 names of sheets", file => Package(file, Parts([Sheet, SheetEnd], string.Concat(
            Numbers(100_000).Select(i => $"<sheet name=\"a{i}\" sheetId=\"{i}\" r:id=\"s\"/>"))))),
        ("a bomb: 1 GiB of cells", file => Workbook(file,
            [Sheet + "<row>", .. Many("<c/>", Gibibyte / 4), "</row>" + SheetEnd])),
        ("entities within entities", file => Workbook(file, ["<!DOCTYPE w [<!ENTITY a0 \"aaaaaaaaaa\">",
            .. Numbers(10).Select(i => $"<!ENTITY a{i} \"{string.Concat(Many($"&a{i - 1};", 10))}\">"),
            $"]>{Sheet}<row><c t=\"str\"><v>&a10;</v></c></row>{SheetEnd}"])),
        ("white space of 1 GiB", file => Workbook(file, [Sheet, .. Many("                ", Gibibyte / 16), SheetEnd])),
        ("elements within elements, 100 million", file => Workbook(file, [Sheet, .. Many("<c>", 100_000_000)])),
        ("names, 5 million different", file => Workbook(file, [Sheet, .. Numbers(5_000_000).Select(i => $"<n{i}/>")])),
        ("10,000 merged ranges one upon the other, 150,000 cells", file => Workbook(file,
            [.. Rows(5_000, _ => Cell, 30).SkipLast(1), "</sheetData><mergeCells>",
                .. Many("<mergeCell ref=\"A1:AD5000\"/>", 10_000), "</mergeCells></worksheet>"])),
        ("texts of 5,000 cells, 32,767 characters each", file => Workbook(file, Rows(5_000, _ =>
            $"<c t=\"str\"><v>{new string('a', 32_767)}</v></c>", 1))),
        ("a text in 32,767 runs, 250 times", file => Workbook(file, Rows(250, _ =>
            $"<c t=\"inlineStr\"><is>{string.Concat(Many("<r><t>a</t></r>", 32_767))}</is></c>", 1))),
        ("an encrypted workbook", file => file.Write([0xD0, 0xCF, 0x11, 0xE0,
            .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[1_000_000]])),
        ("an old workbook (.xls) under the new name", file => file.Write(
            [0xD0, 0xCF, 0x11, 0xE0, .. Encoding.Unicode.GetBytes("Workbook"), .. new byte[1_000_000]])),
        ("a workbook cut off", file =>
        {
            var whole = new MemoryStream();
            Workbook(whole, Rows(5_000, _ => Cell, 25));
            file.Write(whole.ToArray().AsSpan(0, (int)(whole.ToArray().Length * 0.9)));
        }),
    ];

    private static IEnumerable<string> Rows(int rows, Func<int, string> cells, int times) =>
        [Sheet, .. Numbers(rows).Select(i => $"<row>{string.Concat(Many(cells(i), times))}</row>"), SheetEnd];

    private static IEnumerable<string> Many(string text, int times) => Enumerable.Repeat(text, times);

    private static IEnumerable<int> Numbers(int last) => Enumerable.Range(1, last);

    private static void Workbook(Stream file, IEnumerable<string> sheet) => Package(file, Parts(sheet));

    private static IEnumerable<(string Name, IEnumerable<string> Text)> Parts(
        IEnumerable<string> sheet, string sheets = "<sheet name=\"填报\" sheetId=\"1\" r:id=\"s\"/>") =>
    [
        ("_rels/.rels", [Rels(("a", "officeDocument", "xl/workbook.xml"))]),
        ("xl/workbook.xml", [$"<workbook {Main} xmlns:r=\"{Office}\"><sheets>{sheets}</sheets></workbook>"]),
        ("xl/_rels/workbook.xml.rels", [Rels(("s", "worksheet", "worksheets/sheet1.xml"), ("t", "styles", "styles.xml"),
            ("u", "sharedStrings", "sharedStrings.xml"))]),
        ("xl/styles.xml", [$"<styleSheet {Main}><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"57\"/>"
            + "</cellXfs></styleSheet>"]),
        ("xl/sharedStrings.xml", [$"<sst {Main}><si><t>静安区</t></si></sst>"]),
        ("xl/worksheets/sheet1.xml", sheet),
    ];

    private static string Rels(params IEnumerable<(string Id, string Kind, string Target)> all) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(all.Select(r =>
            $"<Relationship Id=\"{r.Id}\" Type=\"{Office}/{r.Kind}\" Target=\"{r.Target}\"/>")) + "</Relationships>";

    private static void Package(Stream file, IEnumerable<(string Name, IEnumerable<string> Text)> parts)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, text) in parts)
        {
            using var part = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
            foreach (var piece in text)
            {
                part.Write(piece);
            }
        }
    }
}
