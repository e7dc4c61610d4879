using System.Reflection;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing;
using Microsoft.AspNetCore.Authorization;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>One operation of the document with the route that answers it.</summary>
/// <param name="Path">The path with its parameters.</param>
/// <param name="Method">In lower case, as the document has it.</param>
/// <param name="Json">Its part of the document.</param>
/// <param name="Route">The route.</param>
internal sealed record Operation(string Path, string Method, JsonObject Json, RouteEndpoint Route)
{
    public string Id => (string)Json["operationId"]!;

    /// <summary>The name without the side: a log's routes are there for both.</summary>
    public string Name => RequestLimits.NameOf(Route);

    public AllowedRoles? Access => Route.Metadata.GetMetadata<AllowedRoles>();

    public bool IsPublic => Route.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public string? Side => Route.Metadata.GetMetadata<OfSide>()?.Side;

    public AcceptedMedia? Takes => Route.Metadata.GetMetadata<AcceptedMedia>();

    public StreamedBody? Streams => Route.Metadata.GetMetadata<StreamedBody>();

    /// <summary>Whether it goes the way of every write: idempotency key, dry run, receipt. What is signed does,
    /// whoever brings it.</summary>
    public bool IsWrite => Access is { IsWrite: true, IsLogged: true } || IsSigned;

    /// <summary>Whether it writes what is no fact: it may be tried, and has no receipt.</summary>
    public bool IsKept => Access is { IsWrite: true, IsLogged: false };

    /// <summary>Whether its body is signed by an assessor.</summary>
    public bool IsSigned => Takes?.Types.Contains(CompactJws.MediaType) == true;

    public JsonObject Responses => Json["responses"]!.AsObject();

    /// <summary>What the route's handler takes.</summary>
    public IReadOnlyList<ParameterInfo> Arguments => Route.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [];

    public JsonArray Parameters
    {
        get
        {
            if (Json["parameters"] is not JsonArray parameters)
            {
                Json["parameters"] = parameters = [];
            }

            return parameters;
        }
    }

    /// <summary>Every operation of a document, in its order.</summary>
    /// <exception cref="InvalidOperationException">One has no name, so that no client could call it by one.</exception>
    public static IReadOnlyList<Operation> Of(JsonObject document, EndpointDataSource endpoints)
    {
        var routes = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            .ToDictionary(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName);
        return
        [
            .. from path in document["paths"]!.AsObject()
               from method in path.Value!.AsObject()
               let json = method.Value!.AsObject()
               let id = (string?)json["operationId"]
                   ?? throw new InvalidOperationException($"{method.Key} {path.Key} has no name.")
               select new Operation(path.Key, method.Key, json, routes[id]),
        ];
    }
}
