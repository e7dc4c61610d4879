using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>What every resource says to a method that no route of it names.</summary>
public static class RequestMethods
{
    // Routing's own name for the endpoint that says so; it has no other mark.
    private const string WrongMethod = "405 HTTP Method Not Supported";

    /// <summary>HEAD is GET without the body (RFC 9110, 9.3.2), wherever there is a GET. Goes before routing.</summary>
    public static async Task AnswerHead(HttpContext http, RequestDelegate next)
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }

        var body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Request.Method = HttpMethods.Get;
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null, body));
        try
        {
            await next(http);
        }
        finally
        {
            http.Features.Set(body);
            http.Request.Method = HttpMethods.Head;
        }
    }

    /// <summary>A wrong method is 405 for whoever sends it: which methods there are is no secret, and a public route
    /// must not ask for a token. Goes between routing and access.</summary>
    public static Task TellWrongMethod(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is { DisplayName: WrongMethod } wrong)
        {
            http.SetEndpoint(new(wrong.RequestDelegate, new(new AllowAnonymousAttribute()), WrongMethod));
        }

        return next(http);
    }
}
