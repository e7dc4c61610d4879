using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>A digest of the database ledger under the log.</summary>
/// <param name="Text">One JSON object, as the engine gave it and takes it.</param>
/// <param name="Content">What it says.</param>
internal sealed record LoggedLedgerDigest(LedgerDigestEntry Entry, string Text, LedgerDigest Content) : ILogEntry
{
    public int V => Entry.V;

    public string Type => Entry.Type;

    public string At => Entry.At;

    public string Actor => Entry.Actor;

    /// <exception cref="JsonException">It is no digest.</exception>
    public static LoggedLedgerDigest Of(
        LedgerDigestEntry entry) => new(entry, entry.Digest, LedgerDigest.Read(entry.Digest));
}
