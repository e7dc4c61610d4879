namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>A commit failed, and the database could not be asked whether it was stored all the same.
/// The caller repeats with the same idempotency key.</summary>
public sealed class OutcomeUnknownException(Exception failure)
    : Exception("The commit failed and its outcome is not known.", failure);
