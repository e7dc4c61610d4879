using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>草稿 on every page. It takes the place of every header that the template has, so that no template can leave
/// it out.</summary>
internal static class DraftMark
{
    public const string Text = "草稿";
    public const string Warning = "评估报告尚未出具，不含颜色，不得印发";

    private const string Id = "rIdDraft";
    private const string Font = "黑体";

    public static void PutOn(MainDocumentPart main)
    {
        var part = main.AddNewPart<HeaderPart>(Id);
        part.Header = new Header(Centred(Text, "44"), Centred(Warning, "24"));
        part.Header.Save();
        foreach (var section in main.Document!.Descendants<SectionProperties>())
        {
            section.RemoveAllChildren<HeaderReference>();
            foreach (var kind in (HeaderFooterValues[])
                     [HeaderFooterValues.First, HeaderFooterValues.Even, HeaderFooterValues.Default])
            {
                section.PrependChild(new HeaderReference { Id = Id, Type = kind });
            }
        }
    }

    private static Paragraph Centred(string text, string halfPoints) => new(
        new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
        new Run(
            new RunProperties(
                new RunFonts { Ascii = Font, HighAnsi = Font, EastAsia = Font, ComplexScript = Font },
                new Bold(), new FontSize { Val = halfPoints }),
            new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
}
