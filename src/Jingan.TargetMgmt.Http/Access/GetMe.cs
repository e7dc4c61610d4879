using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>GET /me: who the caller is, and what it may do.</summary>
public static class GetMe
{
    /// <summary>The caller as its access token names it.</summary>
    /// <param name="Name">The token's name.</param>
    /// <param name="Role">Its role.</param>
    /// <param name="RoleName">The role's name for people, in the language asked for.</param>
    /// <param name="Unit">A reporter's unit; null for everybody else.</param>
    /// <param name="Signs">Whether its holder signs the unit's reports.</param>
    /// <param name="Expires">Until when the token counts, UTC.</param>
    /// <param name="May">The operations that the role may call, as the interface document names them,
    /// of the sides that this process has.</param>
    public sealed record Response(
        string Name, string Role, string RoleName, UnitCode? Unit, bool Signs, string Expires,
        IReadOnlyList<string> May);

    public static void MapMe(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/me", Handle)
            .WithName(nameof(GetMe))
            .WithTags("Access")
            .WithSummary(
                "Who I am: name, role, unit, until when my token counts, and the operations that my role may call.");

    private static Ok<Response> Handle(HttpContext http, EndpointDataSource endpoints)
    {
        var caller = Caller.Of(http);
        var may = endpoints.Endpoints.OfType<RouteEndpoint>().Where(e => IsOpenTo(e, caller.Role))
            .Select(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName)
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal);
        return TypedResults.Ok(new Response(caller.Name, caller.Role, Role.NameOf(caller.Role).Current, caller.Unit,
            caller.Signs, caller.Expires, [.. may]));
    }

    private static bool IsOpenTo(Endpoint endpoint, string role) =>
        endpoint.Metadata.GetMetadata<AllowedRoles>() is not { } allowed || allowed.Roles.Contains(role)
        || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
