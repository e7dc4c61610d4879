using CsCheck;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables.Spellings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

public sealed class FlagAndTextCellTests
{
    [Theory]
    [InlineData("true TRUE True ＴＲＵＥ 是 ✓ ✔ √ 对勾", true)]
    [InlineData("false FALSE False 否", false)]
    public void Yes_and_no_are_said_in_many_ways(string spellings, bool flag) =>
        Assert.All(spellings.Split(' '), s => Assert.Equal(flag, FlagCell.Read(new(2, 1, $" {s} ")).Flag));

    [Theory]
    [InlineData("1")]
    [InlineData("不是")]
    [InlineData("yes")]
    [InlineData("×")]
    [InlineData("=TRUE()")]
    public void Neither_yes_nor_no_is_refused_with_its_text(string text)
    {
        Assert.Null(FlagCell.Read(new(2, 1, text)).Flag);
        Assert.Contains($"“{text}”", FlagCell.Read(new(2, 1, text)).Fault!.Value.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- 第一点\n- 第二点")]
    [InlineData("-第一点")]
    [InlineData("+拓展")]
    [InlineData("- CBD（一期）(2018)")]
    [InlineData("@静安")]
    [InlineData(" 空格 ")]
    [InlineData(" =1")]
    [InlineData("'引号")]
    public void A_text_is_taken_as_it_stands(string text) =>
        Assert.Equal(text, TextCell.Read(new(2, 1, text)).Text);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("\t=1")]
    [InlineData("@SUM(A1)")]
    [InlineData("+SUM(A1)")]
    [InlineData("-2+3+cmd|' /C calc'!A0")]
    public void What_was_meant_to_be_calculated_is_refused(string text) =>
        Assert.Null(TextCell.Read(new(2, 1, text)).Text);

    // Whatever an export writes comes back as it was.
    [Fact]
    public void An_exported_text_comes_back_unharmed() =>
        Gen.String[Gen.Char["'=+-@\t\r\n,;\"|!(A1静安 "], 1, 12].Where(t => !string.IsNullOrWhiteSpace(t)).Sample(text =>
            Assert.Equal(text, TextCell.Read(new(1, 1, Exported(text))).Text), iter: 5_000);

    [Theory]
    [InlineData("=绿化")]
    [InlineData("'=绿化")]
    [InlineData("''=绿化")]
    [InlineData("-绿化")]
    [InlineData("'-绿化")]
    public void A_mark_of_the_export_is_told_from_a_quote_of_the_text(string text) =>
        Assert.Equal(text, TextCell.Read(new(1, 1, Exported(text))).Text);

    private static string Exported(string text)
    {
        var file = Assert.IsType<FileContentHttpResult>(Csv.ToResult("x.csv", ["h"], [[text]])).FileContents;
        using var parser = new CsvHelper.CsvParser(
            new StringReader(System.Text.Encoding.UTF8.GetString(file.Span[3..])),
            new CsvHelper.Configuration.CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture)
            {
                IgnoreBlankLines = false,
            });
        Assert.True(parser.Read() && parser.Read());
        return parser[0];
    }
}
