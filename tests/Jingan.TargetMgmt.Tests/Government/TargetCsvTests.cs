using Jingan.TargetMgmt.Government.Targets;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>CSV as it comes out of Excel and WPS, and as it should not.</summary>
public sealed class TargetCsvTests
{
    private const string Header = "id,year,level,field,title,nature,kind,leadUnit,source";

    private const string Row = "JA2018-007,2018,departmental,区域协调发展,拓展后街功能,binding,qualitative,SWW,政府工作报告";

    [Fact]
    public void A_row_is_a_target()
    {
        var row = Assert.Single(Rows($"{Header}\n{Row}\n"));
        Assert.Equal((2, "JA2018-007", Promise.Qualitative), (row.Row, row.Id, row.Target));
        Assert.Empty(row.Faults);
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "\r\n")]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\n\n\n")]
    public void Line_ends_of_either_kind_and_a_missing_last_one_make_no_difference(string newLine, string end) =>
        Assert.Equal([2, 3], Rows($"{Header}{newLine}{Row}{newLine}{Row}{end}").Where(r => r.Target == Promise.Qualitative).Select(r => r.Row));

    [Fact]
    public void Columns_may_come_in_any_order_and_optional_ones_may_be_missing()
    {
        var columns = Header.Split(',').Zip(Row.Split(',')).Reverse().ToList();
        var row = Assert.Single(Rows($"{string.Join(',', columns.Select(c => c.First))}\n{string.Join(',', columns.Select(c => c.Second))}"));
        Assert.Equal(Promise.Qualitative, row.Target);
    }

    [Fact]
    public void A_header_alone_has_no_rows() => Assert.Empty(Rows($"{Header}\n"));

    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData("id,year", "/header")]
    [InlineData(Header + ",colour", "/header")]
    [InlineData(Header + ",id", "/header")]
    [InlineData(Header + ",", "/header")]
    [InlineData("ID,year,level,field,title,nature,kind,leadUnit,source", "/header")]
    [InlineData("id;year;level;field;title;nature;kind;leadUnit;source", "/header")]
    [InlineData(Row, "/header")]
    [InlineData("\"i\"d,year,level,field,title,nature,kind,leadUnit,source", "/header")]
    public void A_file_without_the_columns_is_not_read_at_all(string text, string pointer)
    {
        var (rows, unreadable) = TargetCsv.Read(text);
        Assert.Empty(rows);
        Assert.Equal([pointer], unreadable!.Errors!.Keys);
    }

    // Else one column would silently win.
    [Fact]
    public void The_faulty_columns_are_named()
    {
        Assert.Contains("leadUnit、source", HeaderFault("id,year,level,field,title,nature,kind"), StringComparison.Ordinal);
        Assert.Contains("colour、颜色", HeaderFault(Header + ",colour,颜色"), StringComparison.Ordinal);
        Assert.Contains("重复", HeaderFault(Header + ",year"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JA2018-007,2018")]
    [InlineData(Row + ",")]
    public void A_row_has_as_many_cells_as_the_header(string cells)
    {
        var rows = Rows($"{Header}\n{cells}\n{Row}");
        Assert.Equal([""], rows[0].Faults.Select(f => f.Pointer));
        Assert.Equal(Promise.Qualitative, rows[1].Target); // and the others are read all the same
    }

    [Theory]
    [InlineData("JA2018-007,2018,departmental,区域\"协调\"发展,拓展后街功能,binding,qualitative,SWW,政府工作报告")]
    [InlineData("JA2018-007,2018,departmental,\"区域协调\"发展,拓展后街功能,binding,qualitative,SWW,政府工作报告")]
    [InlineData("JA2018-007,2018,departmental,区域协调发展\",拓展后街功能,binding,qualitative,SWW,政府工作报告")]
    public void Quotes_that_do_not_pair_are_a_fault_of_their_row_and_of_no_other(string cells)
    {
        var rows = Rows($"{Header}\n{Row}\n{cells}\n{Row}");
        Assert.Equal(Promise.Qualitative, rows[0].Target);
        Assert.Equal((3, null), (rows[1].Row, rows[1].Target));
        Assert.Equal([""], rows[1].Faults.Select(f => f.Pointer));
        Assert.Equal(Promise.Qualitative, rows[2].Target);
    }

    [Fact]
    public void A_quote_that_is_never_closed_makes_no_target_of_the_rest()
    {
        var rows = Rows($"{Header}\n{Row.Replace("拓展", "\"拓展", StringComparison.Ordinal)}\n{Row}");
        Assert.All(rows, r => Assert.NotEmpty(r.Faults));
    }

    [Fact]
    public void A_quoted_line_break_belongs_to_its_cell_and_the_lines_after_it_keep_their_numbers()
    {
        var rows = Rows($"{Header}\r\n{Row.Replace("拓展后街功能", "\"拓展，\r\n\"\"后街\"\",功能\"", StringComparison.Ordinal)}\r\n{Row}\r\nx\r\n");
        Assert.Equal("拓展，\r\n\"后街\",功能", rows[0].Target!.Title);
        Assert.Equal([2, 4, 5], rows.Select(r => r.Row));
        Assert.Equal([0, 0, 1], rows.Select(r => r.Faults.Count));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+拓展")]
    [InlineData("-拓展")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void A_cell_that_a_spreadsheet_would_run_is_refused(string title) =>
        Assert.Equal(["/title"], Assert.Single(Rows($"{Header}\n{Row.Replace("拓展后街功能", title, StringComparison.Ordinal)}")).Faults.Select(f => f.Pointer));

    [Fact]
    public void What_is_no_target_is_said_by_member_as_for_json()
    {
        var faults = (string column, string cell) => Assert.Single(Rows($"{Header}\n{Row.Replace(column, cell, StringComparison.Ordinal)}")).Faults.Select(f => f.Pointer);
        Assert.Equal(["/id"], faults("JA2018-007", "ja2018-007"));
        Assert.Equal(["/year"], faults(",2018,", ",2018.5,"));
        Assert.Equal(["/kind"], faults("qualitative", "定性"));
        Assert.Equal(["/level"], faults("departmental", "1"));
        Assert.Equal(["/leadUnit"], faults("SWW", "商务委"));
        Assert.Equal(["/title"], faults("拓展后街功能", "")); // an empty cell is an absent member
    }

    private static IReadOnlyList<ImportRow> Rows(string text)
    {
        var (rows, unreadable) = TargetCsv.Read(text);
        Assert.Null(unreadable);
        return rows;
    }

    private static string HeaderFault(string header) => Assert.Single(TargetCsv.Read(header).Unreadable!.Errors!["/header"]);
}
