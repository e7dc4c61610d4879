namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>The time as the service tells it. A PC's clock may be wrong by a year; what is due, and the moment that is
/// signed, are the service's.</summary>
public sealed class ServiceClock : TimeProvider
{
    // Answers tell the second, and take a while to come.
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(1);

    /// <summary>How far this machine's clock is behind; zero where it is right.</summary>
    public TimeSpan Behind { get; private set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Behind;

    /// <summary>Notes what an answer says the time is.</summary>
    public void Note(DateTimeOffset? told)
    {
        if (told is { } time)
        {
            var behind = time - base.GetUtcNow();
            Behind = behind.Duration() > Tolerated ? behind : TimeSpan.Zero;
        }
    }
}
