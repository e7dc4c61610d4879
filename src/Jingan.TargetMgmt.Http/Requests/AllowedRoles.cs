using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>The roles that an endpoint takes; the refusal names them.</summary>
/// <param name="IsLogged">Whether what it writes goes into the log: nearly everything does.</param>
public sealed record AllowedRoles(IReadOnlyList<string> Roles, bool IsWrite, bool IsLogged = true);

public static class AllowedRolesExtensions
{
    /// <summary>Readable by these roles only.</summary>
    public static TBuilder ReadBy<TBuilder>(this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder => endpoint.Restrict(roles, isWrite: false);

    /// <summary>Written by these roles only.</summary>
    public static TBuilder WrittenBy<TBuilder>(this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder => endpoint.Restrict(roles, isWrite: true);

    /// <summary>Kept by these roles only, as what is nobody's fact yet: without a log entry, and so without a
    /// receipt.</summary>
    public static TBuilder KeptBy<TBuilder>(this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder => endpoint.Restrict(roles, isWrite: true, isLogged: false);

    private static TBuilder Restrict<TBuilder>(
        this TBuilder endpoint, string[] roles, bool isWrite, bool isLogged = true)
        where TBuilder : IEndpointConventionBuilder => endpoint
        .WithMetadata(new AllowedRoles(roles, isWrite, isLogged))
        .RequireAuthorization(new AuthorizeAttribute { Roles = string.Join(',', roles) });
}
