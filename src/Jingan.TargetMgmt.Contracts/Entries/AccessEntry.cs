using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts.Entries;

/// <summary>Entry type <c>access</c>: from here on the token counts on this side, until it expires or is ended. An
/// evaluator's waits for its approval.</summary>
/// <param name="Fingerprint">SHA-256 of what the access-token file keeps of the token, which is itself a hash.</param>
/// <param name="Until">UTC instant from which it is no longer taken.</param>
/// <param name="Signs">True where its holder signs the unit's reports; absent from everybody else's.</param>
public sealed record AccessEntry(
    int V, string Type, string At, string Actor, string Name, string Role, string? Unit, string Fingerprint,
    string Until, bool? Signs = null)
    : ILogEntry
{
    /// <summary>The entry's <c>type</c>.</summary>
    public const string TypeName = "access";
}

/// <summary>Entry type <c>access-ended</c>: the token was taken away or given other members before it
/// expired.</summary>
/// <param name="Access">Index of the entry that it ends.</param>
public sealed record AccessEndedEntry(
    int V, string Type, string At, string Actor, string Name, string Role, string Fingerprint, long Access)
    : ILogEntry
{
    /// <summary>The entry's <c>type</c>.</summary>
    public const string TypeName = "access-ended";

    internal static AccessEndedEntry Of(string at, AccessTerm term) =>
        new(1, TypeName, at, "service", term.Entry.Name, term.Entry.Role, term.Entry.Fingerprint, term.Index);
}

/// <summary>A token on a side's record.</summary>
/// <param name="Index">Where its <c>access</c> entry stands.</param>
/// <param name="Entry">The entry.</param>
public sealed record AccessTerm(long Index, AccessEntry Entry);

/// <summary>The pinned format of these entries, in both logs.</summary>
[JsonSerializable(typeof(AccessEntry))]
[JsonSerializable(typeof(AccessEndedEntry))]
public sealed partial class AccessEntries : JsonSerializerContext
{
    /// <summary>Writes and reads them.</summary>
    public static readonly AccessEntries Format = new(LogEntry.NewOptions());
}
