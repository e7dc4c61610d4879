using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Refusals;

/// <summary>Who tried to write what: nothing that the caller could make up. Methods and routes are closed sets,
/// so that there are few different ones.</summary>
/// <param name="Caller">The access token's name, or <see cref="Anonymous"/>.</param>
/// <param name="Role">Its role, or <see cref="Anonymous"/>.</param>
/// <param name="Method">One of <see cref="Methods"/>, or <see cref="OtherMethod"/>:
/// HTTP lets a caller send any word.</param>
/// <param name="Route">The route's template, as it is mapped.</param>
internal sealed record RefusedAttempt(string Caller, string Role, string Method, string Route)
{
    public const string Anonymous = "anonymous";

    public const string OtherMethod = "other";

    public static readonly IReadOnlyList<string> Methods =
    [
        HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete,
    ];

    /// <summary>What became of a request, if it was a refused attempt to write: an edit by anybody, or a write by
    /// somebody who is not the evaluator.</summary>
    public static RefusedAttempt? Of(HttpContext http)
    {
        if (IsRead(http.Request.Method) || RouteOf(http) is not { } route)
        {
            return null;
        }

        var caller = Http.Access.Caller.Of(http);
        var isRefused = http.Response.StatusCode switch
        {
            StatusCodes.Status405MethodNotAllowed => true,
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
                or StatusCodes.Status415UnsupportedMediaType or StatusCodes.Status429TooManyRequests =>
                    caller.Role != Contracts.Role.Evaluator,
            _ => false,
        };
        return isRefused
            ? new(OrAnonymous(caller.Name), OrAnonymous(caller.Role), MethodOf(http.Request.Method), route)
            : null;
    }

    // A media type that no route takes is refused by an endpoint of the framework's own,
    // before anybody asks who sends it.
    private static string? RouteOf(HttpContext http) => http.GetEndpoint() switch
    {
        RouteEndpoint endpoint => endpoint.Metadata.GetMetadata<RefusalsAreLogged>() is null
            ? null
            : endpoint.RoutePattern.RawText ?? "",
        null => null,
        _ => RefusedMethods.RouteOf(http.Request.Path.Value ?? ""),
    };

    private static string MethodOf(string sent) =>
        Methods.FirstOrDefault(m => m.Equals(sent, StringComparison.OrdinalIgnoreCase)) ?? OtherMethod;

    private static bool IsRead(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static string OrAnonymous(string text) => text.Length > 0 ? text : Anonymous;
}

/// <summary>Marks the routes of this side: refused attempts to write there go into the log.</summary>
internal sealed class RefusalsAreLogged;

/// <summary>Refused attempts as they are written: one, or several that were counted.</summary>
/// <param name="Attempt">What was tried.</param>
/// <param name="Since">When it was tried first.</param>
/// <param name="Count">How often.</param>
internal sealed record CountedRefusals(RefusedAttempt Attempt, DateTimeOffset Since, long Count);
