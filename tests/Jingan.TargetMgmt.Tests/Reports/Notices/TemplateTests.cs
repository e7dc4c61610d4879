using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Jingan.TargetMgmt.Reports.Notices;
using Jingan.TargetMgmt.Reports.Notices.Word;

namespace Jingan.TargetMgmt.Tests.Reports.Notices;

/// <summary>The layout is a document that the office may replace; one that lacks something stops the start and is told
/// what.</summary>
public sealed class TemplateTests
{
    [Fact]
    public void The_standard_one_opens_and_has_every_control_and_style()
    {
        Assert.Empty(TemplateCheck.FaultsOf(NoticeTemplate.Standard()));

        using var word = new WordFile(NoticeTemplate.Standard());
        Assert.Empty(word.Faults);
        Assert.Equal(
            [
                "title", "addressee", "basis", "overview", "lights", "attention", "reporting", "demands", "issuer",
                "attention-list", "progress-table", "check",
            ],
            word.Body.Elements<SdtBlock>().Select(NoticeTemplate.TagOf));
        Assert.Equal(
            NoticeControl.All.Select(c => c.Name),
            NoticeControl.All.Select(c => word.ControlOf(c.Tag).SdtProperties!.GetFirstChild<SdtAlias>()!.Val!.Value));
    }

    [Fact]
    public void A_missing_control_is_named_and_so_is_one_that_stands_twice_or_inside_a_table()
    {
        Assert.Equal(
            ["lacks the content control lights (亮灯情况); it holds whole paragraphs, outside tables and other controls."],
            FaultsOf(main => Control(main, "lights").Remove()));
        Assert.Equal(
            ["has the content control title (标题) 2 times; once is right."],
            FaultsOf(main => main.Document!.Body!.PrependChild(Control(main, "title").CloneNode(true))));
        Assert.Single(FaultsOf(main =>
        {
            var check = Control(main, "check");
            check.InsertBeforeSelf(new Table(new TableRow(new TableCell(check.CloneNode(true), new Paragraph()))));
            check.Remove();
        }));
    }

    [Fact]
    public void A_missing_style_is_named() => Assert.Equal(
        ["lacks the paragraph style 通报表格."], FaultsOf(main => Styled(main, "通报表格").Remove()));

    [Fact]
    public void What_would_be_fetched_from_elsewhere_is_refused_and_a_link_to_follow_is_not()
    {
        Assert.Equal(
            ["refers to something outside itself (attachedTemplate); break the link."],
            FaultsOf(main => main.DocumentSettingsPart!.AddExternalRelationship(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
                new("https://elsewhere.example/t.dotm"))));
        Assert.Empty(FaultsOf(main => main.AddHyperlinkRelationship(new("https://x.example"), isExternal: true)));
    }

    [Fact]
    public void What_is_no_document_is_said_to_be_none()
    {
        const string none = "is no Word document (.docx) that can be read.";
        Assert.Equal([none], TemplateCheck.FaultsOf([]));
        Assert.Equal([none], TemplateCheck.FaultsOf("<html>"u8.ToArray()));
        Assert.Equal([none], TemplateCheck.FaultsOf(NoticeTemplate.Standard()[..^200]));
        Assert.Equal([none], TemplateCheck.FaultsOf(With("word/document.xml", "<w:document")));
        Assert.Equal([none], TemplateCheck.FaultsOf(With("[Content_Types].xml", "<Types/>")));
        Assert.Equal(["has 5000001 bytes; 5000000 at most."], TemplateCheck.FaultsOf(new byte[5_000_001]));
        Assert.Equal(
            ["unpacks to more than 50000000 bytes."],
            TemplateCheck.FaultsOf(With("word/media/image.bin", new string(' ', 50_000_001))));
        Assert.Equal(
            ["is a Word template or has macros; save it as a document (.docx)."],
            TemplateCheck.FaultsOf(With("[Content_Types].xml", TextOf("[Content_Types].xml").Replace(
                "wordprocessingml.document.main", "wordprocessingml.template.main", StringComparison.Ordinal))));
    }

