using System.Globalization;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

/// <summary>A number's format says what the number means: a percentage, a day, a month, a time or itself.</summary>
public sealed class XlsxFormatTests
{
    [Theory]
    [InlineData("0.0%", "0.055", "5.5%")]
    [InlineData("9", "0.55", "55%")]
    [InlineData("10", "1", "100%")]
    [InlineData("0%", "0.0555", "5.55%")] // a rounded 100% would be another colour
    [InlineData("0.00%;[Red]-0.00%", "-7.0000000000000007E-2", "-7%")]
    [InlineData("0\"%\"", "5.5", "5.5")]
    [InlineData("0\\%", "5.5", "5.5")]
    [InlineData("3", "1234567.5", "1234567.5")]
    [InlineData("#,##0.00_);[Red]\\(#,##0.00\\)", "-1234", "-1234")]
    [InlineData("0.0\"万平方米\"", "3.1", "3.1")]
    [InlineData("\"yyyy-mm\" 0", "43252", "43252")]
    [InlineData("[Red]0", "43252", "43252")]
    [InlineData("[>=100]0;0.0", "3.1", "3.1")]
    [InlineData("0.00E+00", "1234", "1234")]
    [InlineData("11", "1234", "1234")]
    [InlineData("General", "43252", "43252")]
    [InlineData("G/通用格式", "43252", "43252")]
    [InlineData("General\"天\"", "3", "3")]
    [InlineData("@", "20180630", "20180630")]
    [InlineData("49", "28", "28")]
    [InlineData("000", "28", "028")]
    [InlineData("# ?/?", "0.5", "0.5")]
    [InlineData("0_d", "5", "5")]
    public void A_number_shows_its_digits(string format, string value, string text)
    {
        var cell = Formatted(format, value).Cell();

        Assert.Equal((text, null, null), (cell.Text, cell.Day, cell.Fault));
        var number = decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.Equal(Math.Round(number, 15), cell.Number);
    }

    [Fact]
    public void A_number_comes_with_its_format_code()
    {
        Assert.Equal("0.0%", Formatted("0.0%", "0.055").Cell().Format);
        Assert.Equal("0.00%", Formatted("10", "0.055").Cell().Format);
        Assert.Equal("yyyy\\-mm", Formatted("yyyy\\-mm", "43252").Cell().Format);
        Assert.Null(Formatted("General", "1").Cell().Format);
    }

    [Theory]
    [InlineData("14")]
    [InlineData("15")]
    [InlineData("16")]
    [InlineData("22")]
    [InlineData("28")]
    [InlineData("30")]
    [InlineData("31")]
    [InlineData("51")]
    [InlineData("58")]
    [InlineData("yyyy/m/d;@")]
    [InlineData("[$-804]yyyy\"年\"m\"月\"d\"日\";@")]
    [InlineData("[$-F800]dddd, mmmm dd, yyyy")]
    [InlineData("m\"月\"d\"日\"")]
    [InlineData("e/m/d")]
    [InlineData("yyyy/m/d h:mm")]
    public void A_day_is_shown_as_a_day(string format)
    {
        var cell = Formatted(format, "43281").Cell();

        Assert.Equal(("2018-06-30", new DateOnly(2018, 6, 30)), (cell.Text, cell.Day));
        Assert.Equal((null, null), (cell.Number, cell.Fault));
    }

    [Theory]
    [InlineData("yyyy-mm")]
    [InlineData("yyyy\\-mm")]
    [InlineData("yyyy\"年\"m\"月\"")]
    [InlineData("[$-804]yyyy\"年\"m\"月\";@")]
    [InlineData("17")]
    [InlineData("27")]
    [InlineData("36")]
    [InlineData("50")]
    [InlineData("52")]
    [InlineData("57")]
    public void The_first_of_a_month_under_a_format_of_months_is_a_month(string format)
    {
        var cell = Formatted(format, "43252").Cell();

        Assert.Equal(("2018-06", new DateOnly(2018, 6, 1), null), (cell.Text, cell.Day, cell.Fault));
        Assert.Equal("2018-06-30", Formatted(format, "43281").Cell().Text);
    }

