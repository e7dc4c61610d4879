using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Jingan.TargetMgmt.Tests.Reports.Notices;

/// <summary>A Word document as another program reads it.</summary>
internal sealed class WordFile : IDisposable
{
    private readonly WordprocessingDocument _package;

    public WordFile(byte[] bytes)
    {
        Bytes = bytes;
        _package = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
    }

    public byte[] Bytes { get; }

    public MainDocumentPart Main => _package.MainDocumentPart!;

    public Body Body => Main.Document!.Body!;

    public IReadOnlyList<string> Faults =>
    [
        .. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(_package)
            .Select(f => $"{f.Part?.Uri} {f.Path?.XPath}: {f.Description}"),
    ];

    /// <summary>What stands in a control, a paragraph or a table row to a line, cells divided by bars.</summary>
    public IReadOnlyList<string> In(string tag) => [.. Lines(ControlOf(tag).SdtContentBlock!)];

    public SdtBlock ControlOf(string tag) =>
        Body.Elements<SdtBlock>().Single(c => c.SdtProperties!.GetFirstChild<Tag>()!.Val == tag);

    /// <summary>The whole text, a paragraph or a table row to a line.</summary>
    public IReadOnlyList<string> All =>
        [.. Body.ChildElements.SelectMany(e => e is SdtBlock c ? Lines(c.SdtContentBlock!) : Lines(e))];

    /// <summary>The rows of the tables in a control, the heads among them.</summary>
    public IReadOnlyList<TableRow> RowsIn(string tag) => [.. ControlOf(tag).Descendants<TableRow>()];

    public void Dispose() => _package.Dispose();

    private static IEnumerable<string> Lines(OpenXmlElement element) => element switch
    {
        Paragraph p => [string.Concat(p.Descendants().Select(e => e is Text t ? t.Text : e is Break ? "\n" : ""))],
        TableRow r => [string.Join(" | ", r.Elements<TableCell>().Select(c => string.Concat(c.Elements<Paragraph>()
            .SelectMany(Lines))))],
        _ => element.ChildElements.SelectMany(Lines),
    };
}
