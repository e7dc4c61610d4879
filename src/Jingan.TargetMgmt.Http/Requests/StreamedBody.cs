using Microsoft.AspNetCore.Builder;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>The body of an endpoint that reads it as it comes, because it is too long for memory.</summary>
/// <param name="Most">The longest that is taken.</param>
/// <param name="Type">Its media type.</param>
public sealed record StreamedBody(long Most, string Type);

public static class StreamedBodyRoutes
{
    /// <summary>The endpoint reads its body as it comes.</summary>
    public static RouteHandlerBuilder Streams(this RouteHandlerBuilder endpoint, long most, string type) =>
        endpoint.WithMetadata(new StreamedBody(most, type));
}
