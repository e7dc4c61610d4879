using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Jingan.TargetMgmt.Log.Reading;

/// <summary>Log entries by index, parsed once: an entry never changes, so what was read stays true.</summary>
/// <param name="most">How many are kept; then all are forgotten.</param>
public sealed class ParsedEntries<T>(int most)
    where T : class
{
    private readonly ConcurrentDictionary<long, T> _kept = [];

    public bool TryGet(long index, [NotNullWhen(true)] out T? entry) => _kept.TryGetValue(index, out entry);

    /// <summary>The entry as it was parsed before, or else now.</summary>
    public T Get(long index, Func<T> parse) => TryGet(index, out var known) ? known : Keep(index, parse());

    public T Keep(long index, T entry)
    {
        if (_kept.Count >= most)
        {
            _kept.Clear();
        }

        return _kept[index] = entry;
    }
}
