using System.Globalization;
using System.Threading.RateLimiting;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>So much an hour for each caller.</summary>
/// <param name="name">As the answers call it.</param>
/// <param name="most">What an hour holds.</param>
/// <param name="what">As people call it.</param>
internal sealed class Quota(string name, int most, Text what) : IDisposable
{
    private const int Hour = 3600;

    private readonly PartitionedRateLimiter<string> _left = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => Buckets.OfAnHour(most)));

    public Text Exceeded { get; } = new($"每个调用者{what.Zh}至多 {most}", $"A caller has {most} {what.En}");

    public string Policy { get; } = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={most};w={Hour}");

    // One that asks for more than there ever is waits for all there is.
    public RateLimitLease Take(string key, int permits) => _left.AttemptAcquire(key, Math.Min(permits, most));

    public string LeftOf(string key)
    {
        var rest = _left.GetStatistics(key)?.CurrentAvailablePermits ?? 0;
        var whole = (long)Math.Ceiling((most - rest) * (double)Hour / most);
        return string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={rest};t={whole}");
    }

    public void Dispose() => _left.Dispose();
}
