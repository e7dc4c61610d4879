namespace Jingan.TransparencyLog;

/// <summary>What the signatures of a note are worth to somebody who trusts certain keys.</summary>
/// <param name="Verified">The signatures of known keys, at most one per key, all of them good;
/// empty when the note is rejected.</param>
/// <param name="Fault">Why the note is rejected; null when it is accepted.</param>
/// <param name="Failed">The known key whose line does not verify, when that is why.</param>
public sealed record NoteVerification(
    IReadOnlyList<VerifiedSignature> Verified, string? Fault, VerifierKey? Failed = null)
{
    /// <summary>Whether a known key signed the note, and no line of a known key failed.</summary>
    public bool Accepted => Fault is null;
}

/// <summary>A signature that was verified.</summary>
/// <param name="Key">The known key that it is from.</param>
/// <param name="Signature">The line.</param>
public sealed record VerifiedSignature(VerifierKey Key, NoteSignature Signature);
