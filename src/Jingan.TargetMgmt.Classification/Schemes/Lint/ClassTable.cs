namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>What a class says at every point where anything can change.</summary>
internal sealed class ClassTable
{
    private readonly Interval[] _intervals;
    private readonly long[] _points;
    private readonly int[] _first; // the band that decides at a point, -1 where none does
    private readonly bool[] _asked; // for unreached and reached targets

    public ClassTable(SchemeClass @class, IReadOnlyDictionary<string, int> ranks, IEnumerable<bool> askedReached)
    {
        Class = @class;
        Ranks = [.. @class.Bands.Select(b => ranks[b.Colour])];
        _intervals = [.. @class.Bands.Select(Interval.Of)];
        _points = [.. MeasureRange.Points(@class.Measure, Edges)];
        _first = [.. _points.Select(v => Array.FindIndex(_intervals, i => i.Contains(v)))];
        _asked = [askedReached.Contains(false), askedReached.Contains(true)];
    }

    public SchemeClass Class { get; }

    /// <summary>The rank of each band's colour; larger is worse.</summary>
    public IReadOnlyList<int> Ranks { get; }

    public IEnumerable<long> Edges => _intervals.SelectMany(i => i.Edges);

    public bool IsAsked(bool reached) => _asked[reached ? 1 : 0];

    /// <summary>Every value that targets the class decides for can have, with the band that decides, or -1.</summary>
    public IEnumerable<(long Value, int Band)> Asked() => _points.Zip(_first).Where(p =>
        (_asked[0] && MeasureRange.Holds(Class.Measure, false, p.First))
        || (_asked[1] && MeasureRange.Holds(Class.Measure, true, p.First)));

    /// <summary>The coloured values of reached, or of unreached, targets from the worst value to the best.</summary>
    public IEnumerable<(long Value, int Band)> FromWorst(bool reached)
    {
        var asked = _points.Zip(_first)
            .Where(p => p.Second >= 0 && MeasureRange.Holds(Class.Measure, reached, p.First));
        return MeasureRange.IsBetterLarger(Class.Measure) ? asked : asked.Reverse();
    }

    /// <summary>The bands that hold a value.</summary>
    public IEnumerable<int> BandsAt(long value) =>
        Enumerable.Range(0, _intervals.Length).Where(i => _intervals[i].Contains(value));

    /// <summary>The deciding band at any value of a dense measure, or -1.
    /// Points alternate between a value between edges and an edge.</summary>
    public int BandAt(long value)
    {
        var at = Array.BinarySearch(_points, value);
        return _first[at >= 0 ? at : Math.Min(~at & ~1, _points.Length - 1)];
    }

    public Side SideAt((long Value, int Band) point) =>
        new(Class.Bands[point.Band].Colour, Class.Name, Class.Measure, MeasureRange.Text(Class.Measure, point.Value));
}
