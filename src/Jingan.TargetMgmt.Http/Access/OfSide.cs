using Microsoft.AspNetCore.Builder;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>Marks the routes of a side: a token counts there when it is on that side's record.</summary>
public sealed record OfSide(string Side);

public static class OfSideExtensions
{
    public static TBuilder BelongingTo<TBuilder>(this TBuilder endpoint, string side)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OfSide(side));
}
