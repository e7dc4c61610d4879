using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>The name of a file that an answer is to be kept as (RFC 6266).</summary>
/// <param name="Plain">ASCII, for old programs and for scripts.</param>
/// <param name="Chinese">What people find in their folder: browsers take it before the other (RFC 5987).</param>
public sealed record Attachment(string Plain, string Chinese)
{
    /// <summary>Names the answer, before its body.</summary>
    public void Name(HttpResponse response) =>
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = Plain,
            FileNameStar = Chinese,
        }.ToString();
}
