using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables.Separated;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Jingan.TargetMgmt.Http.Documents;

/// <summary>Reads the text of a document in whatever form it comes.</summary>
public static class DocumentReader
{
    public const string PlainText = "text/plain",
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The media types that are read.</summary>
    public static readonly IReadOnlyList<string> MediaTypes = [PlainText, Docx];

    private static readonly Text SaveAs = new("另存为 UTF-8 文本（.txt）或 Word 文档（.docx）后重试",
        "save it as UTF-8 text (.txt) or a Word document (.docx) and send it again");

    /// <summary>The text, a line for every paragraph, or why it cannot be read.</summary>
    /// <param name="mediaType">Its media type, with the charset where one is named.</param>
    /// <param name="file">Its bytes.</param>
    public static (string? Text, Problem? Refusal) Read(string? mediaType, ReadOnlyMemory<byte> file)
    {
        var type = MediaTypeHeaderValue.TryParse(mediaType, out var named) ? named : null;
        return type?.MediaType.Value?.ToLowerInvariant() switch
        {
            PlainText => ReadText(file.Span, HeaderUtilities.RemoveQuotes(type.Charset).Value),
            Docx => DocxReader.Read(file),
            _ => (null, RequestErrors.ForStatus(StatusCodes.Status415UnsupportedMediaType)),
        };
    }

    private static (string?, Problem?) ReadText(ReadOnlySpan<byte> file, string? charset)
    {
        if (DocumentMark.Foreign(file, isDocx: false) is { } foreign)
        {
            return (null, Problem.Invalid("", foreign));
        }

        var (decoded, refusal) = DecodedText.Of(file, charset, SaveAs);
        return decoded is null ? (null, Problem.Invalid("", refusal!.Value)) : (decoded.Text, null);
    }
}
