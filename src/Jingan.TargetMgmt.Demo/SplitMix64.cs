namespace Jingan.TargetMgmt.Demo;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine and runtime for ever, which
/// <see cref="Random"/> does not promise.</summary>
internal sealed class SplitMix64(ulong state)
{
    /// <summary>A stream of its own for each thing that has a name,
    /// so that what is drawn for one does not shift what is drawn for another.</summary>
    public static SplitMix64 For(ulong seed, params ReadOnlySpan<string> names)
    {
        // FNV-1a over the names, 0 between them.
        var hash = 14695981039346656037UL;
        foreach (var name in names)
        {
            foreach (var c in name)
            {
                hash = unchecked((hash ^ c) * 1099511628211UL);
            }

            hash = unchecked(hash * 1099511628211UL);
        }

        return new(unchecked(new SplitMix64(seed).Next() ^ new SplitMix64(hash).Next()));
    }

    public ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((UInt128)Next() * (uint)bound) >> 64);

    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];
}
