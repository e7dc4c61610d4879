namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>When a message is tried again: less and less often, for three days, and a last time when they are
/// over.</summary>
internal static class RetrySchedule
{
    /// <summary>How long a message is tried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>How long whoever sends a message has it to himself. If he ends in between, it is sent again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // As the Standard Webhooks specification proposes.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20),
    ];

    /// <summary>When after an attempt that failed; null when that was the last.</summary>
    /// <param name="attempts">How many there were, this one included.</param>
    /// <param name="now">When it failed.</param>
    /// <param name="until">When the message is given up.</param>
    public static DateTimeOffset? Next(int attempts, DateTimeOffset now, DateTimeOffset until) =>
        now >= until ? null
        : now + Pauses[Math.Clamp(attempts, 1, Pauses.Length) - 1] is var next && next < until ? next : until;
}
