using System.Globalization;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

/// <summary>A table is what a person sees of a sheet; what is passed over is noted.</summary>
public sealed class XlsxShapeTests
{
    private const string A = "<c><v>1</v></c>";

    [Fact]
    public void Rows_and_cells_without_a_place_are_the_next_ones()
    {
        var table = XlsxFile.Of(
            $"<row>{A}{A}</row><row/><row>{A}<c r='D3'><v>1</v></c>{A}</row><row r='9'/><row>{A}</row>").Table();

        Assert.Equal("A1 B1 A3 D3 E3 A10", Addresses(table));
        Assert.Equal([1, 3, 10], table.Rows.Select(r => r.Number));
    }

    [Fact]
    public void Rows_and_cells_out_of_order_are_put_in_order()
    {
        var table = XlsxFile.Of($"<row r='5'><c r='C5'><v>1</v></c><c r='A5'><v>1</v></c></row><row r='2'>{A}</row>"
            + "<row r='5'><c r='B5'><v>1</v></c></row>").Table();

        Assert.Equal("A2 A5 B5 C5", Addresses(table));
    }

    [Fact]
    public void The_dimension_element_is_not_looked_at()
    {
        foreach (var claim in (string[])["A1:XFD1048576", "A1", "nothing"])
        {
            Assert.Equal("A1 B1", Addresses(XlsxFile.Of($"<row>{A}{A}</row>", $"<dimension ref='{claim}'/>").Table()));
        }
    }

    [Fact]
    public void Blank_rows_and_formatted_cells_without_end_are_nothing()
    {
        var blank = string.Concat(Enumerable.Range(2, 200_000).Select(r =>
            $"<row r='{r}' ht='14.25'><c r='XFD{r}' s='0'/></row>"));

        Assert.Equal("A1 A1048576", Addresses(XlsxFile.Of(
            $"<row r='1'>{A}</row>{blank}<row r='1048576'>{A}</row>").Table()));
    }

    [Fact]
    public void Of_a_merged_range_the_top_left_cell_counts_and_the_range_is_noted()
    {
        var table = XlsxFile.Of($"<row r='1'>{A}{A}{A}</row><row r='2'>{A}{A}{A}</row><row r='3'>{A}</row>",
            after: "<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='C2'/><mergeCell ref='D5:E9'/></mergeCells>")
            .Table();

        Assert.Equal("A1 C1 C2 A3", Addresses(table));
        Assert.Equal(["A1:B2 A1:B2 是合并单元格，只取左上角的单元格。"], Notes(table));
    }

    [Fact]
    public void A_range_that_is_merged_downwards_covers_every_row_of_it()
    {
        var table = XlsxFile.Of(
            string.Concat(new[] { 1, 2, 4, 5 }.Select(r => $"<row r='{r}'>{A}{A}</row>")),
            after: "<mergeCells><mergeCell ref='B1:B4'/></mergeCells>").Table();

        Assert.Equal("A1 B1 A2 A4 A5 B5", Addresses(table));
    }

