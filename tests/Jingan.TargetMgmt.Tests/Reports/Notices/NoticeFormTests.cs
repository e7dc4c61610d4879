using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Reports.Notices;

/// <summary>How a notice looks: GB/T 9704-2012, and tables that do not tear.</summary>
public sealed class NoticeFormTests
{
    private const int TwipsOfInch = 1_440;

    [Fact]
    public void The_page_is_that_of_an_official_document()
    {
        using var word = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report));
        var sections = word.Body.Descendants<SectionProperties>().ToList();

        // 37, 35, 28 and 26 mm; the text is 156 by 225 mm, also where the page lies on its side.
        var portrait = sections[0].GetFirstChild<PageMargin>()!;
        var landscape = sections[1].GetFirstChild<PageMargin>()!;
        Assert.Equal(
            (37, 35, 28, 26),
            (Millimetres(portrait.Top!.Value), Millimetres(portrait.Bottom!.Value),
                Millimetres((int)portrait.Left!.Value), Millimetres((int)portrait.Right!.Value)));
        Assert.Equal((11906u, 16838u), SizeOf(sections[0]));
        Assert.Equal((16838u, 11906u), SizeOf(sections[1]));
        Assert.Equal(
            (28, 26, 35, 37),
            (Millimetres(landscape.Top!.Value), Millimetres(landscape.Bottom!.Value),
                Millimetres((int)landscape.Left!.Value), Millimetres((int)landscape.Right!.Value)));

        // 22 lines, 28 characters of size 3 (16 points), drawn together by a quarter of a point
        Assert.All(sections, s => Assert.Equal(579, s.GetFirstChild<DocGrid>()!.LinePitch!.Value));
        Assert.Equal(22, (16838 - portrait.Top!.Value - portrait.Bottom!.Value) / 579);
        Assert.Equal(28, (11906 - (int)portrait.Left!.Value - (int)portrait.Right!.Value) / (320 - 5));
    }

    [Fact]
    public void Every_style_names_the_font_of_chinese_text_and_no_font_is_embedded()
    {
        using var word = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report));
        var fonts = word.Main.StyleDefinitionsPart!.Styles!.Elements<Style>()
            .ToDictionary(s => s.StyleName!.Val!.Value!, s => s.StyleRunProperties?.RunFonts?.EastAsia?.Value);

        Assert.DoesNotContain(fonts, f => f.Value is null);
        Assert.Equal(
            ("方正小标宋简体", "黑体", "楷体", "仿宋"),
            (fonts["通报标题"], fonts["通报一级标题"], fonts["通报二级标题"], fonts["通报正文"]));
        Assert.Empty(word.Main.FontTablePart!.FontParts);
        Assert.All(
            word.Main.ChartParts,
            c => Assert.Contains("<a:ea typeface=\"仿宋\"", TextOf(c), StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_are_numbered_odd_on_the_right_even_on_the_left()
    {
        using var word = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report));

        Assert.NotNull(word.Main.DocumentSettingsPart!.Settings!.GetFirstChild<EvenAndOddHeaders>());
        Assert.All(word.Body.Descendants<SectionProperties>(), section => Assert.Equal(
            [HeaderFooterValues.Default, HeaderFooterValues.Even],
            section.Elements<FooterReference>().Select(f => f.Type!.Value)));
        Assert.All(word.Main.FooterParts, f => Assert.Equal("—  PAGE 1 —", f.Footer!.InnerText));
    }

    [Fact]
    public void Every_table_repeats_its_head_and_keeps_its_rows_whole()
    {
        using var word = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report));
        var tables = word.Body.Descendants<Table>().ToList();

        Assert.Equal(8, tables.Count);
        Assert.All(tables, table =>
        {
            var rows = table.Elements<TableRow>().ToList();
            Assert.NotNull(rows[0].TableRowProperties!.GetFirstChild<TableHeader>());
            Assert.All(rows, r => Assert.NotNull(r.TableRowProperties!.GetFirstChild<CantSplit>()));
            var columns = table.GetFirstChild<TableGrid>()!.Elements<GridColumn>().ToList();
            Assert.All(rows, r => Assert.Equal(columns.Count, r.Elements<TableCell>().Count()));
        });

        // as wide as the text: 156 mm, 225 mm on its side
        Assert.Equal(
            [.. Enumerable.Repeat(8845, 7), 12756],
            tables.Select(t => t.GetFirstChild<TableGrid>()!.Elements<GridColumn>()
                .Sum(c => int.Parse(c.Width!.Value!, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void A_row_that_no_page_could_hold_may_be_torn()
    {
        var government = Sample.Government(Sample.Reported(Sample.Quantity(1)));
        using var word = new WordFile(SampleNotice.Of(
            government, SampleNotice.Issued([Sample.Rating(1, "red") with { Rationale = new('长', 8_000) }])));

        Assert.Empty(word.Faults);
        Assert.Null(word.RowsIn("attention-list")[1].TableRowProperties?.GetFirstChild<CantSplit>());
    }

    [Fact]
    public void A_colour_is_written_in_words_and_letters_on_its_colour()
    {
        using var word = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report));

        var lit = word.Body.Descendants<TableCell>().Where(c => c.TableCellProperties!.Shading is not null).ToList();
        Assert.NotEmpty(lit);
        Assert.All(lit, cell => Assert.Equal(
            cell.TableCellProperties!.Shading!.Fill!.Value,
            Sample.Colours.Single(c => $"{c.Name} {c.Letter}" == cell.InnerText).Hex[1..].ToUpperInvariant()));
    }

    [Fact]
    public void A_chart_has_a_letter_at_every_count_and_says_its_figures_in_words()
    {
        using var word = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report));

        Assert.Equal(2, word.Main.ChartParts.Count());
        Assert.All(word.Main.ChartParts, c => Assert.Null(c.EmbeddedPackagePart));
        var chart = TextOf(word.Main.ChartParts.First());
        Assert.All(Sample.Colours, c => Assert.Contains(
            $"formatCode=\"&quot;{c.Letter}&quot;0;;;\"", chart, StringComparison.Ordinal));
        Assert.Equal(
            "美丽静安：绿 G 1 项，黄 Y 1 项，红 R 1 项",
            word.Body.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>().First()
                .Description!.Value);
    }

    [Fact]
    public void A_thousand_targets_stand_in_one_table_and_long_names_in_their_cells()
    {
        var name = string.Concat(Enumerable.Repeat("上海市静安区某某管理委员会办公室", 8));
        var word1 = new string('W', 400);
        TargetFacts[] facts = [.. Enumerable.Range(1, 1_000).Select(i =>
            Sample.Reported(Sample.Quantity(i) with { Title = word1 }))];
        RatingFact[] ratings = [.. Enumerable.Range(1, 1_000).Select(i =>
            Sample.Rating(i, i % 4 == 0 ? "red" : "green") with { Judged = new(word1, name, "1", "7", "万平方米") })];
        using var word = new WordFile(SampleNotice.Of(Sample.Government(facts), SampleNotice.Issued(ratings)));

        Assert.Equal(1_001, word.RowsIn("progress-table").Count);
        Assert.Equal(251, word.RowsIn("attention-list").Count);
        Assert.Contains($"| {word1} | 美丽静安 | {name} |", word.In("progress-table")[1_000], StringComparison.Ordinal);
    }

    private static string TextOf(OpenXmlPart part) => new StreamReader(part.GetStream()).ReadToEnd();

    private static int Millimetres(int twips) => (int)Math.Round(twips * 25.4m / TwipsOfInch);

    private static (uint, uint) SizeOf(SectionProperties section) =>
        (section.GetFirstChild<PageSize>()!.Width!.Value, section.GetFirstChild<PageSize>()!.Height!.Value);
}
