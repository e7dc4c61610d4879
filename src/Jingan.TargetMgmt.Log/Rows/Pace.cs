using System.Diagnostics;

namespace Jingan.TargetMgmt.Log.Rows;

/// <summary>How fast a round goes: at full speed, or resting after every page so long that it takes no more than its
/// share of one core.</summary>
/// <param name="share">Of one core, above 0 and at most 1.</param>
/// <param name="ct">Ends the round at the next page.</param>
internal sealed class Pace(double share, CancellationToken ct)
{
    private readonly Stopwatch _work = Stopwatch.StartNew();

    public bool IsFull => share >= 1;

    /// <summary>Called after every page of work.</summary>
    /// <exception cref="OperationCanceledException">The round is to end.</exception>
    public void Rest()
    {
        ct.ThrowIfCancellationRequested();
        if (!IsFull)
        {
            ct.WaitHandle.WaitOne(_work.Elapsed * ((1 / share) - 1));
            ct.ThrowIfCancellationRequested();
            _work.Restart();
        }
    }
}
