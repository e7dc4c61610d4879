using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Print;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Tests.Reports.Documents;

/// <summary>The page is HTML that is well-formed XML too, so that a parser of the base library reads it.</summary>
public sealed class ReportPageTests
{
    [Fact]
    public void It_is_one_file_without_script_and_names_nothing_that_would_be_fetched()
    {
        var (html, policy) = ReportPage.Of(Two());
        var page = Parse(html);
        Assert.Equal("zh-CN", page.Attribute("lang")!.Value);
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is
            "script" or "link" or "img" or "iframe" or "form" or "object" or "embed" or "base");
        Assert.DoesNotContain(page.Descendants().Attributes(), a =>
            a.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || a.Name.LocalName is "src" or "style");
        Assert.All(page.Descendants().Attributes("href"), a => Assert.Equal('#', a.Value[0]));
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);

        // What it allows is its own style sheet, by hash.
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        var css = page.Descendants("style").Single().Value;
        Assert.EndsWith(
            $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)))}'", policy,
            StringComparison.Ordinal);
        Assert.Equal(policy, page.Descendants("meta").Single(m =>
            m.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</style><img src=x onerror=alert(1)>")]
    [InlineData("]]> & \"x\" 'y' &#60;")]
    [InlineData("=1+1")]
    public void A_hostile_text_is_shown_as_it_is(string title)
    {
        var page = Parse(ReportPage.Of(SampleReport.Of(
            [Sample.Reported(Sample.Target(1) with { Title = title, Field = title })],
            [Sample.Rating(1, "red") with { Rationale = title }])).Html);
        Assert.Contains(page.Descendants("td"), td => td.Value == title);
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "img");
    }

    [Fact]
    public void Half_a_character_and_a_long_title_leave_a_page_that_is_read()
    {
        foreach (var title in new[] { "\uD800半", new string('长', 5_000) + "\uD842\uDFB7", "𠮷" + new string('a', 60) })
        {
            Parse(ReportPage.Of(SampleReport.Of(
                [Sample.Reported(Sample.Target(1) with { Title = title })], [Sample.Rating(1, "red")])).Html);
        }
    }

    [Fact]
    public void Every_table_has_a_caption_and_says_which_cells_are_headings()
    {
        var page = Parse(ReportPage.Of(Two()).Html);
        Assert.True(page.Descendants("table").Count() >= 8);
        Assert.All(page.Descendants("table"), table =>
        {
            Assert.NotEqual("", table.Element("caption")!.Value);
            Assert.All(table.Element("thead")!.Descendants("th"), th =>
                Assert.Equal("col", th.Attribute("scope")!.Value));
            Assert.All(table.Elements("tbody").Elements("tr"), tr =>
                Assert.StartsWith("row", tr.Elements().First().Attribute("scope")!.Value, StringComparison.Ordinal));
        });
    }

    // Two colours that a printer makes one grey are told apart by pattern, letter and shape.
    [Fact]
    public void Every_colour_has_a_pattern_and_a_letter_of_its_own_and_a_chart_a_table_beside_it()
    {
        var page = Parse(ReportPage.Of(Two()).Html);
        var patterns = page.Descendants("pattern").Select(p => p.Element("path")!.Attribute("d")!.Value).ToList();
        Assert.Equal((4, 4), (patterns.Count, patterns.Distinct().Count()));
        Assert.Equal(["◆B", "●G", "▲Y", "■R"], page.Descendants("g").Select(g => g.Element("text")!.Value));

        var sections = page.Descendants("section").Where(s => s.Descendants("svg").Any()).ToList();
        Assert.Equal(["总览", "目标×月"], sections.Select(s => s.Element("h2")!.Value));
        Assert.All(sections, s => Assert.NotEmpty(s.Descendants("table")));
        var cells = sections[1].Descendants("td").Select(td => td.Value).ToList();
        Assert.Contains("■ 红 R", cells);
        Assert.Equal(2, sections[1].Descendants("use").Count());
    }

    [Fact]
    public void A_colour_of_another_scheme_is_drawn_by_its_code()
    {
        var page = Parse(ReportPage.Of(SampleReport.Of(
            [Sample.Reported(Sample.Target(1))], [Sample.Rating(1, "green")],
            [Sample.Rating(1, "purple", period: "2018-05")])).Html);
        Assert.Contains(page.Descendants("g"), g => g.Element("text")!.Value == "purple");
    }

    [Fact]
    public void An_empty_period_says_that_there_is_nothing()
    {
        var page = Parse(ReportPage.Of(PeriodReportReading.Of(
            new(Sample.Government([]) with { Marks = new() }, Sample.Unreleased with { Colours = [] }),
            SampleReport.Matrix([], []))).Html);
        Assert.Contains(page.Descendants("p"), p => p.Value == "评估报告尚未出具，没有可列的目标。");
    }

    [Fact]
    public async Task It_is_shown_under_a_policy_without_scripts_and_kept_under_a_chinese_name()
    {
        var http = new DefaultHttpContext();
        var ports = new SamplePorts(Sample.Government(Sample.Reported(Sample.Target(1))), Sample.Unreleased);
        await PullPage.Handle(Sample.June, http, ports, ports, TestContext.Current.CancellationToken);
        Assert.StartsWith(
            "default-src 'none'", http.Response.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(
            "inline; filename=report-2018-06.html; filename*=UTF-8''2018%E5%B9%B46%E6%9C%88",
            http.Response.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
    }

    internal static XElement Parse(string html)
    {
        using var reader = XmlReader.Create(
            new StringReader(html), new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XElement.Load(reader);
    }

    private static PeriodReport Two() => SampleReport.Of(
        [Sample.Reported(Sample.Quantity(1)), Sample.Reported(Sample.Target(2))],
        [Sample.Rating(1, "red"), Sample.Rating(2, "green")]);
}
