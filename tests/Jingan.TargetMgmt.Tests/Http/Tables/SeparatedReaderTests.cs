using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Reading;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

/// <summary>Text files as spreadsheets save them.</summary>
public sealed class SeparatedReaderTests
{
    private static readonly TableLimits Limits = new(10, 5, 100, 10_000);

    [Theory]
    [InlineData("utf-8", false, null, "UTF-8")]
    [InlineData("utf-8", true, null, "UTF-8")]
    [InlineData("utf-8", false, "utf-8", "UTF-8")]
    [InlineData("utf-16", true, null, "UTF-16 LE")]
    [InlineData("utf-16BE", true, null, "UTF-16 BE")]
    [InlineData("utf-16", true, "utf-8", "UTF-16 LE")]
    [InlineData("utf-16", false, "utf-16le", "UTF-16 LE")]
    [InlineData("gbk", false, null, "GB18030")]
    [InlineData("gbk", false, "gbk", "GB18030")]
    [InlineData("gb18030", false, "\"GB2312\"", "GB18030")]
    public void Every_encoding_that_is_read_gives_the_same_table(
        string encoding, bool hasMark, string? charset, string said)
    {
        var its = encoding.StartsWith("gb", StringComparison.Ordinal)
            ? CodePagesEncodingProvider.Instance.GetEncoding(encoding)!
            : Encoding.GetEncoding(encoding);
        byte[] file = [.. hasMark ? its.GetPreamble() : [], .. its.GetBytes("编号,目标\r\n1,拓展后街功能\r\n")];
        var table = Read(file, charset);
        Assert.Equal("A1 编号 B1 目标 A2 1 B2 拓展后街功能", Shown(table));
        Assert.Equal($"{said}，以逗号分隔", table.ReadAs!.Value.Zh);
    }

    [Theory]
    [InlineData("big5", "big5")]
    [InlineData("shift_jis", "shift_jis")]
    [InlineData("utf-8", "UTF-8 读不通")]
    [InlineData("gbk", "GB18030 读不通")]
    public void A_declared_encoding_that_is_not_read_or_not_true_is_named(string charset, string said) =>
        Assert.Contains(said, Fault([0xFF, 0x41, 0x42], charset), StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0 }, "UTF-32")]
    [InlineData(new byte[] { 0x41, 0, 0x2C, 0 }, "UTF-16")]
    [InlineData(new byte[] { 0x41, 0xFF, 0x2C }, "第 2 字节起不是 UTF-8，也不是 GB18030")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 0 }, ".xlsx")]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0 }, ".xls")]
    public void What_is_no_text_is_named_with_what_to_save_it_as(byte[] file, string said)
    {
        Assert.Contains(said, Fault(file, null), StringComparison.Ordinal);
        Assert.Contains("CSV UTF-8", Fault(file, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "逗号")]
    [InlineData("a\tb\n1\t2\n", "制表符")]
    [InlineData("a;b\n1;2\n", "分号")]
    [InlineData("sep=;\na;b\n1;2\n", "分号")]
    [InlineData("sep=,\r\na,b\r\n1,2\r\n", "逗号")]
    [InlineData("SEP=\t\r\na\tb\r\n1\t2\r\n", "制表符")]
    [InlineData("\"a\";b\n1;2\n", "分号")]
    public void The_separator_is_told_or_found_and_its_line_is_no_row(string text, string name)
    {
        var table = Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal("A1 a B1 b A2 1 B2 2", Shown(table));
        Assert.Contains(name, table.ReadAs!.Value.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_in_quotes_separates_nothing_and_a_title_has_no_separator()
    {
        Assert.Equal("A1 a;b;c B1 d", Shown(Read("\"a;b;c\",d\n"u8.ToArray())));
        Assert.Equal("A1 任务表 A2 a B2 b", Shown(Read(Encoding.UTF8.GetBytes("任务表\na;b\n"))));
    }

    [Fact]
    public void Blank_rows_and_cells_are_nothing_and_the_others_keep_their_places() => Assert.Equal(
        "B2 a A5 x\ny C5 z B6 w",
        Shown(Read(Encoding.UTF8.GetBytes("\n ,a,,,,,,,\n,,,,\n\n\"x\ny\",,z\n,w\n,　,\n,,\n\n"))));

    [Fact]
    public void A_cell_whose_quotes_do_not_pair_is_faulty_and_no_other()
    {
        var row = Read(Encoding.UTF8.GetBytes("a,b\n1,区域\"协调\"\n")).Rows[1];
        Assert.Equal([null, TableFault.BadQuotes], row.Cells.Select(c => c.Fault));
    }

    [Fact]
    public void What_is_beyond_the_limits_is_refused_or_faulty()
    {
        Assert.Contains("有 6 列", Fault("a,b,c,d,e,f"u8.ToArray(), null), StringComparison.Ordinal);
        Assert.Equal(ProblemCode.TooLarge, TableReader.Read(
            "text/csv", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n\n", 11))), Limits).Refusal!.Code);
        Assert.Equal(ProblemCode.TooLarge, TableReader.Read("text/csv", new byte[10_001], Limits).Refusal!.Code);
        var cell = Read(Encoding.UTF8.GetBytes(new string('目', 101))).Rows[0].Cells[0];
        Assert.Equal((100, true), (cell.Text.Length, cell.Fault!.Value.Zh.Contains("101", StringComparison.Ordinal)));
        Assert.Equal(ProblemCode.UnsupportedMediaType, TableReader.Read("text/plain", "x"u8.ToArray(), Limits)
            .Refusal!.Code);
    }

    // The parser hands a row over once more for every bad quote in it.
    [Fact]
    public void Two_hundred_thousand_bad_quotes_in_one_row_cost_nothing()
    {
        var file = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\",", 200_000)));
        Assert.NotNull(TableReader.Read("text/csv", file, Limits with { Bytes = 1_000_000 }).Refusal);
    }

    private static Table Read(byte[] file, string? charset = null)
    {
        var (table, refusal) = TableReader.Read(MediaType(charset), file, Limits);
        Assert.Null(refusal);
        return table!;
    }

    private static string Fault(byte[] file, string? charset) =>
        TableReader.Read(MediaType(charset), file, Limits).Refusal!.Errors![""].Single();

    private static string MediaType(string? charset) => charset is null ? "text/csv" : $"text/csv; charset={charset}";

    private static string Shown(Table table) =>
        string.Join(' ', table.Rows.SelectMany(r => r.Cells).Select(c => $"{c.Address} {c.Text}"));
}
