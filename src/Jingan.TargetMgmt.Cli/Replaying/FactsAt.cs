using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Replaying;

/// <summary>What the government log says up to the point it has been read to: every version of every target, every report, and where periods open and close.</summary>
internal sealed class FactsAt
{
    private readonly Dictionary<TargetId, List<(long Index, long Version, Target Target)>> _versions = [];
    private readonly Dictionary<TargetId, Dictionary<(UnitCode Unit, Period Period), List<(long Index, LoggedProgress Report)>>> _reports = [];
    private readonly Dictionary<Period, long> _opened = [];
    private readonly Dictionary<Period, long> _closed = [];

    public void Take(long index, LoggedTarget entry) => ListOf(_versions, entry.Target.Id).Add((index, entry.Version, entry.Target));

    public void Take(long index, LoggedProgress entry)
    {
        if (!_reports.TryGetValue(entry.TargetId, out var reports))
        {
            _reports[entry.TargetId] = reports = [];
        }

        ListOf(reports, (entry.Unit, entry.Period)).Add((index, entry));
    }

    public void Take(LoggedOpening entry) => _opened.TryAdd(entry.Period, entry.LogSize);

    public void Take(LoggedClose entry) => _closed.TryAdd(entry.Period, entry.LogSize);

    /// <summary>The facts that decide a target's colour in a period: what counts, or what the assessor named in its place; null when there is no such target.</summary>
    /// <param name="version">The version that was judged.</param>
    /// <param name="basisOf">Index of the report that was judged; asked for where another than the one that counts may be.</param>
    public TargetFacts? Read(TargetId id, Period period, long version, Func<long?> basisOf)
    {
        if (!_versions.TryGetValue(id, out var versions))
        {
            return null;
        }

        var counted = CountedIn(versions, period);
        var judged = version > counted.Version && versions.Find(v => v.Version == version) is { Target: not null } newer ? newer : counted;
        var end = _closed.GetValueOrDefault(period, long.MaxValue);
        var lead = LastBefore(id, judged.Target.LeadUnit, period, end);
        if (end < long.MaxValue && basisOf() is { } basis && basis >= end)
        {
            lead = ReportsOf(id, judged.Target.LeadUnit, period).Find(r => r.Index == basis).Report ?? lead;
        }

        return new(judged.Target, judged.Version, lead is null ? null : ToReport(lead), [], Earlier(id, versions, period, end));
    }

    // The last before the period opened, else the first; before it opens, the last there is.
    private (long Index, long Version, Target Target) CountedIn(List<(long Index, long Version, Target Target)> versions, Period period) =>
        !_opened.TryGetValue(period, out var opened) ? versions[^1]
        : versions.FindLast(v => v.Index < opened) is { Target: not null } atOpening ? atOpening
        : versions[0];

    // What an earlier period was judged on: what its own lead unit had reported within its window, before this one was closed.
    private List<EarlierReport> Earlier(TargetId id, List<(long Index, long Version, Target Target)> versions, Period period, long end)
    {
        var lead = CountedIn(versions, period).Target.LeadUnit;
        List<EarlierReport> earlier = [];
        foreach (var of in (_reports.GetValueOrDefault(id)?.Keys.Select(k => k.Period) ?? []).Distinct()
                     .Where(p => p.Year == period.Year && p.IsQuarter == period.IsQuarter && p.LastMonth < period.LastMonth).OrderBy(p => p.LastMonth))
        {
            var itsLead = _opened.ContainsKey(of) ? CountedIn(versions, of).Target.LeadUnit : lead;
            if (LastBefore(id, itsLead, of, Math.Min(end, _closed.GetValueOrDefault(of, long.MaxValue))) is { } report)
            {
                earlier.Add(new(of, report.Value, report.Nodes));
            }
        }

        return earlier;
    }

    private LoggedProgress? LastBefore(TargetId id, UnitCode unit, Period period, long end) => ReportsOf(id, unit, period).FindLast(r => r.Index < end).Report;

    private List<(long Index, LoggedProgress Report)> ReportsOf(TargetId id, UnitCode unit, Period period) =>
        _reports.GetValueOrDefault(id)?.GetValueOrDefault((unit, period)) ?? [];

    private static List<T> ListOf<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }

    // What a suggestion does not look at is left empty.
    private static ProgressReport ToReport(LoggedProgress p) => new(
        p.Unit, 0, p.Value, p.NoChange, p.Nodes, "", null, null, null, [], "", "", Timeliness.OnTime, "", new("government", 0, ""));
}
