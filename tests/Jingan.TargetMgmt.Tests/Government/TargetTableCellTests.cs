using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Importing;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>Numbers and lists in cells.</summary>
public sealed class TargetTableCellTests
{
    private const string Header =
        "id,year,level,field,title,nature,kind,unitOfMeasure,targetValue,direction,aggregation,plan,nodes,coUnits,"
        + "provisional,leadUnit,source";

    [Theory]
    [InlineData("7", "7")]
    [InlineData("0", "0")]
    [InlineData("3.74", "3.74")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("7.0000000", "7")]
    [InlineData("-7", "-7")]
    [InlineData("999999999999.999999", "999999999999.999999")]
    public void A_plain_number_is_taken_exactly(string cell, string value) =>
        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
            Read(value: cell).Item!.TargetValue);

    // What Excel shows instead of a number, and what one would have to guess.
    [Theory]
    [InlineData("\"1,23\"")]
    [InlineData("1 234")]
    [InlineData("1e3")]
    [InlineData("1E+06")]
    [InlineData("07")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("--7")]
    [InlineData("7%")]
    [InlineData("约7")]
    [InlineData("7家")]
    [InlineData("=7")]
    [InlineData("#DIV/0!")]
    [InlineData("NaN")]
    [InlineData("0.1234567")]
    [InlineData("1000000000000")]
    [InlineData("-1000000000000")]
    [InlineData("12345678901234567890123456789")]
    public void Any_other_number_is_refused_and_not_rounded(string cell)
    {
        var row = Read(value: cell);
        Assert.Null(row.Item);
        Assert.Equal(["/targetValue"], row.Faults.Select(f => f.Pointer));
    }

    [Fact]
    public void An_empty_number_is_absent()
    {
        var target = Read(value: "", provisional: "true").Item!;
        Assert.Equal((null, true), (target.TargetValue, target.Provisional));
    }

    [Theory, InlineData("FALSE"), InlineData("否"), InlineData("false")]
    public void Provisional_may_be_no_in_the_words_of_people_and_spreadsheets(string cell) =>
        Assert.False(Read(provisional: cell).Item!.Provisional);

    [Theory, InlineData("1"), InlineData("=TRUE()")]
    public void Provisional_is_yes_or_no(string cell) =>
        Assert.Equal(["/provisional"], Read(provisional: cell).Faults.Select(f => f.Pointer));

    [Fact]
    public void Lists_have_their_entries_and_parts()
    {
        var target = Read(plan: "2018-03|1.5;2018-Q2|-3", nodes: "N1|普查完成|2018-09-30",
            coUnits: "LSJ|绿化;GTJ|规划|2018-06-30").Item!;
        Assert.Equal([new(new("2018-03"), 1.5m), new(new("2018-Q2"), -3)], target.Plan!);
        Assert.Equal([new("N1", "普查完成", new(2018, 9, 30))], target.Nodes!);
        Assert.Equal([new(new("LSJ"), "绿化"), new(new("GTJ"), "规划", new(2018, 6, 30))], target.CoUnits!);
    }

    [Theory]
    [InlineData("2018-03", "/plan/0/value")]
    [InlineData("2018-03|", "/plan/0/value")]
    [InlineData("|1", "/plan/0/period")]
    [InlineData("2018-03|1|2", "/plan")]
    [InlineData("2018-03|1;x", "/plan/1/period /plan/1/value")]
    [InlineData("2018-03|1e3", "/plan/0/value")]
    [InlineData("2018-03|1;2018-04|0.1234567", "/plan/1/value")]
    [InlineData("2018-13|1", "/plan/0/period")]
    [InlineData("2018-03：1", "/plan/0/period /plan/0/value")]
    [InlineData("=2018-03|1", "/plan/0/period")]
    public void A_plan_that_is_none_is_refused_where_it_breaks(string cell, string pointers) =>
        Assert.Equal(pointers, Pointers(Read(plan: cell)));

    [Theory]
    [InlineData("N1|普查完成", "/nodes/0/due")]
    [InlineData("N1|普查完成|9月底", "/nodes/0/due")]
    [InlineData("N1|普查完成|2018-02-30", "/nodes/0/due")]
    [InlineData("N1|=1|2018-09-30", "/nodes/0/title")]
    public void A_node_that_is_none_is_refused_where_it_breaks(string cell, string pointers) =>
        Assert.Equal(pointers, Pointers(Read(nodes: cell)));

    [Theory]
    [InlineData("绿化局|绿化", "/coUnits/0/unit")]
    [InlineData("LSJ|绿化|2018-06-30|x", "/coUnits")]
    public void A_co_unit_that_is_none_is_refused_where_it_breaks(string cell, string pointers) =>
        Assert.Equal(pointers, Pointers(Read(coUnits: cell)));

    // Case 18: a node a line, the signs of a Chinese keyboard, a separator and a line break.
    [Theory]
    [InlineData("\"N1|开工|2018-06-30;\nN2|竣工|2018-12-31\"")]
    [InlineData("\"N1|开工|2018-06-30\r\nN2|竣工|2018-12-31\n\"")]
    [InlineData("N1｜开工｜2018年6月30日；N2｜竣工｜２０１８．１２．３１")]
    [InlineData(" N1 | 开工 | 2018/6/30 ; N2 | 竣工 | 2018/12/31 ;")]
    public void Items_are_lines_or_stand_between_signs_of_either_keyboard(string cell) => Assert.Equal(
        [new("N1", "开工", new(2018, 6, 30)), new("N2", "竣工", new(2018, 12, 31))],
        Read(nodes: cell).Item!.Nodes!);

    [Fact]
    public void A_co_units_part_may_be_left_open() => Assert.Equal(
        [new(new("LSJ")), new(new("GTJ"), "", new(2018, 6, 30)), new(new("CZJ"))],
        Read(coUnits: "LSJ;GTJ||2018-06-30;CZJ").Item!.CoUnits!);

    [Fact]
    public void Every_faulty_cell_of_a_row_is_named_at_once() =>
        Assert.Equal(
            "/targetValue /provisional /plan", Pointers(Read(value: "七", plan: "a|b|c", provisional: "maybe")));

    private static string Pointers(ImportRow<Target> row) => string.Join(' ', row.Faults.Select(f => f.Pointer));

    private static ImportRow<Target> Read(
        string value = "7", string plan = "", string nodes = "", string coUnits = "", string provisional = "")
    {
        var (file, unreadable) = TargetTable.Read(
            $"{Header}\nJA2018-028,2018,departmental,美丽静安,建成公共绿地,binding,quantitative,万平方米,{value},increase,"
                + $"cumulative,{plan},{nodes},{coUnits},{provisional},LSJ,政府工作报告\n");
        Assert.Null(unreadable);
        return Assert.Single(file!.Rows);
    }
}
