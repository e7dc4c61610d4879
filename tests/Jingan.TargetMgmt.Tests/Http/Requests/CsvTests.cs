using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jingan.TargetMgmt.Tests.Http.Requests;

public sealed class CsvTests
{
    [Fact]
    public void A_table_is_a_file_that_excel_and_wps_open_as_it_is()
    {
        var file = Assert.IsType<FileContentHttpResult>(Csv.ToResult(
            "表.csv", ["编号", "值"], [["JA2018-001", 7m], ["JA2018-002", null]]));
        Assert.Equal(("表.csv", "text/csv; charset=utf-8"), (file.FileDownloadName, file.ContentType));
        Assert.Equal([0xEF, 0xBB, 0xBF, .. "编号,值\r\nJA2018-001,7\r\nJA2018-002,\r\n"u8], file.FileContents.ToArray());
    }

    // What begins like a formula would run on the machine of whoever opens the report.
    [Theory]
    [InlineData("=1+1")]
    [InlineData("=HYPERLINK(\"http://evil\",\"x\")")]
    [InlineData("+7")]
    [InlineData("-7")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("＝1+1")]
    [InlineData("＋7")]
    [InlineData("－7")]
    [InlineData("＠SUM(A1)")]
    [InlineData(" =1")]
    [InlineData("\u3000=1")]
    [InlineData("\uFEFF=1")]
    [InlineData("\u200B=1")]
    [InlineData("\u202E=1")]
    public void A_text_that_looks_like_a_formula_gets_a_quote_in_front(string text) =>
        Assert.Equal("'" + text, Assert.Single(Cells(text)));

    // A program that splits a file by its lines, and there are such, takes each for a cell.
    [Theory]
    [InlineData("一\n=1", "一\n'=1")]
    [InlineData("一\r\n- 二\r\n\r\n＠三", "一\r\n'- 二\r\n\r\n'＠三")]
    [InlineData("=1\n=2", "'=1\n'=2")]
    [InlineData("\r=1", "'\r'=1")]
    [InlineData("\n=1", "'\n'=1")]
    [InlineData("\r\n一", "'\r\n一")]
    [InlineData("一\n'=1", "一\n''=1")]
    [InlineData("一\u2028 +1", "一\u2028' +1")]
    public void So_does_each_line_of_a_text(string text, string written) =>
        Assert.Equal(written, Assert.Single(Cells(text)));

    [Theory]
    [InlineData("a=b")]
    [InlineData("逗号,里面")]
    [InlineData("引号\"里面\"")]
    [InlineData("第一行\r\n第二行")]
    [InlineData("第一行\n第二行")]
    [InlineData("第一行\r第二行")]
    [InlineData(" 空格 ")]
    [InlineData("")]
    public void Every_other_text_stays_as_it_is(string text) => Assert.Equal(text, Assert.Single(Cells(text)));

    [Fact]
    public void Numbers_stay_numbers_whatever_the_servers_language()
    {
        // A minus is no formula here: a sheet must be able to add these up.
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new("de-DE");
        try
        {
            Assert.Equal(
                "-5,-1234.5,0.000001,-3,9223372036854775807\r\n", Line(-5m, -1234.5m, 0.000001m, -3, long.MaxValue));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("/api/v1/reports/overview.csv", null, true)]
    [InlineData("/api/v1/reports/overview", null, false)]
    [InlineData("/api/v1/reports/overview", "text/csv", true)]
    [InlineData("/api/v1/reports/overview", "*/*", false)]
    [InlineData("/api/v1/reports/overview", "application/json, text/csv;q=0.5", false)]
    [InlineData("/api/v1/reports/overview", "application/json;q=0.4, text/csv;q=0.5", true)]
    public void Whoever_prefers_csv_gets_it(string path, string? accept, bool isWanted)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = path;
        http.Request.Headers.Accept = accept;
        Assert.Equal(isWanted, Csv.IsWanted(http));
    }

    private static string Line(params object?[] cells)
    {
        var bytes = Assert.IsType<FileContentHttpResult>(Csv.ToResult("x.csv", ["h"], [cells])).FileContents;
        return Encoding.UTF8.GetString(bytes.Span[3..])["h\r\n".Length..];
    }

    // Read back by a parser that knows nothing of ours.
    private static IEnumerable<string> Cells(params object?[] cells)
    {
        using var parser = new CsvHelper.CsvParser(new StringReader(Line(cells)), CultureInfo.InvariantCulture);
        return parser.Read() ? parser.Record! : [""];
    }
}
