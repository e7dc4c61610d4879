using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts.Entries;

/// <summary>Entry type <c>adoption</c>: the operator has put this log in place again, and says why. It is the first
/// entry after that.</summary>
/// <param name="Size">How many entries were adopted: all that stand before this one.</param>
/// <param name="Lost">The newest checkpoint that is known to have been signed for a history that this log does not
/// have; absent when none is known.</param>
/// <param name="Previous">The name and key that signed until then, where they end: always where something is lost, for
/// a key signs one history only.</param>
/// <param name="Reason">The operator's words.</param>
public sealed record AdoptionEntry(
    int V, string Type, string At, string Actor, long Size, LostCheckpoint? Lost, LogName? Previous, string Reason)
    : ILogEntry
{
    /// <summary>The entry's <c>type</c>.</summary>
    public const string TypeName = "adoption";

    internal static AdoptionEntry Of(
        string at, long size, LostCheckpoint? lost, LogName? previous, string reason) =>
        new(1, TypeName, at, "operator", size, lost, previous, reason);
}

/// <summary>A checkpoint of a history that is lost.</summary>
/// <param name="Size">How many entries it covers.</param>
/// <param name="Root">Its root, base64.</param>
public sealed record LostCheckpoint(long Size, string Root);

/// <summary>The pinned format of adoption entries, in both logs.</summary>
[JsonSerializable(typeof(AdoptionEntry))]
public sealed partial class AdoptionEntries : JsonSerializerContext
{
    /// <summary>Writes and reads them.</summary>
    public static readonly AdoptionEntries Format = new(LogEntry.NewOptions());
}
