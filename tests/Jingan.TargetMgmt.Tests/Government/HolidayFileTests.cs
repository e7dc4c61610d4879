using Jingan.TargetMgmt.Government.Calendar;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>A holiday file is taken whole, or refused with file and line.</summary>
public sealed class HolidayFileTests
{
    private const string Source = "# source: 国办发明电〔2018〕15号\n";
    private const string Head = Source + "# read at: https://example.org\ndate,kind,name\n";

    [Fact]
    public void A_year_is_its_notices_and_its_days()
    {
        var year = HolidayFile.Read("/h/2019.csv",
            Source + "# source: 国办发明电〔2019〕3号\r\ndate,kind,name\r\n"
                + "2019-05-01,holiday,劳动节\n\n2019-05-05,workday,劳动节");
        Assert.Equal((2019, "国办发明电〔2018〕15号；国办发明电〔2019〕3号"), (year.Year, year.Source));
        Assert.Equal(new Dictionary<DateOnly, bool> { [new(2019, 5, 1)] = false, [new(2019, 5, 5)] = true },
            year.IsWorkday);
    }

    [Theory]
    [InlineData("2019.csv", "", "2019.csv:1: 首行")]
    [InlineData("2019.csv", "date,kind,name\n2019-05-01,holiday,劳动节", "2019.csv:1: 首行")]
    [InlineData("2019.csv", "# source: \ndate,kind,name\n2019-05-01,holiday,劳动节", "2019.csv:1: 首行")]
    [InlineData("2019.csv", Source + "date,name,kind\n2019-05-01,劳动节,holiday", "2019.csv:2: 列名")]
    [InlineData("2019.csv", Source, "2019.csv:2: 列名")]
    [InlineData("2019.csv", Head, "2019.csv: 没有任何日期")]
    [InlineData("2019.csv", Head + "2019-05-01,holiday,劳动节\n2019-05-01,holiday,劳动节", "2019.csv:5: 日期重复")]
    [InlineData("2019.csv", Head + "2019-05-05,holiday,劳动节\n2019-05-05,workday,劳动节", "2019.csv:5: 日期重复")]
    [InlineData("2019.csv", Head + "2020-05-01,holiday,劳动节", "2019.csv:4: 不是 2019 年")]
    [InlineData("2019.csv", Head + "2019-05-01,off,劳动节", "2019.csv:4: 类别")]
    [InlineData("2019.csv", Head + "2019-02-29,holiday,春节", "2019.csv:4: 日期有误")]
    [InlineData("2019.csv", Head + "2019/05/01,holiday,劳动节", "2019.csv:4: 日期有误")]
    [InlineData("2019.csv", Head + "2019-05-01,holiday", "2019.csv:4: 每行须为")]
    [InlineData("2019.csv", Head + "2019-05-01,holiday, ", "2019.csv:4: 每行须为")]
    [InlineData("2019.csv", Head + "2019-05-06,workday,劳动节", "2019.csv:4: 调休上班日")]
    [InlineData("holidays.csv", Head + "2019-05-01,holiday,劳动节", "holidays.csv: 文件名")]
    [InlineData("19.csv", Head + "2019-05-01,holiday,劳动节", "19.csv: 文件名")]
    [InlineData("0000.csv", Head + "2019-05-01,holiday,劳动节", "0000.csv: 文件名")]
    public void Anything_else_is_refused_with_file_and_line(string file, string text, string said)
    {
        var fault = Assert.Throws<InvalidDataException>(() => HolidayFile.Read("/h/" + file, text));
        Assert.StartsWith("/h/" + said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_folder_is_named_none_is_read_and_a_missing_one_is_said()
    {
        Assert.Empty(HolidayFile.ReadFolder(""));
        Assert.Contains("没有此目录",
            Assert.Throws<InvalidDataException>(() => HolidayFile.ReadFolder("/nowhere/holidays")).Message,
            StringComparison.Ordinal);
    }
}
