using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>An answer that is a Word document (Office Open XML, ECMA-376), to keep as a file.</summary>
/// <param name="name">The file.</param>
/// <param name="docx">The document.</param>
public sealed class WordAnswer(Attachment name, byte[] docx) : IResult
{
    /// <summary>A document without macros.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        name.Name(httpContext.Response);
        return TypedResults.Bytes(docx, MediaType).ExecuteAsync(httpContext);
    }
}
