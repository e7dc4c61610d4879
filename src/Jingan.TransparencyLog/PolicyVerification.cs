namespace Jingan.TransparencyLog;

/// <summary>How a checkpoint, or a receipt, stands against a policy.</summary>
public enum PolicyOutcome
{
    /// <summary>Everything holds.</summary>
    Accepted,

    /// <summary>The note's text is not a checkpoint.</summary>
    NotACheckpoint,

    /// <summary>No log of the policy has this origin and has signed the checkpoint.</summary>
    UnknownLog,

    /// <summary>A line of a log or witness of the policy does not verify: the note was altered.</summary>
    BadSignature,

    /// <summary>The log signed, but too few of the witnesses did.</summary>
    QuorumMissed,

    /// <summary>The checkpoint holds, but the entry is not in its tree at this index. Only of a receipt.</summary>
    EntryNotIncluded,
}

/// <summary>A witness of the policy whose cosignature verified.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Key">Its key.</param>
/// <param name="UnixSeconds">When it cosigned, by its own clock; seconds since 1970-01-01T00:00:00Z.</param>
public sealed record CountedWitness(string Name, VerifierKey Key, long UnixSeconds);

/// <summary>What a signed checkpoint is worth by a policy.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Fault">What is wrong; null when accepted.</param>
/// <param name="Checkpoint">The checkpoint, when accepted: else there is nothing to rely on.</param>
/// <param name="Log">The key of the log that signed; null when none did.</param>
/// <param name="Witnesses">The witnesses that cosigned, also when they are too few;
/// empty when a signature is bad or the log is unknown.</param>
public sealed record PolicyVerification(
    PolicyOutcome Outcome, string? Fault, Checkpoint? Checkpoint, VerifierKey? Log,
    IReadOnlyList<CountedWitness> Witnesses)
{
    /// <summary>Whether a log of the policy signed, and its quorum of witnesses cosigned.</summary>
    public bool Accepted => Outcome == PolicyOutcome.Accepted;
}

/// <summary>What a receipt is worth by a policy.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Fault">What is wrong; null when accepted.</param>
/// <param name="Checkpoint">The checkpoint that the entry is in, when accepted.</param>
/// <param name="Witnesses">The witnesses that cosigned the checkpoint, also when they are too few.</param>
public sealed record TlogProofVerification(
    PolicyOutcome Outcome, string? Fault, Checkpoint? Checkpoint, IReadOnlyList<CountedWitness> Witnesses)
{
    /// <summary>Whether the entry is in a log of the policy, witnessed as the policy asks.</summary>
    public bool Accepted => Outcome == PolicyOutcome.Accepted;
}
