using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Jingan.TargetMgmt.Http.Workbooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace Jingan.TargetMgmt.Tests.Http.Workbooks;

public sealed class WorkbookTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task It_is_what_the_standards_schema_says()
    {
        var answer = Of(async (book, styles, ct) =>
        {
            var first = new WorksheetOptions { FrozenRows = 2, TabColor = System.Drawing.Color.Red };
            await book.StartWorksheetAsync("甲's & 乙", first, ct);
            await book.AddRowAsync([Cells.Of("标题", styles.Title)], ct);
            await book.AddRowAsync([Cells.Of("A", styles.Heading), Cells.Of(0.1m, styles.Percent)], ct);
            await book.AddRowAsync([Cells.Of(new DateOnly(2018, 6, 30), styles.Day)], ct);
            await book.AddRowAsync([Cells.Of("黄 B ▲", styles.Coloured("#8a6d00"))], ct);
            await book.StartWorksheetAsync("丙", new() { Visibility = WorksheetVisibility.Hidden }, ct);
            book.AddNote("A1", "批注");
            await book.AddRowAsync([Cells.Of(7, styles.Number)], ct);
        });
        using var file = await answer.ToFileAsync(Ct);
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, Ct).Select(e => $"{e.Path?.XPath}: {e.Description}"));
    }

    [Fact]
    public async Task Every_sheet_is_printed_on_a4_landscape_one_page_wide_with_its_frozen_rows_on_each_page()
    {
        using var file = await Of(async (book, styles, ct) =>
        {
            await book.StartWorksheetAsync("甲's", new() { FrozenRows = 3, FrozenColumns = 1 }, ct);
            await book.AddRowAsync([Cells.Of("x", styles.Text)], ct);
            await book.StartWorksheetAsync("乙", null, ct);
            await book.AddRowAsync([Cells.Of("y", styles.Text)], ct);
        }).ToFileAsync(Ct);
        foreach (var number in new[] { 1, 2 })
        {
            var sheet = PartOf(file, $"xl/worksheets/sheet{number}.xml");
            var setup = sheet.Element(Main + "pageSetup")!;
            Assert.Equal(("9", "landscape", "0"), (
                setup.Attribute("paperSize")!.Value, setup.Attribute("orientation")!.Value,
                setup.Attribute("fitToHeight")!.Value));
            Assert.Equal("1", sheet.Descendants(Main + "pageSetUpPr").Single().Attribute("fitToPage")!.Value);
            Assert.Equal("&L甲 && 乙&R第 &P 页，共 &N 页", sheet.Descendants(Main + "oddFooter").Single().Value);
        }

        var repeated = Assert.Single(PartOf(file, "xl/workbook.xml").Descendants(Main + "definedName"));
        Assert.Equal(("0", "'甲''s'!$1:$3"), (repeated.Attribute("localSheetId")!.Value, repeated.Value));
    }

    [Fact]
    public async Task The_same_sheets_give_the_same_bytes()
    {
        Assert.Equal((await Simple().ToFileAsync(Ct)).ToArray(), (await Simple().ToFileAsync(Ct)).ToArray());
    }

    [Fact]
    public async Task The_answer_has_a_plain_and_a_chinese_name_and_is_written_without_blocking()
    {
        var http = new DefaultHttpContext();
        using var body = new NeverBlocked();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        await Simple().ExecuteAsync(http);
        Assert.Equal(
            "attachment; filename=report-2018-06.xlsx; filename*=UTF-8''2018%E5%B9%B46%E6%9C%88.xlsx",
            http.Response.Headers.ContentDisposition.ToString());
        Assert.Equal(
            (WorkbookAnswer.MediaType, body.Written.Count),
            (http.Response.ContentType, http.Response.ContentLength));
        Assert.Equal((await Simple().ToFileAsync(Ct)).ToArray(), body.Written);
    }

    [Fact]
    public async Task A_workbook_that_fails_on_the_way_leaves_the_answer_to_a_problem()
    {
        var http = new DefaultHttpContext();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Of(async (book, styles, ct) =>
        {
            await book.StartWorksheetAsync("甲", null, ct);
            throw new InvalidOperationException();
        }).ExecuteAsync(http));
        Assert.Equal((null, 0), (http.Response.ContentType, http.Response.Headers.Count));
    }

    internal static XElement PartOf(Stream file, string name)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        using var part = zip.GetEntry(name)!.Open();
        return XElement.Load(part);
    }

    private static WorkbookAnswer Simple() => Of(async (book, styles, ct) =>
    {
        await book.StartWorksheetAsync("甲", null, ct);
        await book.AddRowAsync([Cells.Of("x", styles.Text)], ct);
    });

    private static WorkbookAnswer Of(Func<Spreadsheet, WorkbookStyles, CancellationToken, Task> write) =>
        new(new("report-2018-06.xlsx", "2018年6月.xlsx"), "甲 & 乙", write);

    // Kestrel allows no write that blocks, and neither does this.
    private sealed class NeverBlocked : MemoryStream
    {
        public List<byte> Written { get; } = [];

        public override void Write(byte[] buffer, int offset, int count) => Assert.Fail("a write that blocks");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written.AddRange(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
