using System.IO.Compression;
using Jingan.TargetMgmt.Government.Batches;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Xlsx;
using Jingan.TargetMgmt.Tests.Http.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>Whatever table was read can be answered by a workbook: when it is written, the reports are stored already.
/// </summary>
public sealed class BatchWorkbookTests
{
    private const string Headings = "<row r='1'><c t='inlineStr'><is><t>目标编号</t></is></c><c t='inlineStr'><is><t>累计值"
        + "</t></is></c><c t='inlineStr'><is><t>进展</t></is></c></row>";

    private const string Row = "<row r='2'><c t='inlineStr'><is><t>JA2018-028</t></is></c><c s='1'><v>3.1</v></c>"
        + "<c t='inlineStr'><is><t>好</t></is></c></row>";

    [Theory]
    [InlineData("填报 (2)")]
    [InlineData("a name of a sheet that is longer than a spreadsheet takes")]
    [InlineData("jingan.key")]
    [InlineData("甲/乙[1]:*?")]
    [InlineData("'甲'")]
    public async Task A_sheet_may_have_any_name(string name)
    {
        var file = XlsxFile.Of(Headings + Row).With("xl/styles.xml", XlsxFile.Styles("0.00")).With(
            "xl/workbook.xml",
            XlsxFile.Workbook($"<sheet name=\"{name}\" sheetId=\"1\" r:id=\"s1\"/>"));
        var back = await MarkAsync(file.Table(), "/value", "收到“约3.1”");
        Assert.Equal("3.1", back["B2"]);
        Assert.Contains("收到“约3.1”", back["D2"], StringComparison.Ordinal);
        Assert.NotEmpty(_notes);
    }

    [Fact]
    public async Task A_number_may_have_any_format()
    {
        var file = XlsxFile.Of(Headings + Row)
            .With("xl/styles.xml", XlsxFile.Styles("0.0" + new string('0', 400) + "\"" + new string('x', 400) + "\""));
        Assert.Equal("3.1", (await MarkAsync(file.Table()))["B2"]);
    }

    [Fact]
    public async Task A_text_may_have_any_character()
    {
        var file = XlsxFile.Of(Headings + Row.Replace("好", "_x0001_好_x0000__x000B_", StringComparison.Ordinal))
            .With("xl/styles.xml", XlsxFile.Styles("0.00"));
        var back = await MarkAsync(file.Table(), "/narrative", "收到“\u0001\uFFFF\uD800好”");
        Assert.Contains("好", back["C2"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_at_the_very_end_costs_no_million_rows()
    {
        var wide = "<c r='GR1048576' t='inlineStr'><is><t>x</t></is></c>";
        var file = XlsxFile.Of(Headings + Row + $"<row r='1048576'>{wide}</row>")
            .With("xl/styles.xml", XlsxFile.Styles("0.00"));
        Assert.False(BatchWorkbook.Fits(file.Table()));
        Assert.True(BatchWorkbook.Fits(XlsxFile.Of(Headings + Row).Table()));
    }

    // What an earlier answer said is left out, and makes no row high.
    [Fact]
    public async Task An_old_result_is_written_over_and_not_counted()
    {
        var old = string.Concat(Enumerable.Repeat("× 须改正 ", 40));
        var file = XlsxFile.Of(
            Headings.Replace("</row>", "<c t='inlineStr'><is><t>校验结果</t></is></c></row>", StringComparison.Ordinal)
            + Row.Replace("</row>", $"<c t='inlineStr'><is><t>{old}</t></is></c></row>", StringComparison.Ordinal))
            .With("xl/styles.xml", XlsxFile.Styles("0.00"));
        var back = await MarkAsync(file.Table());
        Assert.Equal("√ 可以接受（尚未保存）", back["D2"]);
        Assert.DoesNotContain(" ht=", _sheet, StringComparison.Ordinal);
    }

    private IReadOnlyCollection<string> _notes = [];
    private string _sheet = "";

    private async Task<IReadOnlyDictionary<string, string>> MarkAsync(
        Table table, string? pointer = null, string? message = null)
    {
        var (file, refusal) = BatchTable.Read(table, BatchForm.With(_ => null));
        Assert.True(file is not null, string.Join(" ", refusal?.Errors?.SelectMany(e => e.Value) ?? []));
        var outcome = new BatchOutcome(
            Assert.Single(file.Rows), null, pointer is null ? null : "invalid_request",
            pointer is null ? [] : [(pointer, message!)]);
        var row = outcome.ToRow(isHeldBack: true, most: 100);
        _notes = [.. BatchMarks.Of(table, [row]).Notes.Keys];
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
            Response = { Body = new MemoryStream() },
        };
        await BatchWorkbook.Of(file, [row], Results.StatusCode(409)).ExecuteAsync(http);
        Assert.Equal(409, http.Response.StatusCode);
        var back = ((MemoryStream)http.Response.Body).ToArray();
        using (var zip = new ZipArchive(new MemoryStream(back)))
        using (var part = new StreamReader(zip.GetEntry(XlsxFile.Sheet1)!.Open()))
        {
            _sheet = await part.ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        var read = XlsxReader.Read(back, XlsxFile.Limits);
        Assert.True(read.IsRead, read.Refusal?.Detail.En);
        return read.Table.Rows.SelectMany(r => r.Cells).ToDictionary(c => c.Address, c => c.Text);
    }
}
