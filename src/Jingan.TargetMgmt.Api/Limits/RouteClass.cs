using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Workbooks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>What a route costs, and so how often one caller may ask for it.</summary>
internal enum RouteClass
{
    /// <summary>Pages, files of the web app, health, and whatever there is no route for.</summary>
    Public,

    /// <summary>A log's checkpoint, tiles, entries and proofs.</summary>
    Log,

    /// <summary>What one side's process reads of the other's.</summary>
    Facts,

    Read,

    Write,

    /// <summary>Tables, workbooks and documents, and what computes on a body without keeping it.</summary>
    Export,

    /// <summary>A file, or a part of one.</summary>
    Upload,
}

/// <summary>Which class a route is of: by what its own metadata says, once, when it is built.</summary>
internal static class RouteClasses
{
    private static readonly string[] Documents =
    [
        Csv.MediaType, WorkbookAnswer.MediaType, "text/html",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ];

    /// <summary>The class, as the route's metadata.</summary>
    internal sealed record Mark(RouteClass Class);

    /// <summary>Marks every route in it.</summary>
    public static void WithRouteClasses(this IEndpointConventionBuilder routes) =>
        routes.Finally(route => route.Metadata.Add(new Mark(Of(route))));

    public static RouteClass Of(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<Mark>()?.Class ?? RouteClass.Public;

    public static RouteClass Of(EndpointBuilder route)
    {
        var roles = route.Metadata.OfType<AllowedRoles>().LastOrDefault();
        var methods = route.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods ?? [];
        var path = "/" + (route as RouteEndpointBuilder)?.RoutePattern.RawText?.TrimStart('/');
        return route.Metadata.OfType<StreamedBody>().Any() ? RouteClass.Upload
            : roles is { Roles: [Role.Service] } ? RouteClass.Facts
            : methods.Any(m => !HttpMethods.IsGet(m)) ? (IsQuestion(path) ? RouteClass.Export : RouteClass.Write)
            : path.StartsWith("/logs/", StringComparison.Ordinal) ? RouteClass.Log
            : IsDocument(route) ? RouteClass.Export
            : route.Metadata.OfType<IAllowAnonymous>().Any() ? RouteClass.Public
            : RouteClass.Read;
    }

    // They compute, and keep nothing.
    private static bool IsQuestion(string path) =>
        path.EndsWith("/preview", StringComparison.Ordinal)
        || path.EndsWith("/targets/draft", StringComparison.Ordinal);

    private static bool IsDocument(EndpointBuilder route) => route.Metadata.OfType<IProducesResponseTypeMetadata>()
        .SelectMany(p => p.ContentTypes).Intersect(Documents).Any();
}
