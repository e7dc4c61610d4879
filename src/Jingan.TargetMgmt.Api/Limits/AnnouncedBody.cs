using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http.Features;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>How much a request is going to bring.</summary>
internal static class AnnouncedBody
{
    /// <summary>Its length; of a body that announces none, the most that its route takes.</summary>
    public static long BytesOf(HttpContext http) => http.Request.ContentLength ?? (HasBody(http)
        ? RequestLimits.MostOf(http.GetEndpoint(), RequestLimits.BoundOf(http))
        : 0);

    private static bool HasBody(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
}
