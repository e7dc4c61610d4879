using System.Numerics;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>Latencies in microseconds, in buckets that are 1/32 of a power of two wide: a quantile is at most 3.2 % too high, never too low.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 5;
    private const int Subs = 1 << SubBits;

    private readonly long[] _counts = new long[(65 - SubBits) * Subs];

    public long Count { get; private set; }

    public long Max { get; private set; }

    public void Add(long microseconds)
    {
        _counts[BucketOf(microseconds)]++;
        Count++;
        Max = Math.Max(Max, microseconds);
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The latency that a share of the answers did not exceed, in microseconds; 0 when there are none.</summary>
    public long Quantile(double share)
    {
        var left = (long)Math.Ceiling(share * Count);
        for (var i = 0; i < _counts.Length; i++)
        {
            left -= _counts[i];
            if (left <= 0 && _counts[i] > 0)
            {
                return Math.Min(Max, UpperBound(i));
            }
        }

        return Max;
    }

    private static int BucketOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)Math.Max(1, value)) - SubBits);
        return (shift * Subs) + (int)(value >> shift);
    }

    private static long UpperBound(int bucket)
    {
        var shift = Math.Max(0, (bucket / Subs) - 1);
        return ((bucket - (shift * Subs) + 1L) << shift) - 1;
    }
}
