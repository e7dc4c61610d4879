using Jingan.TargetMgmt.Log.Store;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>What a clock that is behind the log keeps out of it.</summary>
internal static class LateSubmissions
{
    /// <summary>Refuses the submissions of a batch that come too late.</summary>
    /// <returns>The others.</returns>
    public static List<Submission> RefuseLate(this LogClock clock, IReadOnlyList<Submission> batch)
    {
        List<Submission> inTime = new(batch.Count);
        foreach (var submission in batch)
        {
            var late = submission.Units.Select(u => u.Entry is null
                ? null
                : clock.Refusal(u.Entry)).FirstOrDefault(l => l is not null);
            submission.Outcome = late is { } reason ? CommitOutcome.ClockBehind(reason) : null;
            if (late is null)
            {
                inTime.Add(submission);
            }
        }

        return inTime;
    }
}
