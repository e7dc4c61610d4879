using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Importing;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>CSV as it comes out of Excel and WPS, and as it should not.</summary>
public sealed class TargetTableTests
{
    private const string Header = "id,year,level,field,title,nature,kind,leadUnit,source";

    private const string Row = "JA2018-007,2018,departmental,区域协调发展,拓展后街功能,binding,qualitative,SWW,政府工作报告";

    [Fact]
    public void A_row_is_a_target()
    {
        var row = Assert.Single(Rows($"{Header}\n{Row}\n"));
        Assert.Equal((2, "JA2018-007", Promise.Qualitative), (row.Row, row.Id, row.Item));
        Assert.Empty(row.Faults);
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "\r\n")]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\n\n\n")]
    public void Line_ends_of_either_kind_and_a_missing_last_one_make_no_difference(string newLine, string end) =>
        Assert.Equal([2, 3], Rows($"{Header}{newLine}{Row}{newLine}{Row}{end}")
            .Where(r => r.Item == Promise.Qualitative).Select(r => r.Row));

    [Fact]
    public void Columns_may_come_in_any_order_and_optional_ones_may_be_missing()
    {
        var columns = Header.Split(',').Zip(Row.Split(',')).Reverse().ToList();
        var row = Assert.Single(Rows(
            $"{string.Join(',', columns.Select(c => c.First))}\n{string.Join(',', columns.Select(c => c.Second))}"));
        Assert.Equal(Promise.Qualitative, row.Item);
    }

    [Fact]
    public void A_header_alone_has_no_rows() => Assert.Empty(Rows($"{Header}\n"));

    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData("id,year", "/header")]
    [InlineData(Header + ",colour", "/header")]
    [InlineData(Header + ",id", "/header")]
    [InlineData(Row, "/header")]
    [InlineData("\"i\"d,year,level,field,title,nature,kind,leadUnit,source", "/header")]
    public void A_file_without_the_columns_is_not_read_at_all(string text, string pointer)
    {
        var (file, unreadable) = TargetTable.Read(text);
        Assert.Null(file);
        Assert.Equal([pointer], unreadable!.Errors!.Keys);
    }

    // Else one column would silently win.
    [Fact]
    public void The_faulty_columns_are_named_by_cell_and_a_template_is_offered()
    {
        Assert.Contains("缺少列：牵头单位（leadUnit）、来源（source）", HeaderFaults("id,year,level,field,title,nature,kind"));
        Assert.Contains("J1“colour”：未知的列", HeaderFaults(Header + ",colour,颜色"));
        Assert.Contains("K1“颜色”：未知的列", HeaderFaults(Header + ",colour,颜色"));
        Assert.Contains("J1“year”：列名重复", HeaderFaults(Header + ",year"));
        Assert.Contains("J1“年度”：列名重复", HeaderFaults(Header + ",年度"));
        Assert.Contains(HeaderFaults(Header + ",colour"), f => f.Contains("请用模板", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Header)]
    [InlineData(Header + ",")]
    [InlineData("ID,year,level,field,title,nature,kind,leadUnit,source")]
    [InlineData("编号,年度,层级,领域,目标,性质,类型,牵头单位,来源")]
    [InlineData("编号*, 年 度 ,层级,领域,\"目标\n名称\",性质,类型,责任单位,来源,,")]
    public void Headings_are_members_or_the_offices_words(string header) =>
        Assert.Equal(Promise.Qualitative, Assert.Single(Rows($"{header}\n{Row}\n")).Item);

    [Fact]
    public void The_offices_words_are_codes() => Assert.Equal(Promise.Qualitative, Assert.Single(Rows(
        $"{Header}\n{Row.Replace("2018,departmental", "2018年,部门工作目标", StringComparison.Ordinal)
            .Replace("binding,qualitative", "约束性,定性", StringComparison.Ordinal)}")).Item);

    // Excel leaves out separators behind which there is nothing.
    [Fact]
    public void A_row_may_be_shorter_than_the_headings_and_has_what_it_needs()
    {
        Assert.Equal(Promise.Qualitative, Assert.Single(Rows($"{Header},requirement,parentId\n{Row}\n")).Item);
        var rows = Rows($"{Header}\nJA2018-007,2018\n{Row}");
        Assert.Equal(["I2"], rows[0].Faults.Where(f => f.Pointer == "/source").Select(f => rows[0].CellOf!(f.Pointer)));
        Assert.Equal(Promise.Qualitative, rows[1].Item); // and the others are read all the same
    }

    [Fact]
    public void What_stands_in_a_column_without_a_heading_is_named_by_its_letter()
    {
        var row = Rows($"{Header},\n{Row},,x\n{Row},,\n")[0];
        Assert.Equal("", Assert.Single(row.Faults).Pointer);
        Assert.Contains("K2“x”", row.Faults[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JA2018-007,2018,departmental,区域\"协调\"发展,拓展后街功能,binding,qualitative,SWW,政府工作报告")]
    [InlineData("JA2018-007,2018,departmental,\"区域协调\"发展,拓展后街功能,binding,qualitative,SWW,政府工作报告")]
    [InlineData("JA2018-007,2018,departmental,区域协调发展\",拓展后街功能,binding,qualitative,SWW,政府工作报告")]
    public void Quotes_that_do_not_pair_are_a_fault_of_their_row_and_of_no_other(string cells)
    {
        var rows = Rows($"{Header}\n{Row}\n{cells}\n{Row}");
        Assert.Equal(Promise.Qualitative, rows[0].Item);
        Assert.Equal((3, null), (rows[1].Row, rows[1].Item));
        Assert.Equal("引号不成对", Assert.Single(rows[1].Faults).Message);
        Assert.Equal(Promise.Qualitative, rows[2].Item);
    }

    [Fact]
    public void A_quote_that_is_never_closed_makes_no_target_of_the_rest()
    {
        var rows = Rows($"{Header}\n{Row.Replace("拓展", "\"拓展", StringComparison.Ordinal)}\n{Row}");
        Assert.All(rows, r => Assert.NotEmpty(r.Faults));
    }

    [Fact]
    public void A_quoted_line_break_belongs_to_its_cell_and_rows_count_as_a_spreadsheet_shows_them()
    {
        var rows = Rows(
            $"{Header}\r\n{Row.Replace("拓展后街功能", "\"拓展，\r\n\"\"后街\"\",功能\"", StringComparison.Ordinal)}\r\n"
                + $"{Row}\r\nx\r\n");
        Assert.Equal("拓展，\r\n\"后街\",功能", rows[0].Item!.Title);
        Assert.Equal([2, 3, 4], rows.Select(r => r.Row));
        Assert.Equal([false, false, true], rows.Select(r => r.Faults.Count > 0));
    }

    // Blank lines in between and before the header, line breaks in the header, a broken row with several lines.
    [Theory]
    [InlineData("{0}\n\n{1}\n\n\nx\n{1}\n\n", "3 6 7")]
    [InlineData("\r\n\r\n{0}\r\n{1}\r\n\r\n{1}", "4 6")]
    [InlineData("{0}\r{1}\r\r{1}\r", "2 4")]
    [InlineData("{0},\"requirement\"\n{1},\"a\n\nb\nc\"\n{1},\"\nb\n\"\nx,\"\n\n\"\n{1},", "2 3 4 5")]
    public void The_header_is_row_one_and_blank_lines_are_rows(string file, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', Rows(string.Format(
            System.Globalization.CultureInfo.InvariantCulture, file, Header, Row)).Select(r => r.Row)));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void A_cell_that_was_meant_to_be_calculated_is_refused(string title) =>
        Assert.Equal(["/title"], Assert.Single(Rows(
            $"{Header}\n{Row.Replace("拓展后街功能", title, StringComparison.Ordinal)}")).Faults.Select(f => f.Pointer));

    [Fact]
    public void What_is_no_target_is_said_by_member_as_for_json()
    {
        var faults = (string column, string cell) =>
            Assert.Single(Rows($"{Header}\n{Row.Replace(column, cell, StringComparison.Ordinal)}")).Faults
                .Select(f => f.Pointer);
        Assert.Equal(["/id"], faults("JA2018-007", "ja2018-007"));
        Assert.Equal(["/year"], faults(",2018,", ",2018.5,"));
        Assert.Equal(["/kind"], faults("qualitative", "其他"));
        Assert.Equal(["/level"], faults("departmental", "1"));
        Assert.Equal(["/leadUnit"], faults("SWW", "商务委"));
        Assert.Equal(["/title"], faults("拓展后街功能", "")); // an empty cell is an absent member
    }

    [Theory]
    [InlineData("level", "总体（overall）、部门（departmental）")]
    [InlineData("nature", "约束性（binding）、预期性（anticipated）")]
    [InlineData("kind", "定量（quantitative）、节点（milestone）、定性（qualitative）")]
    [InlineData("direction", "上升（increase）、下降（decrease）、不超过（notExceed）、不低于（maintain）")]
    [InlineData("aggregation", "累计（cumulative）、时点（latest）")]
    [InlineData("planShape", "线性（linear）、阶梯（step）")]
    [InlineData("provisional", "true 或 false")]
    public void A_cell_with_none_of_the_values_of_its_column_is_refused_with_them(string column, string allowed)
    {
        var cells = Header.Split(',').Zip(Row.Split(',')).ToDictionary(c => c.First, c => c.Second);
        cells[column] = "其他";
        var fault = Assert.Single(
            Assert.Single(Rows($"{string.Join(',', cells.Keys)}\n{string.Join(',', cells.Values)}")).Faults);
        Assert.Equal("/" + column, fault.Pointer);
        Assert.Contains(allowed, fault.Message, StringComparison.Ordinal);
    }

    // A new enum member of a target is a new column, or at least a new row above.
    [Fact]
    public void Every_enum_column_is_in_the_table_above()
    {
        var tried = typeof(TargetTableTests)
            .GetMethod(nameof(A_cell_with_none_of_the_values_of_its_column_is_refused_with_them))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Cast<InlineDataAttribute>()
            .Select(row => (string)row.Data[0]!);
        var enums = typeof(Target)
            .GetProperties()
            .Where(p => p.Name != nameof(Target.Change)) // a row is a first version, which changes nothing
            .Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) is { IsEnum: true }
                or { Name: "Boolean" })
            .Select(p => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        Assert.Equal(enums.Order(), tried.Order());
    }

    [Fact]
    public void Every_problem_of_a_row_is_said_and_each_once() => Assert.Equal(
        ["/id", "/kind", "/level", "/year"],
        Assert.Single(Rows($"{Header}\nja,2018.5,其他,区域协调发展,拓展后街功能,binding,其他,SWW,政府工作报告")).Faults.Select(f => f.Pointer)
            .Order(StringComparer.Ordinal));

    private static IReadOnlyList<ImportRow<Target>> Rows(string text)
    {
        var (file, unreadable) = TargetTable.Read(text);
        Assert.Null(unreadable);
        return file!.Rows;
    }

    private static string[] HeaderFaults(string header) => TargetTable.Read(header).Unreadable!.Errors!["/header"];
}
