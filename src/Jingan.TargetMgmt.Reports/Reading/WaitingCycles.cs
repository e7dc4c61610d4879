using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>Units that wait for each other in a ring.</summary>
internal static class WaitingCycles
{
    /// <summary>For every pair of units that lies on a ring, the shortest ring through it, each ring once: from its
    /// first unit by code, each waiting for the next and the last for the first.</summary>
    /// <param name="waits">Who waits for whom.</param>
    public static IReadOnlyList<IReadOnlyList<UnitCode>> Of(IEnumerable<(UnitCode Unit, UnitCode On)> waits)
    {
        var edges = waits.Where(w => w.Unit != w.On).Distinct()
            .OrderBy(w => w.Unit.Value, StringComparer.Ordinal)
            .ThenBy(w => w.On.Value, StringComparer.Ordinal)
            .ToList();
        var next = edges.ToLookup(e => e.Unit, e => e.On);
        return [.. edges.Select(e => Path(e.On, e.Unit, next)).OfType<IReadOnlyList<UnitCode>>()
            .Select(FromFirst)
            .DistinctBy(ring => string.Join('>', ring))
            .OrderBy(ring => ring.Count)
            .ThenBy(ring => string.Join('>', ring), StringComparer.Ordinal)];
    }

    // The shortest way, level by level.
    private static List<UnitCode>? Path(UnitCode from, UnitCode to, ILookup<UnitCode, UnitCode> next)
    {
        var cameFrom = new Dictionary<UnitCode, UnitCode> { [from] = from };
        var queue = new Queue<UnitCode>([from]);
        while (queue.TryDequeue(out var unit))
        {
            if (unit == to)
            {
                List<UnitCode> path = [unit];
                for (; unit != from; path.Add(unit))
                {
                    unit = cameFrom[unit];
                }

                path.Reverse();
                return path;
            }

            foreach (var on in next[unit].Where(on => cameFrom.TryAdd(on, unit)))
            {
                queue.Enqueue(on);
            }
        }

        return null;
    }

    private static IReadOnlyList<UnitCode> FromFirst(IReadOnlyList<UnitCode> ring)
    {
        var first = ring.Index().MinBy(u => u.Item.Value, StringComparer.Ordinal).Index;
        return [.. ring.Skip(first), .. ring.Take(first)];
    }
}
