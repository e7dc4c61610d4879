namespace Jingan.TargetMgmt.Platform.Http;

/// <summary>Describes the body of an endpoint that reads it itself.</summary>
/// <remarks>Not the framework's Accepts metadata: that refuses another media type before it asks who is calling, and "who" goes first.</remarks>
public sealed record TakesMedia(string Description, params IReadOnlyList<string> Types);
