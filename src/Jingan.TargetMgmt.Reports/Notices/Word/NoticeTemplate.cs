using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>The layout of a notice 通报: a Word document with content controls, which the service fills. The office may
/// put another in its place; <see cref="TemplateCheck"/> says what one needs.</summary>
internal sealed class NoticeTemplate(byte[] docx)
{
    private const string StandardName = "notice.docx";

    // Read only where it is opened; the root is written anew and not saved from what was read.
    internal static readonly OpenSettings Settings = new() { AutoSave = false, MaxCharactersInPart = 10_000_000 };

    /// <summary>The layout of GB/T 9704-2012, whose parts lie in <c>Notices/Template</c>.</summary>
    public static byte[] Standard()
    {
        using var resource = typeof(NoticeTemplate).Assembly.GetManifestResourceStream(StandardName)!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The notice: the template with this in its controls, the same bytes for the same content.</summary>
    public byte[] Fill(IReadOnlyDictionary<NoticeControl, IEnumerable<Block>> contents, bool isDraft)
    {
        using var file = new MemoryStream();
        file.Write(docx);
        using (var package = WordprocessingDocument.Open(file, isEditable: true, Settings))
        {
            var main = package.MainDocumentPart!;
            if (isDraft)
            {
                DraftMark.PutOn(main);
            }

            Write(main, contents.ToDictionary(c => c.Key.Tag, c => c.Value));
        }

        file.Position = 0;
        return FixedPackage.Of(file);
    }

    private static void Write(MainDocumentPart main, Dictionary<string, IEnumerable<Block>> contents)
    {
        var document = main.Document!;
        var children = document.Body!.ChildElements.ToList();
        using var writer = OpenXmlWriter.Create(main);
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(document, document.GetAttributes(), document.NamespaceDeclarations);
        writer.WriteStartElement(new Body());
        var filled = new NoticeWriter(writer, main, NoticeStyles.IdsIn(main));
        foreach (var (index, child) in children.Index())
        {
            if (child is SdtBlock control && TagOf(control) is { } tag && contents.TryGetValue(tag, out var blocks))
            {
                filled.Fill(control, blocks, TextWidth.Of(children.Skip(index)));
            }
            else
            {
                writer.WriteElement(child);
            }
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    internal static string? TagOf(SdtElement control) => control.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value;
}
