using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Platform.Data.Log;

/// <summary>Something about the log cannot be as it should. Nothing is signed over it: the side becomes read-only until people have looked.</summary>
/// <param name="reason">What was found, with both values where two disagree.</param>
public sealed class LogDoubtException(Text reason) : Exception(reason.En)
{
    public Text Reason { get; } = reason;
}
