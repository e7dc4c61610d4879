using System.Threading.RateLimiting;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>Token buckets: a burst, refilled as time goes by.</summary>
internal static class Buckets
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    public static TokenBucketRateLimiterOptions Of(Rate rate) => Of(rate.Burst, rate.PerSecond);

    /// <summary>As many as fit into an hour, of which all may come at once.</summary>
    public static TokenBucketRateLimiterOptions OfAnHour(int most) => Of(most, most / 3600d);

    private static TokenBucketRateLimiterOptions Of(int burst, double perSecond)
    {
        // The shortest step in which a whole token comes.
        var period = TimeSpan.FromSeconds(Math.Max(Shortest.TotalSeconds, 1 / perSecond));
        return new()
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Clamp((int)Math.Round(perSecond * period.TotalSeconds), 1, burst),
            ReplenishmentPeriod = period,
            AutoReplenishment = false, // the partitions have one timer together
            QueueLimit = 0,
        };
    }
}
