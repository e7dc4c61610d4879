using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Platform.Http;

/// <summary>How large a body may be.</summary>
public static class RequestLimits
{
    /// <summary>1 MB, for every endpoint.</summary>
    public const long MaxBody = 1_048_576;

    /// <summary>Middleware: refuses a body by its announced length before anything else looks at it; chunked ones meet the server's own limit.</summary>
    public static Task RefuseLargeBodies(HttpContext http, RequestDelegate next) =>
        http.Request.ContentLength > MaxBody ? RequestErrors.TooLarge.ExecuteAsync(http) : next(http);
}
