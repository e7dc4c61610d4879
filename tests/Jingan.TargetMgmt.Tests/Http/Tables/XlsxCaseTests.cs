using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

/// <summary>Files as clerks and others have sent them, built here as they are and, where they lie beside the
/// repository, read from there.</summary>
public sealed class XlsxCaseTests
{
    private static readonly string Given = Path.Combine(Repository.Root, "..", "shared", "cases");

    [Fact]
    public void A_period_that_the_spreadsheet_made_a_date_of_is_read_as_its_month() =>
        IsTheClerksSheet(XlsxFile.Of(
            Row(1, Text("目标编号"), Text("填报期"), Text("计量单位"), Text("累计值"), Text("进展说明"))
                + Row(2, Text("JA2018-028"), "<c s='2'><v>43252</v></c>", Text("万平方米"), Text("３．１"), Text("已建成3.1万平方米"))
                + Row(3, Text("JA2018-041"), "<c s='3'><v>43281</v></c>", Text("公里"), Text("约6"), Text("已建成")))
            .With("xl/styles.xml", XlsxFile.Styles("10", "yyyy\\-mm", "14")).Table());

    [Fact]
    public void The_given_sheet_of_a_period_that_became_a_date_is_read_likewise() =>
        IsTheClerksSheet(XlsxReader.Read(Case("24-period-turned-into-a-date.xlsx"), XlsxFile.Limits).Table!);

    [Fact]
    public void The_given_sheet_that_claims_all_columns_and_rows_is_read_by_what_it_holds()
    {
        var table = XlsxReader.Read(Case("25-dimension-XFD1048576.xlsx"), XlsxFile.Limits).Table!;

        Assert.Equal(5_001, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Equal(5, row.Cells.Count));
        Assert.Equal((3.1m, "3.1"), (table.Rows[5_000].Cells[3].Number, table.Rows[5_000].Cells[3].Text));
    }

    [Fact]
    public void The_given_cell_of_a_gibibyte_is_refused_by_its_part() => Assert.StartsWith(
        "too_large xl/worksheets/sheet1.xml 中有一处内容超过单元格的上限",
        XlsxFile.Refusal(Case("26-one-cell-of-1-GiB.xlsx")), StringComparison.Ordinal);

    private static void IsTheClerksSheet(Table table)
    {
        Assert.Equal(("填报", 3), (table.Sheet, table.Rows.Count));
        Assert.Equal(["目标编号", "填报期", "计量单位", "累计值", "进展说明"], table.Rows[0].Cells.Select(c => c.Text));
        Assert.Equal(["JA2018-028", "2018-06", "万平方米", "３．１", "已建成3.1万平方米"], table.Rows[1].Cells.Select(c => c.Text));
        Assert.Equal(("B3", "2018-06-30", new DateOnly(2018, 6, 30), null), (table.Rows[2].Cells[1].Address,
            table.Rows[2].Cells[1].Text, table.Rows[2].Cells[1].Day, table.Rows[2].Cells[1].Fault));
        Assert.Equal("约6", table.Rows[2].Cells[3].Text);
    }

    private static byte[] Case(string name)
    {
        Assert.SkipUnless(Directory.Exists(Given), "../shared/cases is not beside the repository.");
        return File.ReadAllBytes(Path.Combine(Given, name));
    }

    private static string Row(int number, params IEnumerable<string> cells) =>
        $"<row r='{number}'>{string.Concat(cells)}</row>";

    private static string Text(string text) => $"<c t='inlineStr'><is><t>{text}</t></is></c>";
}
