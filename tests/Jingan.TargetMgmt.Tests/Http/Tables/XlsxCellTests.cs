using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

/// <summary>A cell is read as a person sees it.</summary>
public sealed class XlsxCellTests
{
    [Theory]
    [InlineData("<c t='s'><v>0</v></c>", "共享")]
    [InlineData("<c t='inlineStr'><is><t>文字</t></is></c>", "文字")]
    [InlineData("<c t='inlineStr'><is><r><rPr/><t>静</t></r><r><t>安</t></r><rPh sb='0' eb='1'><t>しずか</t></rPh></is></c>",
        "静安")]
    [InlineData("<c t='inlineStr'><is><t xml:space='preserve'> a </t></is></c>", " a ")]
    [InlineData("<c t='inlineStr'><is><t><![CDATA[a<b]]>&amp;c</t></is></c>", "a<b&c")]
    [InlineData("<c t='inlineStr'><is><t>a_x000A_b_x005F_x000A_</t></is></c>", "a\nb_x000A_")]
    [InlineData("<c t='inlineStr'><is><t>_xD800_</t></is></c>", "_xD800_")]
    [InlineData("<c t='str'><v>文字</v></c>", "文字")]
    [InlineData("<c t='b'><v>1</v></c>", "TRUE")]
    [InlineData("<c t='b'><v>0</v></c>", "FALSE")]
    [InlineData("<c t='d'><v>2018-06-30</v></c>", "2018-06-30")]
    [InlineData("<c t='d'><v>2018-06-30T14:30:00</v></c>", "2018-06-30 14:30")]
    [InlineData("<c><v>3.1</v></c>", "3.1")]
    [InlineData("<c t='n'><v> 3.10 </v></c>", "3.1")]
    public void A_cell_has_the_text_that_it_shows(string cell, string text)
    {
        var read = XlsxFile.OfCells(cell).Cell();

        Assert.Equal((text, null), (read.Text, read.Fault));
    }

