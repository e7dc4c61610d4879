using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Evaluation.SecondMarks;

/// <summary>What the order of a sample follows from: the government log at the period's close,
/// which is no longer anybody's to choose.</summary>
internal static class SampleSeed
{
    /// <summary>The government log at the close. Drawing waits for it, so that nobody can draw, look,
    /// and have the log grow for another order.</summary>
    public static LogHead Of(ClosedPeriod closed) => new("government", closed.Size, closed.Root);
}
