using Microsoft.AspNetCore.Authorization;

namespace Jingan.TargetMgmt.Api.Doors;

/// <summary>What every answer tells a browser that it may do with it: nothing, unless the route itself says more.
/// Routes that are pages have a policy of their own.</summary>
internal static class SecurityHeaders
{
    public const string ContentPolicy =
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        + "microphone=(), midi=(), payment=(), usb=()";

    // A year; only this host, since what else the domain has is not ours to decide.
    public const string StrictTransport = "max-age=31536000";

    private static readonly Func<object, Task> AtTheStart = http => TellAsync((HttpContext)http);

    /// <summary>Middleware before all others. The headers are written when the answer begins: whatever made it, and
    /// also where what was to be answered has been taken back for a problem.</summary>
    public static Task Tell(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(AtTheStart, http);
        return next(http);
    }

    private static Task TellAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        SetWhereMissing(headers, "Content-Security-Policy", ContentPolicy);
        SetWhereMissing(headers, "Referrer-Policy", "no-referrer");
        SetWhereMissing(headers, "Permissions-Policy", Permissions);

        // Of a text without its character set a browser guesses; all of ours are UTF-8.
        if (http.Response.ContentType is { } type && IsText(type)
            && !type.Contains("charset=", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.ContentType = $"{type}; charset=utf-8";
        }

        // What a token was asked for is for whoever has it; what is public says itself how long it may be kept.
        if (http.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            headers.CacheControl = "no-store";
        }
        else if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            SetWhereMissing(headers, "Cache-Control", "no-store");
        }

        // A browser that believed it of this machine's own name would ask no other program here without TLS.
        if (http.Request.IsHttps && !KnownHosts.IsLoopback(http.Request.Host))
        {
            headers.StrictTransportSecurity = StrictTransport;
        }

        return Task.CompletedTask;
    }

    private static bool IsText(string type) => type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase);

    private static void SetWhereMissing(IHeaderDictionary headers, string name, string value)
    {
        if (!headers.ContainsKey(name))
        {
            headers[name] = value;
        }
    }
}
