using System.Text;
using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

/// <summary>A file that is not taken is refused in words of its own. What each costs is measured by
/// <c>bench/run.sh tables</c>.</summary>
public sealed class XlsxRefusalTests
{
    private const string A = "<c><v>1</v></c>";

    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static readonly Dictionary<string, (Func<byte[]> File, string Why)> Files = new()
    {
        ["nothing"] = (() => [], "文件是空的"),
        ["a text"] = (() => "id,year"u8.ToArray(), "不是 xlsx 工作簿"),
        ["a web page"] = (() => "<meta><html><table>"u8.ToArray(), "其实是网页"),
        ["an old workbook"] = (() => [.. Compound, .. Encoding.Unicode.GetBytes("Workbook")], "旧格式（.xls 或 .et）"),
        ["an encrypted one"] = (() => [.. Compound, .. Encoding.Unicode.GetBytes("EncryptedPackage")], "已加密"),
        ["one cut off"] = (() => XlsxFile.OfCells(A).ToBytes()[..^100], "不完整或已损坏"),
        ["a zip's first bytes"] = (() => "PK\u0003\u0004"u8.ToArray(), "不完整或已损坏"),
        ["an empty zip"] = (() => new XlsxFile().ToBytes(), "没有工作簿"),
        ["a zip of something"] = (() => new XlsxFile().With("a.txt", "a").ToBytes(), "没有工作簿"),
        ["a document"] = (() => MainPart("word/document.xml"), "是 Word 文档"),
        ["a presentation"] = (() => MainPart("ppt/presentation.xml"), "主体是 ppt/presentation.xml"),
        ["a binary workbook"] = (() => MainPart("xl/workbook.bin"), "二进制工作簿（.xlsb）"),
        ["an OpenDocument sheet"] = (() => new XlsxFile().With("mimetype", "a").With("content.xml", "a").ToBytes(),
            ".ods"),
        ["no workbook part"] = (() => MainPart("xl/other.xml"), "xl/other.xml: 工作簿缺少此部件"),
        ["no relationships"] = (() => XlsxFile.OfCells(A).Without(XlsxFile.WorkbookRels).ToBytes(), "没有此工作表的内容"),
        ["no sheet part"] = (() => XlsxFile.OfCells(A).Without(XlsxFile.Sheet1).ToBytes(),
            $"{XlsxFile.Sheet1}: 工作簿缺少此部件"),
        ["a sheet on the web"] = (() => Target("http://a.b/c.xml\" TargetMode=\"External"), "没有此工作表的内容"),
        ["a sheet on the disk"] = (() => Target("file:///etc/passwd"), "缺少此部件"),
        ["a sheet outside the file"] = (() => Target("../../../etc/passwd"), "指向文件之外"),
        ["a part outside the file"] = (() => XlsxFile.OfCells(A).With("xl/../../a", "a").ToBytes(), "部件名称含有“..”"),
        ["two parts of one name"] = (() => XlsxFile.OfCells(A).Twice("XL\\worksheets/sheet1.xml", "a").ToBytes(),
            "两个同名的部件"),
        ["a page for a sheet"] = (() => Sheet("<html/>"), $"{XlsxFile.Sheet1}: 部件内容不是有效的工作簿 XML"),
        ["no XML"] = (() => Sheet("目标"), $"{XlsxFile.Sheet1}: 部件内容不是有效的工作簿 XML"),
        ["XML cut off"] = (() => Sheet(XlsxFile.Sheet($"<row>{A}</row>")[..^20]), "不是有效的工作簿 XML"),
        ["another vocabulary"] = (() => Sheet("<worksheet><sheetData/></worksheet>"), "不是有效的工作簿 XML"),
        ["bytes that are no UTF-8"] = (() => XlsxFile.OfCells("<c t='str'><v>é</v></c>").ToBytes(Encoding.Latin1),
            "损坏"),
        ["an entity"] = (() => Sheet("<!DOCTYPE w [<!ENTITY a 'b'>]>" + XlsxFile.Sheet("<row><c><v>&a;</v></c></row>")),
            "（DTD）"),
        ["an entity from outside"] = (() => Sheet("<!DOCTYPE w SYSTEM 'file:///etc/passwd'>" + XlsxFile.Sheet("")),
            "（DTD）"),
        ["an unknown entity"] = (() => XlsxFile.OfCells("<c><v>&a;</v></c>").ToBytes(), "不是有效的工作簿 XML"),
        ["a row nowhere"] = (() => XlsxFile.Of("<row r='1048577'/>").ToBytes(), "row 的位置 r=“1048577”无法识别"),
        ["a cell nowhere"] = (() => XlsxFile.OfCells("<c r='XFE1'/>").ToBytes(), "c 的位置 r=“XFE1”无法识别"),
        ["a merged range nowhere"] =
            (() => XlsxFile.Of("", after: "<mergeCells><mergeCell ref='B2:A1'/></mergeCells>").ToBytes(),
            "mergeCell 的位置 ref=“B2:A1”无法识别"),
        ["merged ranges one upon the other"] = (() => XlsxFile.Of(Rows(100, 100), after: "<mergeCells>"
            + Many("<mergeCell ref='A1:CV100'/>", 3_000) + "</mergeCells>").ToBytes(), "互相重叠"),
        ["elements within elements"] = (() => XlsxFile.OfCells(Many("<c>", 10_000)).ToBytes(), "损坏"),
        ["names without end"] = (() => XlsxFile.Of(
            string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<n{i}/>"))).ToBytes(),
            "损坏"),
    };

    private static readonly Dictionary<string, (Func<byte[]> File, string Why)> LargeFiles = new()
    {
        ["too many bytes"] = (() => new byte[XlsxFile.Limits.Bytes + 1], "请求内容不得超过 16 MB"),
        ["too many rows"] = (() => XlsxFile.Of(Rows(5_101, 1)).ToBytes(), "填报!A5101：表中有内容的部分超过 5100 行"),
        ["a cell far to the right"] = (() => XlsxFile.OfCells("<c r='IW1'><v>1</v></c>").ToBytes(),
            "填报!IW1：表中有内容的部分超过"),
        ["too many cells"] = (() => XlsxFile.Of(Rows(5_000, 31)).ToBytes(), "填报!"),
        ["a long text"] = (() => XlsxFile.OfCells($"<c r='B1' t='str'><v>{Many("字", 32_768)}</v></c>").ToBytes(),
            "填报!B1：单元格文字超过 32767 字"),
        ["a long text in runs"] = (() => XlsxFile.OfCells(
            $"<c t='inlineStr'><is>{Many("<r><t>字</t></r>", 32_768)}</is></c>").ToBytes(), "填报!A1：单元格文字超过"),
        ["a long formula"] = (() => XlsxFile.OfCells($"<c><f>{Many("1", 32_768)}</f></c>").ToBytes(), "填报!A1：单元格文字超过"),
        ["a long shared text"] = (() => XlsxFile.OfCells("<c t='s'><v>0</v></c>").With("xl/sharedStrings.xml",
            XlsxFile.SharedTexts($"<si><t>{Many("字", 32_768)}</t></si>")).ToBytes(), "xl/sharedStrings.xml 中有一段文字超过"),
        ["a text longer than any"] = (() => XlsxFile.OfCells($"<c t='str'><v>{Many("a", 1_000_000)}</v></c>").ToBytes(),
            $"{XlsxFile.Sheet1} 中有一处内容超过"),
        ["white space longer than any text"] = (() => XlsxFile.Of(Many(" ", 1_000_000)).ToBytes(),
            $"{XlsxFile.Sheet1} 中有一处"),
        ["CDATA longer than any text"] = (() => XlsxFile.Of($"<![CDATA[{Many("<a>", 500_000)}]]>").ToBytes(), "中有一处内容"),
        ["an attribute longer than any text"] = (() => XlsxFile.Of($"<row x='{Many("a", 1_000_000)}'/>").ToBytes(),
            "中有一处内容"),
        ["a comment longer than any text"] = (() => XlsxFile.Of($"<!--{Many("<a>", 500_000)}-->").ToBytes(), "中有一处内容"),
        ["texts too long together"] =
            (() => XlsxFile.Of(Many($"<row><c t='str'><v>{Many("a", 32_000)}</v></c></row>", 263)).ToBytes(),
            "表中文字合计超过"),
        ["a bomb"] = (() => XlsxFile.Of(Many("<c x='                '/>", 800_000)).ToBytes(), "解压后过大"),
        ["too many tags"] = (() => XlsxFile.Of(Many("<c/>", 4_000_000)).ToBytes(), "行和单元格过多"),
        ["too many parts"] = (() =>
        {
            var file = XlsxFile.OfCells(A);
            for (var i = 0; i < XlsxLimits.Parts; i++)
            {
                file.Twice($"a{i}", "");
            }

            return file.ToBytes();
        }, "部件超过 5000 个"),
        ["too many sheets"] = (() => XlsxFile.OfCells(A).With("xl/workbook.xml", XlsxFile.Workbook(
            Many("<sheet name='a' r:id='b'/>", 1_001))).ToBytes(), "超过 1000 个工作表"),
        ["too many formats"] = (() => XlsxFile.OfCells(A).With("xl/styles.xml",
            $"<styleSheet {XlsxFile.Main}><cellXfs>{Many("<xf/>", 65_491)}</cellXfs></styleSheet>").ToBytes(),
            "格式超过 65490 种"),
        ["too many merged ranges"] = (() => XlsxFile.Of("", after:
            $"<mergeCells>{Many("<mergeCell ref='A1:A2'/>", 10_001)}</mergeCells>").ToBytes(), "超过 10000 处"),
    };

    public static TheoryData<string> Faulty => [.. Files.Keys];

    public static TheoryData<string> Large => [.. LargeFiles.Keys];

    [Theory, MemberData(nameof(Faulty))]
    public void A_faulty_file_is_refused_with_what_was_found(string what)
    {
        var (file, why) = Files[what];
        var refusal = XlsxFile.Refusal(file());

        Assert.StartsWith("invalid_request ", refusal, StringComparison.Ordinal);
        Assert.Contains(why, refusal, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Large))]
    public void Too_much_of_anything_is_refused_with_where_it_is(string what)
    {
        var (file, why) = LargeFiles[what];
        var refusal = XlsxFile.Refusal(file());

        Assert.StartsWith("too_large ", refusal, StringComparison.Ordinal);
        Assert.Contains(why, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void As_much_as_is_allowed_is_read()
    {
        Assert.Equal(5_100, XlsxFile.Of(Rows(5_100, 1)).Table().Rows.Count);
        Assert.Single(XlsxFile.OfCells("<c r='IV1'><v>1</v></c>").Table().Rows);
        Assert.Equal(32_767, XlsxFile.OfCells($"<c t='str'><v>{Many("&#x5B57;", 32_767)}</v></c>").Cell().Text.Length);
        Assert.Equal(32_767, XlsxFile.OfCells($"<c t='inlineStr'><is>{Many("<r><t>字</t></r>", 32_767)}</is></c>").Cell()
            .Text.Length);
        Assert.Single(XlsxFile.OfCells(A).Twice("a", "b").Table().Rows);
    }

    [Fact]
    public void Every_refusal_says_it_in_english_too()
    {
        System.Globalization.CultureInfo.CurrentUICulture = new("en");
        foreach (var (what, (file, _)) in Files.Concat(LargeFiles))
        {
            var refusal = XlsxReader.Read(file(), XlsxFile.Limits).Refusal!;
            var told = refusal.Errors is { } errors
                ? string.Concat(errors.SelectMany(e => e.Value))
                : refusal.Detail.En;

            Assert.True(told.Length > 40 && !told.Contains('；', StringComparison.Ordinal), what + ": " + told);
        }
    }

    [Fact]
    public void Sheets_are_listed_of_a_workbook_only()
    {
        var sheets = XlsxReader.Sheets("id,year"u8.ToArray(), XlsxFile.Limits);

        Assert.Empty(sheets.Sheets);
        Assert.NotNull(sheets.Refusal);
    }

    private static byte[] MainPart(string part) => XlsxFile.OfCells(A).With("_rels/.rels", XlsxFile.Rels(
        XlsxFile.Rel("a", "officeDocument", part))).ToBytes();

    private static byte[] Target(string target) => XlsxFile.OfCells(A).With(XlsxFile.WorkbookRels, XlsxFile.Rels(
        XlsxFile.Rel("s1", "worksheet", target))).ToBytes();

    private static byte[] Sheet(string xml) => XlsxFile.OfCells(A).With(XlsxFile.Sheet1, xml).ToBytes();

    private static string Rows(int rows, int columns) => Many($"<row>{Many(A, columns)}</row>", rows);

    private static string Many(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
