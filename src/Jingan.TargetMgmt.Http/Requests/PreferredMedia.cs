using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>The form of an answer that a caller would rather have (RFC 9110, 12.5.1).</summary>
public static class PreferredMedia
{
    /// <summary>Whether it is this one: what Accept names first among those of the highest quality.</summary>
    public static bool Is(HttpRequest request, string mediaType) => request.GetTypedHeaders().Accept
        .OrderByDescending(a => a.Quality ?? 1)
        .FirstOrDefault()
        ?.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase) == true;
}
