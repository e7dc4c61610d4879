using Jingan.TargetMgmt.Api.Limits;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Doors;

/// <summary>How long a request may take: what a route does decides. Whoever waits longer is told 504
/// <c>timed_out</c>.</summary>
internal static class RequestTimes
{
    private const string Evidence = "GetEvidence";

    private static readonly DoorOptions Shipped = new();

    public static void AddRequestTimes(this IServiceCollection services)
    {
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<DoorOptions>>((times, doors) =>
            times.DefaultPolicy = new() { Timeout = doors.Value.Timeout });
    }

    /// <summary>The time of every route in it, by what the route does.</summary>
    public static void WithRequestTimes(this IEndpointConventionBuilder routes, DoorOptions doors) =>
        routes.Finally(route =>
        {
            var time = TimeOf(route, doors);
            if (time != doors.Timeout)
            {
                route.Metadata.Add(new RequestTimeoutPolicy { Timeout = time });
            }
        });

    private static TimeSpan TimeOf(EndpointBuilder route, DoorOptions doors)
    {
        var time = ConfiguredOf(route, doors);
        return IsForRating(route) && ConfiguredOf(route, Shipped) is var least && time < least ? least : time;
    }

    private static TimeSpan ConfiguredOf(EndpointBuilder route, DoorOptions doors)
    {
        var name = NameOf(route);
        return route.Metadata.OfType<StreamedBody>().Any() || name == Evidence ? doors.FileTimeout
            : RouteClasses.Of(route) == RouteClass.Export || name == "IssueReport" // of a whole period
                || (name is not null && RequestLimits.ByRoute.TryGetValue(name, out var bound)
                    && bound.Bytes >= RequestLimits.MaxBody) ? doors.LongTimeout
            : doors.Timeout;
    }

    // Of these the settings, which may be the government's, can make the time longer, and not shorter.
    private static bool IsForRating(EndpointBuilder route) =>
        route.Metadata.OfType<OfSide>().Any(of => of.Side == FreeSpace.Evaluation)
        || RouteClasses.Of(route) == RouteClass.Facts || NameOf(route) == Evidence;

    private static string? NameOf(EndpointBuilder route) =>
        route.Metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName;
}
