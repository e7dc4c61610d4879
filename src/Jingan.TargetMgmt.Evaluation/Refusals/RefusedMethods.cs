using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Refusals;

/// <summary>PUT, PATCH and DELETE do not exist on this side: 405 for everyone, administrators included, whatever the
/// path below it. Neither does a POST where nothing is taken.</summary>
internal static class RefusedMethods
{
    private static readonly string[] Edits = [HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];
    private static readonly string[] Resources =
    [
        "access", "assessors", "schemes", "worklist", "ratings", "second-marks", "evaluation-reports", "refusals",
        "quality", RemoteFacts.RatingRoute,
    ];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var resource in Resources)
        {
            routes.MapMethods($"/{resource}/{{**rest}}", Edits, Refuse).AllowAnonymous().ExcludeFromDescription();
        }
    }

    /// <summary>The resource of this side that a path is of, with everything below it;
    /// null when it is of another.</summary>
    /// <param name="path">Such as <c>/api/v1/ratings/7</c>.</param>
    public static string? RouteOf(string path) =>
        path.Split('/', 5) is ["", var api, var version, var resource, ..]
        && Resources.Contains(resource, StringComparer.OrdinalIgnoreCase)
            ? $"/{api}/{version}/{resource.ToLowerInvariant()}/{{**rest}}"
            : null;

    /// <summary>Where a POST is refused for want of a route, the framework would name PUT, PATCH and DELETE as allowed,
    /// since they are mapped here.</summary>
    public static void CorrectAllow(HttpContext http)
    {
        if (HttpMethods.IsPost(http.Request.Method) && RouteOf(http.Request.Path.Value ?? "") is not null)
        {
            http.Response.OnStarting(() =>
            {
                if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
                {
                    http.Response.Headers.Allow = "GET";
                }

                return Task.CompletedTask;
            });
        }
    }

    private static Problem Refuse(HttpContext http)
    {
        http.Response.Headers.Allow = "GET, POST";
        return RequestErrors.ForStatus(StatusCodes.Status405MethodNotAllowed);
    }
}
