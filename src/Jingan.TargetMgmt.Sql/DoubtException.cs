using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Sql;

/// <summary>Something that is stored cannot be as it should. Nothing is signed over it:
/// the side becomes read-only until people have looked.</summary>
/// <param name="reason">What was found, with both values where two disagree.</param>
public sealed class DoubtException(Text reason) : Exception(reason.En)
{
    public Text Reason { get; } = reason;
}
