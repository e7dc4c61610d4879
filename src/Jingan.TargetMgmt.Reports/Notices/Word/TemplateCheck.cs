using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>Whether a document can be a template: readable, harmless, with every control and style that the service
/// fills and writes in.</summary>
internal static class TemplateCheck
{
    public const int MostBytes = 5_000_000;

    private const long MostUnpacked = 50_000_000;

    /// <summary>What is wrong, each as an end of a sentence that begins with the file; none when it can be
    /// used.</summary>
    public static IReadOnlyList<string> FaultsOf(byte[] docx)
    {
        if (docx.Length > MostBytes)
        {
            return [$"has {docx.Length} bytes; {MostBytes} at most."];
        }

        try
        {
            using var file = new MemoryStream(docx);
            using (var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
            {
                if (zip.Entries.Sum(e => e.Length) > MostUnpacked)
                {
                    return [$"unpacks to more than {MostUnpacked} bytes."];
                }
            }

            using var package = WordprocessingDocument.Open(file, isEditable: false, NoticeTemplate.Settings);
            return [.. FaultsOf(package)];
        }
        catch (Exception unreadable) when (unreadable is OpenXmlPackageException or InvalidDataException
            or FileFormatException or XmlException or IOException or ArgumentException or NotSupportedException
            or InvalidOperationException or FormatException)
        {
            return ["is no Word document (.docx) that can be read."];
        }
    }

    private static IEnumerable<string> FaultsOf(WordprocessingDocument package)
    {
        if (package.DocumentType != WordprocessingDocumentType.Document)
        {
            return ["is a Word template or has macros; save it as a document (.docx)."];
        }

        return package.MainDocumentPart is { Document.Body: { } body } main
            ? [.. References(package), .. Controls(body), .. Styles(main)]
            : ["has no text."];
    }

    // Whoever opens a notice would ask for it, and tell somebody that he did.
    private static IEnumerable<string> References(WordprocessingDocument package) => package.GetAllParts()
        .SelectMany(p => p.ExternalRelationships)
        .Select(r => $"refers to something outside itself ({r.RelationshipType.Split('/')[^1]}); break the link.")
        .Distinct();

    private static IEnumerable<string> Controls(Body body)
    {
        var tags = body.Elements<SdtBlock>().Select(NoticeTemplate.TagOf).OfType<string>().CountBy(tag => tag)
            .ToDictionary();
        foreach (var control in NoticeControl.All)
        {
            var count = tags.GetValueOrDefault(control.Tag);
            if (count != 1)
            {
                yield return count > 1
                    ? $"has the content control {control.Tag} ({control.Name}) {count} times; once is right."
                    : $"lacks the content control {control.Tag} ({control.Name}); it holds whole paragraphs, outside "
                        + "tables and other controls.";
            }
        }
    }

    private static IEnumerable<string> Styles(MainDocumentPart main)
    {
        var present = NoticeStyles.IdsIn(main);
        return NoticeStyles.Names.Where(n => !present.ContainsKey(n.Key))
            .Select(n => $"lacks the paragraph style {n.Value}.");
    }
}
