using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>Describes the body of an endpoint that reads it itself.</summary>
/// <remarks>Not the framework's Accepts metadata: that refuses another media type before it asks who is calling,
/// and "who" goes first.</remarks>
/// <param name="Payload">What one text of it says, once it is decoded.</param>
/// <param name="Types">The media types.</param>
public sealed record AcceptedMedia(Type Payload, IReadOnlyList<string> Types)
{
    /// <summary>A text a line, each by itself.</summary>
    public const string Lines = "application/x-ndjson";

    /// <summary>No answer: under this status the framework makes the schema of what no route takes as it is.</summary>
    public const int SchemaOnly = StatusCodes.Status100Continue;
}

public static class AcceptedMediaRoutes
{
    /// <summary>The endpoint reads its body itself.</summary>
    /// <typeparam name="T">What one text of it says, once it is decoded.</typeparam>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint, params string[] types) =>
        endpoint.WithMetadata(
        new AcceptedMedia(typeof(T), types),
        new ProducesResponseTypeMetadata(AcceptedMedia.SchemaOnly, typeof(T), ["application/json"]));
}
