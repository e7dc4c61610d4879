using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts.Entries;

/// <summary>Entry type <c>ledger-digest</c>: what the engine's own ledger came to,
/// in a log whose checkpoints witnesses hold.</summary>
/// <param name="Digest">The digest, character for character as the engine gave it.</param>
public sealed record LedgerDigestEntry(int V, string Type, string At, string Actor, string Digest) : ILogEntry;

/// <summary>The pinned format of these entries, in both logs.</summary>
[JsonSerializable(typeof(LedgerDigestEntry))]
public sealed partial class LedgerDigestEntries : JsonSerializerContext
{
    /// <summary>Writes and reads them.</summary>
    public static readonly LedgerDigestEntries Format = new(LogEntry.NewOptions());
}
