using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Platform.Data.Log.Ledger;

/// <summary>Entry type <c>ledger-digest</c>: what the engine's own ledger came to, in a log whose checkpoints witnesses hold.</summary>
/// <param name="Digest">The digest, character for character as the engine gave it.</param>
public sealed record LedgerDigestEntry(int V, string Type, string At, string Actor, string Digest) : ILogEntry
{
    /// <summary>Stands for the service in the table of answers. No access token's name may hold a tab, so no caller's keys are among these.</summary>
    public const string Caller = "\tledger-digest";

    /// <summary>The entry, and the row that makes it the only one to follow the digest before it: of several processes that come to it at once, one stores it and the others conflict.</summary>
    /// <param name="digest">As the engine gave it.</param>
    /// <param name="previous">Index of the newest digest entry, -1 when there is none.</param>
    /// <param name="at">See <see cref="Contracts.UtcText"/>.</param>
    public static CommitUnit ToCommit(string digest, long previous, string at) => new(
        LogEntry.ToBytes(new(1, "ledger-digest", at, "service", digest), LedgerDigestEntries.Format.LedgerDigestEntry),
        [IdempotencyStore.Remember(Caller, $"after {previous}", SHA256.HashData(Encoding.UTF8.GetBytes(digest)), 201, null, [])]);
}

/// <summary>The pinned format of these entries, in both logs.</summary>
[JsonSerializable(typeof(LedgerDigestEntry))]
public sealed partial class LedgerDigestEntries : JsonSerializerContext
{
    public static readonly LedgerDigestEntries Format = new(LogEntry.NewOptions());
}