    [Theory]
    [InlineData(false, "1", "1900-01-01")]
    [InlineData(false, "59", "1900-02-28")]
    [InlineData(false, "61", "1900-03-01")]
    [InlineData(false, "43281", "2018-06-30")]
    [InlineData(false, "2958465", "9999-12-31")]
    [InlineData(false, "43280.999999999", "2018-06-30")]
    [InlineData(true, "0", "1904-01-01")]
    [InlineData(true, "60", "1904-03-01")]
    [InlineData(true, "41819", "2018-06-30")]
    [InlineData(true, "2957003", "9999-12-31")]
    public void Days_are_counted_from_1900_or_from_1904(bool is1904, string serial, string day) =>
        Assert.Equal(day, Counted(is1904, serial).Day?.ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(false, "60")] // 1900-02-29
    [InlineData(false, "60.5")]
    [InlineData(false, "0")]
    [InlineData(false, "-1")]
    [InlineData(false, "2958466")]
    [InlineData(false, "2958465.9999999")]
    [InlineData(true, "2957004")]
    [InlineData(true, "-1")]
    public void A_number_that_is_no_day_is_refused_by_cell(bool is1904, string serial)
    {
        var cell = Counted(is1904, serial);

        Assert.Null(cell.Day);
        Assert.Contains("不是日期", cell.Fault!.Value.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20", "0.604166666666667", "14:30")]
    [InlineData("18", "0.5", "12:00")]
    [InlineData("h\"时\"mm\"分\"", "0.5", "12:00")]
    [InlineData("45", "0.000706018518518519", "00:01:01")]
    [InlineData("46", "1.5", "36:00")]
    [InlineData("[mm]:ss", "0.5", "12:00")]
    [InlineData("22", "43281.604166666664", "2018-06-30 14:30")]
    [InlineData("h:mm", "43281.604166666664", "2018-06-30 14:30")]
    [InlineData("上午/下午h\"时\"mm\"分\"", "0.5", "12:00")]
    public void A_time_is_told_and_is_no_day(string format, string value, string text)
    {
        var cell = Formatted(format, value).Cell();

        Assert.Equal((text, null, null, null), (cell.Text, cell.Day, cell.Number, cell.Fault));
    }

    [Theory]
    [InlineData("14", "43281.604166666664", "2018-06-30 14:30")]
    [InlineData("yyyy-mm", "43252.5", "2018-06-01 12:00")]
    public void A_time_that_the_format_hides_is_refused_by_cell(string format, string value, string text)
    {
        var cell = Formatted(format, value).Cell();

        Assert.Equal((text, null), (cell.Text, cell.Day));
        Assert.Contains($"未显示的时间“{text}”", cell.Fault!.Value.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0,")]
    [InlineData("#,##0,\"千\"")]
    [InlineData("0\\.0,\"万\"")]
    [InlineData("0!.0,")]
    [InlineData("0\\.0000")]
    public void A_number_that_shows_divided_is_refused_by_cell(string format) =>
        Assert.Contains("缩小显示", Formatted(format, "31000").Cell().Fault!.Value.Zh, StringComparison.Ordinal);

    private static XlsxFile Formatted(string format, string value) =>
        XlsxFile.OfCells($"<c s='1'><v>{value}</v></c>").With("xl/styles.xml", XlsxFile.Styles(format));

    private static Jingan.TargetMgmt.Http.Tables.TableCell Counted(bool is1904, string serial) =>
        Formatted("14", serial).With("xl/workbook.xml", XlsxFile.Workbook(
            "<sheet name='填报' sheetId='1' r:id='s1'/>", $"<workbookPr date1904='{(is1904 ? 1 : 0)}'/>")).Cell();
}