    [Fact]
    public void Hidden_rows_and_columns_with_something_in_them_are_passed_over_and_named()
    {
        var table = XlsxFile.Of(
            $"<row r='1'>{A}{A}{A}</row><row r='2' hidden='1'>{A}</row><row r='3' hidden='true'>{A}</row>"
                + $"<row r='4' ht='0'>{A}</row><row r='5' hidden='1'/><row r='7' hidden='1'>{A}</row>"
                + $"<row r='8' hidden='0'>{A}</row>",
            before: "<cols><col min='2' max='3' hidden='1'/><col min='9' max='16384' hidden='1'/></cols>").Table();

        Assert.Equal("A1 A8", Addresses(table));
        Assert.Equal(["2:4", "7", "B:C"], table.Ignored.Select(n => n.Address));
        Assert.StartsWith("第 2—4 行被隐藏，不予读取", table.Ignored[0].Why.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_may_hide_every_row_that_it_does_not_name() => Assert.Equal("A2", Addresses(XlsxFile.Of(
        $"<row>{A}</row><row hidden='0'>{A}</row>", before: "<sheetFormatPr zeroHeight='1'/>").Table()));

    [Fact]
    public void Comments_macros_and_links_to_other_files_are_noted()
    {
        var table = XlsxFile.Of($"<row>{A}</row>")
            .With("xl/worksheets/_rels/sheet1.xml.rels", XlsxFile.Rels(
                XlsxFile.Rel("c", "comments", "../comments1.xml") + XlsxFile.Rel("d", "drawing", "../nowhere.xml")))
            .With("xl/comments1.xml", $"<comments {XlsxFile.Main}><authors/>"
                + "<commentList><comment ref='B2'><text/></comment></commentList></comments>")
            .With(XlsxFile.WorkbookRels, XlsxFile.Rels(XlsxFile.Rel("s1", "worksheet", "/xl/worksheets/sheet1.xml")
                + XlsxFile.Rel("v", "vbaProject", "vbaProject.bin")
                + XlsxFile.Rel("e", "externalLink", "externalLinks/externalLink1.xml")
                + XlsxFile.Rel("f", "externalLink", "externalLinks/externalLink2.xml")))
            .Table();

        Assert.Equal("A1", Addresses(table));
        Assert.Equal(["B2", "xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"],
            table.Ignored.Select(n => n.Address));
    }

    [Fact]
    public void The_first_sheet_that_a_person_sees_is_read_or_the_one_that_is_named()
    {
        XlsxFile Several(string state) => XlsxFile.Of($"<row>{A}</row>")
            .With("xl/worksheets/sheet2.xml", XlsxFile.Sheet($"<row>{A}{A}</row>"))
            .With("xl/workbook.xml", XlsxFile.Workbook("<sheet name='图' sheetId='3' r:id='s3'/>"
                + "<sheet name='Key' state='veryHidden' sheetId='1' r:id='s1'/>"
                + $"<sheet name='填报' state='{state}' sheetId='2' r:id='s2'/>"))
            .With(XlsxFile.WorkbookRels, XlsxFile.Rels(XlsxFile.Rel("s1", "worksheet", "worksheets/sheet1.xml")
                + XlsxFile.Rel("s2", "worksheet", "worksheets/./sheet2.xml")
                + XlsxFile.Rel("s3", "chartsheet", "x.xml")));

        var visible = Several("visible");
        Assert.Equal(("填报", "A1 B1"), (visible.Table().Sheet, Addresses(visible.Table())));
        Assert.Equal(("Key", "A1"), (visible.Table("KEY").Sheet, Addresses(visible.Table("key"))));
        Assert.Contains("没有可见的工作表", Several("hidden").Refusal(), StringComparison.Ordinal);
        Assert.Equal(
            [new("图", XlsxSheetState.Visible), new("Key", XlsxSheetState.VeryHidden),
                new XlsxSheet("填报", XlsxSheetState.Hidden)],
            XlsxReader.Sheets(Several("hidden").ToBytes(), XlsxFile.Limits).Sheets);
        Assert.Contains("没有工作表“无”，只有：图、Key、填报",
            XlsxReader.Read(Several("hidden").ToBytes(), XlsxFile.Limits, "无").Refusal!.Errors!.Single().Value.Single(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XFD1048576", 1_048_576, 16_384, true)]
    [InlineData("AA10", 10, 27, true)]
    [InlineData("XFE1", 0, 0, false)]
    [InlineData("A1048577", 0, 0, false)]
    [InlineData("A0", 0, 0, false)]
    [InlineData("A", 0, 0, false)]
    [InlineData("1", 0, 0, false)]
    [InlineData("", 0, 0, false)]
    [InlineData("A1B", 0, 0, false)]
    [InlineData("A99999999999999", 0, 0, false)]
    [InlineData("AAAAAAAAAAAA1", 0, 0, false)]
    [InlineData("Ａ1", 0, 0, false)]
    public void A_place_is_letters_and_a_number_within_a_sheet(string text, int row, int column, bool isPlace)
    {
        Assert.Equal(isPlace, CellReference.TryRead(text, out var place));
        Assert.True(!isPlace || place == new CellReference(row, column));
        Assert.True(!isPlace || new TableCell(row, column, "").Address == text);
    }

    private static string Addresses(Table table) =>
        string.Join(' ', table.Rows.SelectMany(r => r.Cells).Select(c => c.Address));

    private static IEnumerable<string> Notes(Table table) =>
        table.Ignored.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Address} {n.Why.Zh}"));
}
