using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>The name of a file that an answer is to be kept as (RFC 6266).</summary>
/// <param name="Plain">ASCII, for old programs and for scripts.</param>
/// <param name="Chinese">What people find in their folder: browsers take it before the other (RFC 5987).</param>
public sealed record Attachment(string Plain, string Chinese)
{
    /// <summary>Names an answer that is to be kept, before its body.</summary>
    public void Name(HttpResponse response) => Name(response, "attachment");

    /// <summary>Names an answer that is to be shown, and may be kept.</summary>
    public void NameShown(HttpResponse response) => Name(response, "inline");

    private void Name(HttpResponse response, string disposition) =>
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue(disposition)
        {
            FileName = Plain,
            FileNameStar = Chinese,
        }.ToString();
}
