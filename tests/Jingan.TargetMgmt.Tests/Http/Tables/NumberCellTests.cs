using System.Globalization;
using CsCheck;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Spellings;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

/// <summary>Numbers as clerks write them, and what only looks like one.</summary>
public sealed class NumberCellTests
{
    private static readonly Gen<decimal> AnyMeasure = Gen.Select(
        Gen.Long[-999_999_999_999, 999_999_999_999], Gen.Int[0, 6], (digits, decimals) =>
            digits / (decimal)Math.Pow(10, decimals));

    // Each is how a person may write the very same value.
    private static readonly (string Name, Func<decimal, string> Write)[] Spellings =
    [
        ("plain", Plain),
        ("full width", v => Wide(Plain(v))),
        ("space around", v => $" {Plain(v)}\u3000\n"),
        ("thousands", v => Grouped(v)),
        ("full-width thousands", v => Wide(Grouped(v))),
        ("a plus sign", v => v < 0 ? Plain(v) : "+" + Plain(v)),
        ("a minus sign of print", v => Plain(v).Replace('-', '\u2212')),
        ("zeros behind", v => Plain(v) + (Plain(v).Contains('.', StringComparison.Ordinal) ? "0" : ".00")),
    ];

    [Fact]
    public void A_value_in_every_accepted_spelling_is_the_same_value() =>
        AnyMeasure.Sample(value =>
        {
            foreach (var (name, write) in Spellings)
            {
                Assert.Equal((name, value), (name, Read(write(value)).Value));
                Assert.Equal((name, value), (name, Read(write(value).Trim() + "%", "%").Value));
                Assert.Equal((name, value), (name, Read(write(value).Trim() + " ％ ", "％").Value));
            }
        }, iter: 2_000);

    [Fact]
    public void What_is_neither_taken_nor_a_number_is_refused_with_its_text() =>
        Gen.String[Gen.OneOf(Gen.Char["0123456789,.-+%"], Gen.Char["约至家亿１２，．％ e"]), 1, 12].Sample(text =>
        {
            var (value, fault) = Read(text);
            Assert.NotEqual(value is null, fault is null);
            // What is taken has the digits that are written, and no others.
            Assert.True(value is null || Digits(text).Trim('0') == Digits(Plain(value.Value)).Trim('0'), text);
            Assert.True(fault is null || fault.Value.Zh.Contains(text.Trim(), StringComparison.Ordinal), text);
        }, iter: 20_000);

    [Theory]
    [InlineData("约6", "写作 6")]
    [InlineData("6左右", "写作 6")]
    [InlineData(">6", "写作 6")]
    [InlineData("3-5", "区间")]
    [InlineData("3～5", "区间")]
    [InlineData("3至5家", "区间")]
    [InlineData("20家", "写作 20")]
    [InlineData("-20家", "写作 -20")]
    [InlineData("800亿元", "写作 800")]
    [InlineData("20家；1家", "不止一个数")]
    [InlineData("12,34,567", "每三位")]
    [InlineData("1,2345", "每三位")]
    [InlineData("1234,567", "每三位")]
    [InlineData("3,5", "每三位")]
    [InlineData("1e3", "科学计数法")]
    [InlineData("=1+1", "公式")]
    [InlineData("#DIV/0!", "出错标记")]
    [InlineData("—", "留空")]
    [InlineData("无", "留空")]
    [InlineData("07", "普通小数")]
    [InlineData(".5", "普通小数")]
    [InlineData("5.", "普通小数")]
    [InlineData("--7", "普通小数")]
    [InlineData("1 234", "普通小数")]
    [InlineData("七", "普通小数")]
    [InlineData("0.1234567", "6 位小数")]
    [InlineData("1000000000000", "12 位整数")]
    [InlineData("12345678901234567890123456789", "12 位整数")]
    [InlineData("9.9999999999999999999999999999", "6 位小数")]
    public void What_would_be_a_guess_is_refused_with_what_to_write(string text, string said)
    {
        var (value, fault) = Read(text);
        Assert.Null(value);
        Assert.Contains($"“{text}”", fault!.Value.Zh, StringComparison.Ordinal);
        Assert.Contains(said, fault.Value.Zh, StringComparison.Ordinal);
        Assert.Contains($"\"{text}\"", fault.Value.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("家")]
    [InlineData("")]
    [InlineData(null)]
    public void Per_cent_is_taken_where_the_unit_of_measure_is_per_cent_only(string? unit)
    {
        Assert.Equal(55m, Read("55%", " % ").Value);
        Assert.Null(Read("55%", unit).Value);
        Assert.NotNull(Read("55%", unit).Fault);
    }

    // A spreadsheet holds 0.055 where it shows 5.5%.
    [Theory]
    [InlineData("5.50%", "0.055", "0.00%", "%", "5.5")]
    [InlineData("6%", "0.055", "0%", "%", "6")]
    [InlineData("33.33", "33.3333333333333", "0.00", null, "33.33")]
    [InlineData("3.1", "3.0999999999999996", null, null, "3.1")]
    [InlineData("1,234", "1234", "#,##0", null, "1234")]
    [InlineData("5.50%", "0.055", "0.00%", "家", null)]
    [InlineData("1234", "1234000", "0,", null, null)]
    [InlineData("5", "0.055", "0", null, null)]
    public void A_number_is_what_the_cell_shows(
        string text, string held, string? format, string? unit, string? value) => Assert.Equal(
            value is null ? (decimal?)null : Parse(value),
            NumberCell.Read(new(12, 6, text, Parse(held), format), unit).Value);

    [Fact]
    public void A_date_is_no_number_and_a_faulty_cell_says_its_own_fault()
    {
        Assert.Contains("日期", NumberCell.Read(new(2, 1, "2018-03-05", Day: new(2018, 3, 5)), null).Fault!.Value.Zh,
            StringComparison.Ordinal);
        Text formula = new("是公式", "is a formula");
        Assert.Equal((null, formula), NumberCell.Read(new(2, 1, "7", 7, Fault: formula), null));
    }

    private static (decimal? Value, Text? Fault) Read(string text, string? unit = null) =>
        NumberCell.Read(new TableCell(12, 6, text), unit);

    private static decimal Parse(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Plain(decimal value) => Measure.Normalise(value).ToString(CultureInfo.InvariantCulture);

    private static string Grouped(decimal value) =>
        value.ToString("#,##0.######", CultureInfo.InvariantCulture);

    private static string Wide(string text) => string.Concat(text.Select(c => (char)(c - '!' + '\uFF01')));

    private static string Digits(string text) =>
        string.Concat(text.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c).Where(char.IsAsciiDigit));
}
