using System.Text.Json;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data.Log.Ledger;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>An entry whose content is checked; what else its type holds is passed over.</summary>
internal abstract record LoggedEntry
{
    // The members that are checked may stand there once only: of two, each reader would believe another one.
    private static readonly JsonSerializerOptions Lenient = new(WireJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <exception cref="JsonException">It is not what its type says.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Lenient) ?? throw new JsonException("null");
}

/// <summary>An entry that somebody with a token wrote.</summary>
internal interface IActed
{
    string At { get; }

    string Actor { get; }
}

/// <summary>Entry type <c>access</c>: from here on the token counts; an evaluator's from its approval on.</summary>
internal sealed record LoggedAccess(string Type, string At, string Name, string Role, string Fingerprint, string Until) : LoggedEntry;

/// <summary>Entry type <c>access-ended</c>.</summary>
internal sealed record LoggedAccessEnd(string Type, string At, long Access) : LoggedEntry;

/// <summary>Entry type <c>access-approval</c>, which shows what was signed.</summary>
internal sealed record LoggedApproval(
    string Type, string At, string Actor, string Kid, string Fingerprint, string Name, string Until, long Access, string Jws) : LoggedEntry, IActed, ISignedChange
{
    string? ISignedChange.Jws => Jws;
}

/// <summary>A change of keys, conflicts or access that a key in force signs.</summary>
internal interface ISignedChange : IActed
{
    string? Jws { get; }
}

/// <summary>Entry type <c>assessor</c>: from here on this key may sign, and the one it replaces may not.</summary>
internal sealed record LoggedAssessor(
    string Type, string Kid, Jwk PublicKey, string? Replaces = null, string At = "", string Actor = "", string Name = "", long? Founding = null, string? Jws = null)
    : LoggedEntry, ISignedChange;

/// <summary>Entry type <c>assessor-revocation</c>: from here on this key may not sign.</summary>
internal sealed record LoggedRevocation(string Type, string Kid, string At = "", string Actor = "", string Reason = "", string? CompromisedSince = null, string? Jws = null)
    : LoggedEntry, ISignedChange;

/// <summary>Entry type <c>conflict</c>: the person behind the key does not rate this unit's targets, or does again.</summary>
internal sealed record LoggedConflict(string Type, string Kid, string Unit, bool Ended, string At = "", string Actor = "", string Reason = "", string? Jws = null)
    : LoggedEntry, ISignedChange;

/// <summary>Entry type <c>rating</c>: the signature, and what the entry shows of its claims.</summary>
internal sealed record LoggedRating(
    string Type, string Kid, string Period, string TargetId, long TargetVersion, string Colour, string Scheme, string Jws,
    string? Class = null, string? Suggested = null, long? Supersedes = null, IReadOnlyList<string>? Units = null, long? Rating = null, string At = "", string Actor = "")
    : LoggedEntry;

/// <summary>Entry type <c>report</c>.</summary>
internal sealed record LoggedReport(string Type, string Kid, string Period, string Scheme, string Jws, string At = "", string Actor = "") : LoggedEntry;

/// <summary>An entry of which only matters who wrote it: a scheme or a sample.</summary>
internal sealed record LoggedAct(string Type, string At = "", string Actor = "") : LoggedEntry, IActed;

/// <summary>Entry type <c>rotation</c>: <c>next</c> in the last entry under a key, <c>previous</c> in the first under the following one.</summary>
internal sealed record LoggedRotation(string Type, LoggedRotation.Name? Next = null, LoggedRotation.Name? Previous = null) : LoggedEntry
{
    internal sealed record Name(string Origin, string Key);
}

/// <summary>Entry type <c>ledger-digest</c>, as it stands in the log.</summary>
internal sealed record LedgerDigestShown(string Type, string Digest) : LoggedEntry;

/// <summary>A digest of the database ledger under the log.</summary>
/// <param name="Text">One JSON object, as the engine gave it and takes it.</param>
/// <param name="Content">What it says.</param>
internal sealed record LoggedLedgerDigest(string Text, LedgerDigest Content) : LoggedEntry
{
    /// <exception cref="JsonException">It is no digest.</exception>
    public static LoggedLedgerDigest Of(string text) => new(text, LedgerDigest.Read(text));
}

/// <summary>What an assessor signed in a rating.</summary>
internal sealed record RatingStatement(
    string Type, string Period, string TargetId, long TargetVersion, string Colour, string Scheme,
    string? Class = null, string? Suggested = null, long? Supersedes = null, LogEntryRef? Basis = null, bool SecondMark = false,
    string? Log = null, string? IssuedAt = null);

/// <summary>What an assessor signed in an evaluation report.</summary>
internal sealed record ReportStatement(string Period, string Scheme, IReadOnlyList<long> Ratings, string? Type = null, string? Log = null, string? IssuedAt = null);

/// <summary>A rating or report whose form is in order; what it depends on, earlier entries, is not looked at yet.</summary>
/// <param name="Jws">The signature.</param>
/// <param name="Rating">The claims, of a rating.</param>
/// <param name="Report">The claims, of a report.</param>
/// <param name="Units">The units that have a part in the target rated, as the entry shows them.</param>
/// <param name="Beside">The rating that a second mark stands beside.</param>
/// <param name="At">When it was logged.</param>
/// <param name="Actor">Whose token brought it.</param>
internal sealed record SignedEntry(
    CompactJws Jws, RatingStatement? Rating, ReportStatement? Report, IReadOnlyList<string> Units, long? Beside, string At, string Actor) : LoggedEntry, IActed
{
    /// <summary>The log that it was signed for, and when.</summary>
    public (string? Log, string? IssuedAt) For => Rating is { } r ? (r.Log, r.IssuedAt) : (Report!.Log, Report.IssuedAt);
}
