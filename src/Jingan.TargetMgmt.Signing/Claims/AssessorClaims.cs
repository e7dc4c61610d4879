using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Signing.Claims;

/// <summary>What is signed so that an assessor's key counts: by a key in force, the log's first by itself.</summary>
/// <param name="Replaces">The same person's key that stops counting with this.</param>
internal sealed record AssessorClaims(
    string Kid, Jwk PublicKey, string Name, string? Replaces = null, string? Type = null, string? Log = null,
    string? IssuedAt = null) : ISignedClaims
{
    public const string TypeName = "assessor";
}

/// <summary>What is signed so that a key no longer counts.</summary>
internal sealed record RevocationClaims(
    string Kid, string Reason, string? CompromisedSince = null, string? Type = null, string? Log = null,
    string? IssuedAt = null) : ISignedClaims
{
    public const string TypeName = "assessor-revocation";
}

/// <summary>What is signed so that the person behind a key does not rate a unit's targets, or does again.</summary>
internal sealed record ConflictClaims(
    string Kid, UnitCode Unit, string Reason, bool Ended = false, string? Type = null, string? Log = null,
    string? IssuedAt = null) : ISignedClaims
{
    public const string TypeName = "conflict";
}

/// <summary>What an assessor signs so that an evaluator's token counts: whose it is, and until when,
/// as the <c>access</c> entry says.</summary>
internal sealed record ApprovalClaims(
    string Fingerprint, string Name, string Role, string Until, string? Type = null, string? Log = null,
    string? IssuedAt = null) : ISignedClaims
{
    public const string TypeName = "access-approval";
}