    // Word gives styles other ids, and marks what older programs may pass over.
    [Fact]
    public void One_that_word_has_saved_is_filled_as_the_standard_one_is()
    {
        var saved = Changed(main =>
        {
            foreach (var (index, style) in main.StyleDefinitionsPart!.Styles!.Elements<Style>()
                .Where(s => s.CustomStyle?.Value == true).Index())
            {
                var (before, now) = (style.StyleId!.Value!, $"a{index}");
                style.StyleId = now;
                foreach (var other in main.StyleDefinitionsPart.Styles.Elements<Style>())
                {
                    if (other.BasedOn?.Val == before)
                    {
                        other.BasedOn!.Val = now;
                    }

                    if (other.NextParagraphStyle?.Val == before)
                    {
                        other.NextParagraphStyle!.Val = now;
                    }
                }

                foreach (var use in main.Document!.Descendants<ParagraphStyleId>().Where(i => i.Val == before))
                {
                    use.Val = now;
                }
            }

            main.Document!.AddNamespaceDeclaration("w14", "http://schemas.microsoft.com/office/word/2010/wordml");
            main.Document.MCAttributes = new MarkupCompatibilityAttributes { Ignorable = "w14" };
            main.Document.Descendants<Paragraph>().First().SetAttribute(
                new("w14", "paraId", "http://schemas.microsoft.com/office/word/2010/wordml", "1A2B3C4D"));
        });
        Assert.Empty(TemplateCheck.FaultsOf(saved));
        using var own = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report, saved));
        using var standard = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report));

        Assert.Empty(own.Faults);
        Assert.Equal(standard.All, own.All);
        Assert.Equal("w14", own.Main.Document!.MCAttributes!.Ignorable!.Value);
        Assert.All(own.Body.Descendants<ParagraphStyleId>(), i => Assert.Contains(
            own.Main.StyleDefinitionsPart!.Styles!.Elements<Style>(), s => s.StyleId == i.Val));
    }

    [Fact]
    public void What_the_office_adds_and_how_it_sets_the_text_stays()
    {
        var own = Changed(main =>
        {
            main.Document!.Body!.PrependChild(new Paragraph(new Run(new Text("上海市静安区人民政府办公室"))));
            var title = Control(main, "title").Descendants<Run>().Single();
            title.RunProperties!.AppendChild(new Color { Val = "C00000" });
        });
        using var word = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report, own));

        Assert.Empty(word.Faults);
        Assert.Equal("上海市静安区人民政府办公室", word.All[0]);
        Assert.Equal("C00000", word.ControlOf("title").Descendants<Run>().Single().RunProperties!.Color!.Val!.Value);
        Assert.Null(word.ControlOf("title").Descendants<Run>().Single().RunProperties!.RunStyle);
    }

    [Fact]
    public void No_template_keeps_a_draft_from_being_marked_as_one()
    {
        var own = Changed(main =>
        {
            var header = main.AddNewPart<HeaderPart>("rIdOwn");
            header.Header = new(new Paragraph(new Run(new Text("内部资料"))));
            foreach (var section in main.Document!.Descendants<SectionProperties>())
            {
                section.PrependChild(new HeaderReference { Id = "rIdOwn", Type = HeaderFooterValues.Default });
            }
        });
        using var issued = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report, own));
        using var draft = new WordFile(SampleNotice.Of(SampleNotice.Government, null, own));

        Assert.Equal(["内部资料"], issued.Main.HeaderParts.Select(h => h.Header!.InnerText));
        Assert.All(
            draft.Body.Descendants<HeaderReference>(),
            r => Assert.StartsWith(
                "草稿", ((HeaderPart)draft.Main.GetPartById(r.Id!.Value!)).Header!.InnerText, StringComparison.Ordinal));
    }

    [Fact]
    public void A_start_is_stopped_by_a_template_that_cannot_be_used_and_told_why()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("notice").FullName, "own.docx");
        var validator = new ReportsOptionsValidator();
        Assert.True(validator.Validate(null, new()).Succeeded);
        Assert.Equal(
            [$"Reports:Template: {file} names no file that can be read."],
            validator.Validate(null, new() { Template = file }).Failures!);

        File.WriteAllBytes(file, Changed(main => Control(main, "check").Remove()));
        Assert.StartsWith(
            $"Reports:Template: {file} lacks the content control check (核对方法)",
            validator.Validate(null, new() { Template = file }).Failures!.Single(), StringComparison.Ordinal);

        File.WriteAllBytes(file, Changed(_ => { }));
        Assert.True(validator.Validate(null, new() { Template = file }).Succeeded);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static SdtBlock Control(MainDocumentPart main, string tag) =>
        main.Document!.Body!.Elements<SdtBlock>().Single(c => NoticeTemplate.TagOf(c) == tag);

    private static Style Styled(MainDocumentPart main, string name) =>
        main.StyleDefinitionsPart!.Styles!.Elements<Style>().Single(s => s.StyleName!.Val == name);

    private static IReadOnlyList<string> FaultsOf(Action<MainDocumentPart> change) =>
        TemplateCheck.FaultsOf(Changed(change));

    private static byte[] Changed(Action<MainDocumentPart> change)
    {
        var file = new MemoryStream();
        file.Write(NoticeTemplate.Standard());
        using (var package = WordprocessingDocument.Open(file, isEditable: true))
        {
            change(package.MainDocumentPart!);
        }

        return file.ToArray();
    }

    private static string TextOf(string part)
    {
        using var zip = new ZipArchive(new MemoryStream(NoticeTemplate.Standard()));
        return new StreamReader(zip.GetEntry(part)!.Open()).ReadToEnd();
    }

    private static byte[] With(string part, string content)
    {
        var file = new MemoryStream();
        file.Write(NoticeTemplate.Standard());
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)?.Delete();
            using var entry = zip.CreateEntry(part).Open();
            entry.Write(Encoding.UTF8.GetBytes(content));
        }

        return file.ToArray();
    }
}
