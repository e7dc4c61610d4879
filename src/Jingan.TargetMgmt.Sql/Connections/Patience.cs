namespace Jingan.TargetMgmt.Sql.Connections;

/// <summary>How long something that failed for the moment is tried again: a number of times,
/// and not once its caller has waited for long.</summary>
/// <param name="mostAttempts">How often in all.</param>
/// <param name="firstPause">Before the second attempt; doubled before each further one.</param>
public sealed class Patience(int mostAttempts, TimeSpan firstPause)
{
    // Pauses are real ones, whatever time the log or a test has.
    private static readonly TimeProvider Clock = TimeProvider.System;

    // A server that refuses or does not answer takes the driver all of Connect Timeout each time;
    // the driver has tried again itself in it.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly long _since = Clock.GetTimestamp();
    private int _failed;

    /// <summary>Whether to try once more.</summary>
    public bool IsLeft => _failed < mostAttempts - 1 && Clock.GetElapsedTime(_since) < Longest;

    /// <summary>Counts a failed attempt.</summary>
    /// <returns>How long to wait before the next.</returns>
    public TimeSpan NextPause() => firstPause * (1 << _failed++);
}
