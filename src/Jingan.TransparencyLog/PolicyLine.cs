namespace Jingan.TransparencyLog;

/// <summary>A log of a policy; its key's name is the log's origin.</summary>
/// <param name="Key">The key it signs with.</param>
/// <param name="Url">Where it is, as far as the application needs to know; null when not given.</param>
public sealed record PolicyLog(VerifierKey Key, string? Url);

/// <summary>A witness of a policy.</summary>
/// <param name="Name">Its name within the policy.</param>
/// <param name="Key">The key it cosigns with.</param>
/// <param name="Url">Its submission prefix; null when not given.</param>
public sealed record PolicyWitness(string Name, VerifierKey Key, string? Url);

/// <summary>A group of a policy: several witnesses or groups that count as one when enough of them cosigned.</summary>
/// <param name="Name">Its name within the policy.</param>
/// <param name="Threshold">How many of the members it takes, from 1 to all of them.</param>
/// <param name="Members">Names of witnesses and groups.</param>
public sealed record PolicyGroup(string Name, int Threshold, IReadOnlyList<string> Members);