    [Theory]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("0.1", "0.1")]
    [InlineData("-7.0000000000000007E-2", "-0.07")]
    [InlineData("99.999999999999986", "100")]
    [InlineData("99.9999999999999", "99.9999999999999")]
    [InlineData("1.5E+3", "1500")]
    [InlineData("2.5e-3", "0.0025")]
    [InlineData("12345678901234567", "12345678901234600")]
    [InlineData("123456789012345", "123456789012345")]
    [InlineData("0.0000012345678901234567", "0.00000123456789012346")]
    [InlineData("1E-20", "0.00000000000000000001")]
    [InlineData("-0", "0")]
    [InlineData("9.99E+25", "99900000000000000000000000")]
    public void A_number_is_an_exact_decimal_of_15_digits(string value, string text)
    {
        var cell = XlsxFile.OfCells($"<c><v>{value}</v></c>").Cell();

        Assert.Equal((text, decimal.Parse(text, CultureInfo.InvariantCulture)), (cell.Text, cell.Number!.Value));
        Assert.Equal((null, null), (cell.Format, cell.Fault));
    }

    [Theory]
    [InlineData("<c t='e'><v>#DIV/0!</v></c>", "#DIV/0!", "“#DIV/0!”")]
    [InlineData("<c><f>SUM(A2:A9)</f><v>12</v></c>", "12", "“=SUM(A2:A9)”；请选择性粘贴为数值")]
    [InlineData("<c><f t='shared' si='0'/><v>12</v></c>", "12", "是公式；请选择性粘贴为数值")]
    [InlineData("<c><f t='array' ref='A1'>[1]Sheet1!A1</f></c>", "", "“=[1]Sheet1!A1”")]
    [InlineData("<c t='str'><f>A2&amp;\"x\"</f><v>yx</v></c>", "yx", "“=A2&\"x\"”")]
    [InlineData("<c t='s'><v>1</v></c>", "", "指向不存在的文字（第 1 条）")]
    [InlineData("<c t='s'><v>-1</v></c>", "", "指向不存在的文字（第 -1 条）")]
    [InlineData("<c t='s'><v>99999999999</v></c>", "", "指向不存在的文字")]
    [InlineData("<c t='b'><v>2</v></c>", "2", "“2”不是 TRUE 或 FALSE")]
    [InlineData("<c t='d'><v>2018-02-30</v></c>", "2018-02-30", "“2018-02-30”不是日期")]
    [InlineData("<c t='x'><v>2</v></c>", "2", "类型无法识别")]
    [InlineData("<c><v>1E+30</v></c>", "1E+30", "“1E+30”过大或过小")]
    [InlineData("<c><v>1E-40</v></c>", "1E-40", "“1E-40”过大或过小")]
    [InlineData("<c><v>1E+999999999999</v></c>", "1E+999999999999", "过大或过小")]
    [InlineData("<c><v>NaN</v></c>", "NaN", "“NaN”不是数值")]
    [InlineData("<c><v>约6</v></c>", "约6", "“约6”不是数值")]
    [InlineData("<c s='7'><v>6</v></c>", "6", "格式已丢失")]
    [InlineData("<c s='x'><v>6</v></c>", "6", "格式已丢失")]
    [InlineData("<c r='A2'><v>6</v></c>", "6", "自称 A2，却写在第 1 行")]
    [InlineData("<c r='A1'><v>6</v></c><c r='A1'><v>7</v></c>", "6", "出现两次")]
    public void What_is_not_taken_is_refused_by_cell_with_the_text_quoted(string cell, string text, string why)
    {
        var read = XlsxFile.OfCells(cell).Cell();

        Assert.Equal(text, read.Text);
        Assert.Contains(why, read.Fault!.Value.Zh, StringComparison.Ordinal);
        Assert.NotEqual(read.Fault.Value.Zh, read.Fault.Value.En);
    }

    [Theory]
    [InlineData("<c/>")]
    [InlineData("<c s='1'/>")]
    [InlineData("<c><v/></c>")]
    [InlineData("<c><v> </v></c>")]
    [InlineData("<c t='inlineStr'><is><t xml:space='preserve'>\u3000 </t></is></c>")]
    [InlineData("<c t='inlineStr'/>")]
    [InlineData("<c t='x'/>")]
    public void What_shows_nothing_is_nothing(string cell) => Assert.Empty(XlsxFile.OfCells(cell).Table().Rows);

    [Fact]
    public void A_shared_text_may_have_runs_and_be_blank()
    {
        var table = XlsxFile.OfCells("<c t='s'><v>2</v></c><c t='s'><v>0</v></c><c t='s'><v>1</v></c>")
            .With("xl/sharedStrings.xml", XlsxFile.SharedTexts(
                "<si><r><t>区</t></r><r><t>府办</t></r><rPh><t>x</t></rPh></si><si><t/></si><si><t>未用</t></si>"))
            .Table();

        Assert.Equal(["A1 未用", "B1 区府办"], table.Rows.Single().Cells.Select(c => $"{c.Address} {c.Text}"));
    }

    [Fact]
    public void Strict_prefixed_noisy_and_marked_parts_are_read_alike()
    {
        const string Cells = "<c r='B2' t='s'><v>0</v></c><c r='C2'><v>1</v></c>";
        var plain = XlsxFile.Of($"<row r='2'>{Cells}</row>");
        var strict = XlsxFile.Of($"<row r='2'>{Cells}</row>").Rewritten(part => part
            .Replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)
            .Replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships", StringComparison.Ordinal));
        var noisy = XlsxFile.Of($"<!-- a --><?b?><row r='2' z:dyDescent='.2'>{Cells}<z:c r='D2'><v>9</v></z:c></row>",
            before: "<sheetPr xmlns:z='urn:z'/>").Rewritten(part => part
                .Replace("<worksheet ", "<worksheet xmlns:z='urn:z' ", StringComparison.Ordinal));
        var prefixed = XlsxFile.Of($"<row r='2'>{Cells}</row>").With(XlsxFile.Sheet1,
            "<x:worksheet " + XlsxFile.Main.Replace("xmlns", "xmlns:x", StringComparison.Ordinal)
            + "><x:sheetData><x:row r='2'><x:c r='B2' t='s'><x:v>0</x:v></x:c><x:c r='C2'><x:v>1</x:v></x:c></x:row>"
            + "</x:sheetData></x:worksheet>");
        byte[][] files =
        [
            plain.ToBytes(), plain.ToBytes(new UTF8Encoding(true)), plain.ToBytes(Encoding.Unicode), strict.ToBytes(),
            noisy.ToBytes(), prefixed.ToBytes(),
            XlsxFile.Of("<row r='2'><c r='b2' t='s'><v>0</v></c><c><v>1</v></c></row>").ToBytes(),
        ];

        Assert.All(files, file => Assert.Equal(["B2 共享", "C2 1"],
            XlsxReader.Read(file, XlsxFile.Limits).Table!.Rows.Single().Cells.Select(c => $"{c.Address} {c.Text}")));
    }
}
