using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>The roles that an endpoint takes; the refusal names them.</summary>
public sealed record AllowedRoles(IReadOnlyList<string> Roles, bool IsWrite);

public static class AllowedRolesExtensions
{
    /// <summary>Readable by these roles only.</summary>
    public static TBuilder ReadBy<TBuilder>(this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder => endpoint.Restrict(roles, isWrite: false);

    /// <summary>Written by these roles only.</summary>
    public static TBuilder WrittenBy<TBuilder>(this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder => endpoint.Restrict(roles, isWrite: true);

    private static TBuilder Restrict<TBuilder>(this TBuilder endpoint, string[] roles, bool isWrite)
        where TBuilder : IEndpointConventionBuilder => endpoint
        .WithMetadata(new AllowedRoles(roles, isWrite))
        .RequireAuthorization(new AuthorizeAttribute { Roles = string.Join(',', roles) });
}
