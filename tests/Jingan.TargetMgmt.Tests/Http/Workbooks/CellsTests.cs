using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Jingan.TargetMgmt.Http.Workbooks;
using Cell = SpreadCheetah.Cell;

namespace Jingan.TargetMgmt.Tests.Http.Workbooks;

public sealed class CellsTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86")]
    [InlineData("@SUM(A1)")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("]]>")]
    [InlineData("a & \"b\" 'c'")]
    [InlineData(" 首尾空格 ")]
    [InlineData("第一行\n第二行")]
    [InlineData("'已有撇号")]
    [InlineData("😀𠮷")]
    public async Task A_text_stays_the_text_it_is(string text)
    {
        var cell = await WrittenAsync(s => Cells.Of(text, s.Text));
        Assert.Equal((CellValues.InlineString, text), (cell.DataType!.Value, cell.InlineString!.Text!.Text));
        Assert.Null(cell.CellFormula);
    }

    // Excel would read the first as "A", and refuse the file of the others. Not a theory: half a character is lost in
    // an attribute.
    [Fact]
    public async Task What_a_workbook_cannot_hold_is_written_so_that_it_opens()
    {
        foreach (var (text, written) in new[]
        {
            ("_x0041_", "_x005F_x0041_"), ("\uD800 半个字", "\uFFFD 半个字"), ("\uFFFE\uFFFF", "\uFFFD\uFFFD"),
            ("a\u0001b", "ab"),
        })
        {
            Assert.Equal(written, (await WrittenAsync(s => Cells.Of(text, s.Text))).InlineString!.Text!.Text);
        }
    }

    [Fact]
    public async Task A_text_that_excel_cannot_hold_is_cut_and_says_so()
    {
        var text = (await WrittenAsync(s => Cells.Of(new string('长', 40_000), s.Text))).InlineString!.Text!.Text;
        Assert.Equal(32_767, text.Length);
        Assert.EndsWith("长……（下略，全文共 40000 字）", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-5.25", "-5.25")]
    [InlineData("123456789.123456", "123456789.123456")]
    public async Task A_number_is_a_number(string number, string written)
    {
        var cell = await WrittenAsync(s => Cells.Of(
            decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), s.Number));
        Assert.Equal((null, written), (cell.DataType?.Value, cell.CellValue!.Text));
    }

    [Theory]
    [InlineData("999999999999.999999")]
    [InlineData("-123456789012.3456")]
    public async Task A_number_with_more_digits_than_a_spreadsheet_keeps_is_a_text(string number)
    {
        var cell = await WrittenAsync(s => Cells.Of(
            decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), s.Number));
        Assert.Equal((CellValues.InlineString, number), (cell.DataType!.Value, cell.InlineString!.Text!.Text));
    }

    [Fact]
    public async Task A_day_is_a_day_and_a_share_a_number()
    {
        // 43281 days after Excel's day 0 it is 30 June 2018.
        Assert.Equal("43281", (await WrittenAsync(s => Cells.Of(new DateOnly(2018, 6, 30), s.Day))).CellValue!.Text);
        Assert.Equal("0.333333", (await WrittenAsync(s => Cells.OfShare("0.333333", s.Percent))).CellValue!.Text);
        Assert.Equal("—", (await WrittenAsync(s => Cells.OfShare(null, s.Percent))).InlineString!.Text!.Text);
    }

    private static async Task<DocumentFormat.OpenXml.Spreadsheet.Cell> WrittenAsync(Func<WorkbookStyles, Cell> cell)
    {
        using var file = await new WorkbookAnswer(new("x.xlsx", "x.xlsx"), "", async (book, styles, ct) =>
        {
            await book.StartWorksheetAsync("甲", null, ct);
            await book.AddRowAsync([cell(styles)], ct);
        }).ToFileAsync(Ct);
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, Ct).Select(e => e.Description));
        return document.WorkbookPart!.WorksheetParts.Single().Worksheet!
            .Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Single();
    }
}
