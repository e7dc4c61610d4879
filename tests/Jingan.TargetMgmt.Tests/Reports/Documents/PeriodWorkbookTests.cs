using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Workbooks;

namespace Jingan.TargetMgmt.Tests.Reports.Documents;

public sealed class PeriodWorkbookTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_a_sheet_for_each_question_and_each_says_its_cut_off()
    {
        var sheets = WorkbookText.Of(await FileOf(Two()));
        Assert.Equal(["总览", "红黄清单", "单位", "目标×月", "报送情况", "说明"], sheets.Keys);
        Assert.All(sheets, s =>
        {
            Assert.Equal($"2018年6月目标推进情况报告　{s.Key}", s.Value[0][0]);
            Assert.StartsWith("考核截止日：2018年6月30日；数据截至：2018年7月11日 00:00", s.Value[1][0], StringComparison.Ordinal);
        });
        Assert.Contains(sheets["说明"], r => r.Count > 1 && r[1].Contains(new string('9', 64), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Numbers_are_numbers_shares_are_per_cent_and_no_colour_stands_without_letter_and_shape()
    {
        using var document = SpreadsheetDocument.Open(await FileOf(Two()), isEditable: false);
        var (part, styles) = (document.WorkbookPart!, document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!);
        var cells = part.WorksheetParts.SelectMany(w => w.Worksheet!.Descendants<Cell>()).ToList();
        var formats = styles.NumberingFormats!.Elements<NumberingFormat>()
            .ToDictionary(f => f.NumberFormatId!.Value, f => f.FormatCode!.Value!);
        var shares = cells.Where(c => c.CellValue is not null
            && formats.TryGetValue(FormatOf(c).NumberFormatId!.Value, out var format) && format == "0.0%").ToList();
        Assert.Contains(shares, c => WorkbookText.TextOf(c) == "0.5");
        Assert.DoesNotContain(cells, c => c.CellFormula is not null);

        var coloured = cells.Where(c => FillOf(c) is { } fill && fill.EndsWith("C62828", StringComparison.Ordinal));
        Assert.NotEmpty(coloured);
        Assert.All(coloured, c => Assert.Contains(WorkbookText.TextOf(c), (string[])["■ 红 R", "■R"]));

        CellFormat FormatOf(Cell cell) =>
            (CellFormat)styles.CellFormats!.ElementAt((int)(cell.StyleIndex?.Value ?? 0));

        string? FillOf(Cell cell) => ((Fill)styles.Fills!.ElementAt((int)FormatOf(cell).FillId!.Value))
            .PatternFill?.ForegroundColor?.Rgb?.Value;
    }

    [Fact]
    public async Task Headings_are_frozen_and_every_row_is_as_high_as_its_text()
    {
        var facts = Sample.Reported(Sample.Quantity(1));
        facts = facts with { Lead = facts.Lead! with { Difficulties = new string('难', 210) } };
        using var document = SpreadsheetDocument.Open(
            await FileOf(SampleReport.Of([facts], [Sample.Rating(1, "red")])), isEditable: false);
        var sheets = document.WorkbookPart!.WorksheetParts
            .Select(w => w.Worksheet!).OrderBy(w => w.WorksheetPart!.Uri.ToString(), StringComparer.Ordinal).ToList();
        Assert.Equal([2d, 3d, 3d, 3d, 2d, 3d], sheets.Select(s => s.Descendants<Pane>().Single().VerticalSplit!.Value));

        // 210 characters, nine to a line of 21 less some space.
        var row = sheets[1].Descendants<Row>().ElementAt(3);
        Assert.InRange(row.Height!.Value, 23 * 13.5, 25 * 13.5);
        Assert.All(sheets.SelectMany(s => s.Descendants<Row>()), r => Assert.NotNull(r.Height));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("=HYPERLINK(\"http://evil\")")]
    [InlineData("]]> & \"x\" 'y'")]
    [InlineData("@SUM(A1)\n第二行")]
    public async Task A_hostile_title_stays_a_text_and_the_file_opens(string title)
    {
        var report = SampleReport.Of(
            [Sample.Reported(Sample.Target(1) with { Title = title, Field = title })],
            [Sample.Rating(1, "red") with { Rationale = title, Divergence = new("other", title) }]);
        var file = await FileOf(report);
        using (var document = SpreadsheetDocument.Open(file, isEditable: false))
        {
            Assert.Empty(new OpenXmlValidator().Validate(document, Ct).Select(e => e.Description));
        }

        Assert.Contains(WorkbookText.Of(file)["红黄清单"], r => r.Count > 3 && r[3] == title);
    }

    [Fact]
    public async Task Half_a_character_and_a_very_long_title_leave_a_file_that_opens()
    {
        foreach (var title in new[] { "\uD800半", "\uFFFF", "\u0001", new string('长', 40_000) })
        {
            using var document = SpreadsheetDocument.Open(
                await FileOf(SampleReport.Of(
                    [Sample.Reported(Sample.Target(1) with { Title = title })], [Sample.Rating(1, "red")])),
                isEditable: false);
            Assert.Empty(new OpenXmlValidator().Validate(document, Ct).Select(e => e.Description));
        }
    }

    // Nothing is there yet: no target, no report, no rating, no unit with a part.
    [Fact]
    public async Task An_empty_period_has_all_sheets_and_says_that_there_is_nothing()
    {
        var report = PeriodReportReading.Of(
            new(Sample.Government([]) with { Marks = new() }, Sample.Unreleased with { Colours = [] }),
            SampleReport.Matrix([], []));
        var file = await FileOf(report);
        using (var document = SpreadsheetDocument.Open(file, isEditable: false))
        {
            Assert.Empty(new OpenXmlValidator().Validate(document, Ct).Select(e => e.Description));
        }

        var sheets = WorkbookText.Of(file);
        Assert.Equal(6, sheets.Count);
        Assert.Contains(sheets["需关注清单"], r => r[0] == "评估报告尚未出具，没有可列的目标。");
        Assert.Contains("尚无填报", sheets["总览"][1][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_targets_are_all_there()
    {
        var facts = Enumerable.Range(1, 1000).Select(n => Sample.Reported(Sample.Quantity(n))).ToList();
        var ratings = Enumerable.Range(1, 1000).Select(n => Sample.Rating(n, n % 2 == 0 ? "red" : "green")).ToList();
        var sheets = WorkbookText.Of(await FileOf(SampleReport.Of(facts, ratings)));
        Assert.Equal((1000, 500), (
            sheets["目标×月"].Count(r => r[0].StartsWith("JA2018-", StringComparison.Ordinal)),
            sheets["红黄清单"].Count(r => r.Count > 2 && r[2].StartsWith("JA2018-", StringComparison.Ordinal))));
    }

    private static PeriodReport Two() => SampleReport.Of(
        [Sample.Reported(Sample.Quantity(1)), Sample.Reported(Sample.Target(2))],
        [Sample.Rating(1, "red"), Sample.Rating(2, "green")]);

    private static async Task<MemoryStream> FileOf(PeriodReport report) =>
        await PullWorkbook.Of(report).ToFileAsync(Ct);
}
