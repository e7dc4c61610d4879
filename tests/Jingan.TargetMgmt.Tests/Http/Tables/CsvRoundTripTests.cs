using System.Text.RegularExpressions;
using CsCheck;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Separated;
using Jingan.TargetMgmt.Http.Tables.Spellings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

/// <summary>A text that was made harmless for a spreadsheet comes back as it was.</summary>
public sealed partial class CsvRoundTripTests
{
    private static readonly TableLimits Limits = new(Rows: 100, Columns: 10, CellCharacters: 5_000, Bytes: 100_000);

    // Text as people write it, and all that a quote, a formula or a line break makes of it.
    private static readonly Gen<string> Texts =
        Gen.Char["'=+-@\t\r\n\",;| a甲0(𠮷＝＋－＠\u00A0\u2028\u200B\u200D\u2060\uFEFF\u3000"].Array[1, 12]
        .Select(c => new string(c)).Where(t => !string.IsNullOrWhiteSpace(t) && !HasHalf(t));

    [Fact]
    public void Any_text_that_is_no_formula_comes_back_from_the_table_it_was_written_to() =>
        Texts.Sample(text =>
        {
            var cell = Assert.Single(Written(text));
            var (read, fault) = TextCell.Read(cell);
            Assert.Null(fault);
            Assert.Equal(text, read);
            Assert.DoesNotMatch(Runs(), cell.Text);
        });

    [Theory]
    [InlineData("=1+1")]
    [InlineData("'=1+1")]
    [InlineData("''=1+1")]
    [InlineData("'")]
    [InlineData("''")]
    [InlineData("'引号开头")]
    [InlineData("-5 摄氏度以下")]
    [InlineData("@SUM(A1)")]
    [InlineData("-2+cmd|' /C calc'!A0")]
    [InlineData("\t=1")]
    [InlineData("\r\n=1")]
    [InlineData("＝1+1")]
    [InlineData("－5 摄氏度以下")]
    [InlineData("  =1")]
    [InlineData("\u3000＠SUM(A1)")]
    [InlineData("\uFEFF=1")]
    [InlineData("\u200B\u200D+1")]
    [InlineData("' '=1")]
    [InlineData("第一行\n=1+1")]
    [InlineData("第一行\r\n'=1+1\r\n\r\n\t＋1")]
    [InlineData("第一行\u2028@SUM(A1)")]
    public void So_does_what_begins_like_a_formula_or_with_a_quote(string text)
    {
        var cell = Assert.Single(Written(text));
        Assert.DoesNotMatch(Runs(), cell.Text);
        Assert.Equal((text, null), TextCell.Read(cell));
    }

    // What Excel, WPS or a program that splits by lines would calculate: said once more, in other words.
    [GeneratedRegex(@"(^|[\n\v\f\r\u0085\u2028\u2029])([\s\p{Cf}]*[=+\-@＝＋－＠]|\t)|^[\r\n]")]
    private static partial Regex Runs();

    private static bool HasHalf(string text) => text.Where((c, i) =>
        (char.IsHighSurrogate(c) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])))
        || (char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1])))).Any();

    // Behind a heading, as an export has it.
    private static IEnumerable<TableCell> Written(string text)
    {
        var file = Assert.IsType<FileContentHttpResult>(Csv.ToResult("x.csv", ["甲", "乙"], [["x", text]]));
        var read = SeparatedReader.Read(file.FileContents.Span, null, Limits);
        Assert.Null(read.Refusal);
        return read.Table!.Rows.Where(r => r.Number > 1).SelectMany(r => r.Cells).Where(c => c.Column == 2);
    }
}
