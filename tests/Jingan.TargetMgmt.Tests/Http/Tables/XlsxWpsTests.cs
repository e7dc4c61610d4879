namespace Jingan.TargetMgmt.Tests.Http.Tables;

/// <summary>Workbooks as WPS Office 表格 saves them: its habits are known from public reports of other readers.</summary>
public sealed class XlsxWpsTests
{
    private const string Picture = "_xlfn.DISPIMG(&quot;ID_61A4C7AEBBCE4C2AB56FC63352E00CBD&quot;,1)";

    // What surrounds the cells: its name as the program, columns formatted to the last one, rows with a height each,
    // a sheet of its own that nobody sees, pictures in a part that no standard knows.
    [Fact]
    public void What_it_adds_around_the_cells_changes_nothing()
    {
        var file = Saved("""
            <row r="1" s="2" customFormat="1" ht="18" customHeight="1" spans="1:3"><c r="A1" s="1" t="s"><v>0</v></c>
            <c r="B1" s="2"><v>3.1</v></c><c r="C1" s="3"/></row>
            <row r="1048576" ht="18" customHeight="1"/>
            """);

        var table = file.Table("填报");
        Assert.Equal(["进展情况", "3.1"], table.Rows.Single().Cells.Select(c => c.Text));
    }

    [Fact]
    public void Numbers_under_its_own_name_for_General_and_dates_under_its_own_forms_are_read_as_they_are_seen()
    {
        var file = Saved("""<row r="1"><c r="A1" s="2"><v>3.1</v></c><c r="B1" s="3"><v>43281</v></c></row>""");

        var cells = file.Table("填报").Rows.Single().Cells;
        Assert.Equal(("3.1", null), (cells[0].Text, cells[0].Day));
        Assert.Equal(new DateOnly(2018, 6, 30), cells[1].Day);
    }

    [Fact]
    public void A_picture_in_a_cell_is_called_a_picture_and_not_a_formula()
    {
        var cell = Saved($"""<row r="1"><c r="A1" t="str"><f>{Picture}</f><v>={Picture}</v></c></row>""")
            .Table("填报").Rows.Single().Cells.Single();

        Assert.StartsWith("单元格里是图片", cell.Fault?.Zh, StringComparison.Ordinal);
    }

    private static XlsxFile Saved(string rows) => XlsxFile
        .Of(rows,
            """<sheetPr/><dimension ref="A1:XFD1048576"/><sheetFormatPr defaultColWidth="9" defaultRowHeight="14.4"/>"""
            + """<cols><col min="1" max="16384" width="9" style="1"/></cols>""",
            """<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/><headerFooter/>""")
        .With("xl/workbook.xml", XlsxFile.Workbook(
            """
            <sheet name="填报" sheetId="1" r:id="s1"/>
            <sheet name="WpsReserved_CellImgList" sheetId="2" state="veryHidden" r:id="s2"/>
            """,
            """<fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/><workbookPr/>"""))
        .With(XlsxFile.WorkbookRels, XlsxFile.Rels(
            XlsxFile.Rel("s1", "worksheet", "worksheets/sheet1.xml")
            + XlsxFile.Rel("s2", "worksheet", "worksheets/sheet2.xml")
            + """<Relationship Id="i" Type="http://www.wps.cn/officeDocument/2020/cellImage" Target="cellimages.xml"/>"""
            + XlsxFile.Rel("t", "styles", "styles.xml") + XlsxFile.Rel("u", "sharedStrings", "sharedStrings.xml")))
        .With("xl/worksheets/sheet2.xml", XlsxFile.Sheet(
            $"""<row r="1"><c r="A1" t="str"><f>{Picture}</f><v>x</v></c></row>"""))
        .With("xl/cellimages.xml",
            """<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>""")
        .With("docProps/custom.xml",
            """<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>""")
        .With("xl/sharedStrings.xml", XlsxFile.SharedTexts(
            """<si><r><rPr><sz val="11"/></rPr><t>进展</t></r><r><t xml:space="preserve">情况</t></r></si>"""))
        .With("xl/styles.xml", XlsxFile.Styles("G/通用格式", "G/通用格式", "yyyy\"年\"m\"月\"d\"日\";@"));
}
