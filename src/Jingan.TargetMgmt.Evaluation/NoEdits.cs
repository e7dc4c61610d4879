using Jingan.TargetMgmt.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation;

/// <summary>PUT, PATCH and DELETE do not exist on this side: 405 for everyone, administrators included, whatever the path below it.</summary>
internal static class NoEdits
{
    private static readonly string[] Methods = [HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];
    private static readonly string[] Resources = ["assessors", "schemes", "worklist", "ratings", "second-marks", "evaluation-reports", "refusals", "quality"];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var resource in Resources)
        {
            routes.MapMethods($"/{resource}/{{**rest}}", Methods, Refuse).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static Problem Refuse(HttpContext http)
    {
        http.Response.Headers.Allow = "GET, POST";
        return RequestErrors.ForStatus(StatusCodes.Status405MethodNotAllowed);
    }
}
