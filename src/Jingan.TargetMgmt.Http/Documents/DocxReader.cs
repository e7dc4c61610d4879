using System.IO.Compression;
using System.Text;
using System.Xml;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Unpacking;

namespace Jingan.TargetMgmt.Http.Documents;

/// <summary>Reads the paragraphs of a .docx (ECMA-376 Part 1, 17.3): its main part only, as it unpacks, and no more
/// of it than a report has. Nothing is resolved, and no entity is declared.</summary>
internal static class DocxReader
{
    private const string MainPart = "word/document.xml";

    // A report of 50,000 characters is some 2 MB of XML.
    private const long MostXml = 16L << 20, MostOfNode = 1L << 18;
    private const int MostParts = 2_000, MostCharacters = 500_000, Deepest = 256;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, a line for every paragraph, or why it cannot be read.</summary>
    public static (string? Text, Problem? Refusal) Read(ReadOnlyMemory<byte> file)
    {
        if (DocumentMark.Foreign(file.Span, isDocx: true) is { } foreign)
        {
            return (null, Problem.Invalid("", foreign));
        }

        if (ZipBytes.CountParts(file.Span) > MostParts)
        {
            return (null, TooMuch);
        }

        try
        {
            using var zip = ZipBytes.Open(file);
            return zip.GetEntry(MainPart) is { IsEncrypted: false } part ? ReadPart(part)
                : (null, Problem.Invalid("", NoDocument));
        }
        catch (Exception broken) when (broken is XmlException || ZipBytes.IsDamage(broken))
        {
            return (null, Problem.Invalid("", Damaged));
        }
    }

    private static (string?, Problem?) ReadPart(ZipArchiveEntry part)
    {
        using var characters = new MeteredCharacters(
            new StreamReader(part.Open(), Utf8, detectEncodingFromByteOrderMarks: true, 16 * 1024),
            MostXml, MostOfNode);
        try
        {
            using var xml = XmlReader.Create(characters, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            });
            var paragraphs = new DocxParagraphs(MostCharacters);
            while (xml.Read())
            {
                characters.NextNode();
                if (xml.Depth > Deepest)
                {
                    return (null, Problem.Invalid("", Damaged));
                }

                if (!paragraphs.Take(xml))
                {
                    return (null, TooMuch);
                }
            }

            return (paragraphs.Text, null);
        }
        catch (InvalidDataException) when (characters.IsTooMuch)
        {
            return (null, TooMuch);
        }
    }

    private static Problem TooMuch => new(ProblemCode.TooLarge, new(
        $"文档解压后过大，或文字超过 {MostCharacters} 字；请只保留要读的部分，另存后重试。",
        $"It unpacks to too much, or has more than {MostCharacters} characters; keep only what is to be read."));

    private static readonly Text Damaged = new(
        "文档不完整、已损坏，或带有文档类型声明（DTD）；请在 Word 或 WPS 中打开、另存为 .docx 后重试",
        "is damaged or incomplete, or has a document type; open it, save it anew as .docx and send it again");

    private static readonly Text NoDocument = new(
        "压缩包中没有可读的 Word 正文；请在 Word 或 WPS 中去掉密码，另存为 .docx 后重试",
        "has no readable document in it; take off a password and save it as .docx");
}
