using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Entries;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>One version of a target, and where it stands in the log.</summary>
internal sealed record PlacedVersion(long Index, long Version, Target Target);

/// <summary>A report as far as a suggestion looks at it, and where it stands in the log.</summary>
internal sealed record PlacedReport(
    long Index, UnitCode Unit, decimal? Value, bool NoChange, IReadOnlyList<NodeState>? Nodes);

/// <summary>A certified value, and where it stands in the log.</summary>
internal sealed record PlacedValue(long Index, Period Period, long Version, decimal Value, bool Late);

/// <summary>What the government log says up to the point it has been read to: every version of every target, every
/// report, and where periods open and close.</summary>
internal sealed class FactsAt
{
    private readonly Dictionary<TargetId, List<PlacedVersion>> _versions = [];
    private readonly Dictionary<TargetId, Dictionary<(UnitCode Unit, Period Period), List<PlacedReport>>> _reports = [];
    private readonly Dictionary<TargetId, List<PlacedValue>> _certified = [];
    private readonly Dictionary<UnitCode, List<(long Index, string Name)>> _names = [];
    private readonly Dictionary<Period, long> _opened = [];
    private readonly Dictionary<Period, long> _closed = [];

    /// <summary>Takes an entry in; of other types nothing is taken.</summary>
    public void Take(long index, ILogEntry entry)
    {
        switch (entry)
        {
            case TargetEntry target:
                ListOf(_versions, target.Target.Id).Add(new(index, target.Version, target.Target));
                break;
            case UnitEntry unit:
                ListOf(_names, unit.Unit.Code).Add((index, unit.Unit.Name));
                break;
            case FiledReport report:
                Take(index, report);
                break;
            case CertifiedValueEntry e:
                ListOf(_certified, e.TargetId).Add(new(index, e.Period, e.TargetVersion, e.Value, e.Late));
                break;
            case PeriodOpenedEntry opened:
                _opened.TryAdd(opened.Period, opened.LogSize);
                break;
            case PeriodClosedEntry closed:
                _closed.TryAdd(closed.Period, closed.LogSize);
                break;
        }
    }

    private void Take(long index, FiledReport entry)
    {
        if (!_reports.TryGetValue(entry.TargetId, out var reports))
        {
            _reports[entry.TargetId] = reports = [];
        }

        ListOf(reports, (entry.Unit, entry.Period))
            .Add(new(index, entry.Unit, entry.Value, entry.NoChange, entry.Nodes));
    }

    /// <summary>The facts that decide a target's colour in a period: what counts, or what the assessor named in its
    /// place; null when there is no such target.</summary>
    /// <param name="version">The version that was judged.</param>
    /// <param name="basisOf">Index of the report, or of the certified value, that was judged;
    /// asked for where another than the report that counts may be.</param>
    public TargetFacts? Read(TargetId id, Period period, long version, Func<long?> basisOf)
    {
        if (!_versions.TryGetValue(id, out var versions))
        {
            return null;
        }

        var counted = CountedIn(versions, period);
        var judged = version > counted.Version && versions.Find(v => v.Version == version) is { } newer
            ? newer
            : counted;
        var unit = judged.Target.LeadUnit;
        var lead = LastWithin(id, unit, period);
        if (EndOf(id, period) < long.MaxValue && basisOf() is { } basis)
        {
            lead = Later(id, unit, period).FirstOrDefault(r => r.Index == basis) ?? lead;
        }

        if (_certified.ContainsKey(id) && Certified(id, period, judged.Version, basisOf()) is { } certified)
        {
            lead = lead is null ? null : lead with { Value = certified.Value, NoChange = false };
        }

        return new(judged.Target, judged.Version, lead is null ? null : ToReport(lead), [],
            Earlier(id, versions, period));
    }

    /// <summary>Every target, with its versions in the order of the log.</summary>
    public IEnumerable<(TargetId Id, IReadOnlyList<PlacedVersion> Versions)> Targets =>
        _versions.Select(v => (v.Key, (IReadOnlyList<PlacedVersion>)v.Value));

    /// <summary>One version of a target; null when the log has none of that number.</summary>
    public PlacedVersion? VersionOf(TargetId id, long version) => _versions[id].Find(v => v.Version == version);

    /// <summary>The version that counts for the period.</summary>
    public PlacedVersion Counted(TargetId id, Period period) => CountedIn(_versions[id], period);

    /// <summary>The unit's name at the period's opening, else its first;
    /// its code where the log does not have it.</summary>
    public string NameOf(UnitCode unit, Period period)
    {
        var (names, opened) = (_names.GetValueOrDefault(unit) ?? [], _opened.GetValueOrDefault(period, long.MaxValue));
        return names.FindLast(n => n.Index < opened).Name ?? names.FirstOrDefault().Name ?? unit.Value;
    }

    /// <summary>The last report of each unit that tells of the target in the period and came after its facts had
    /// ended.</summary>
    public IEnumerable<PlacedReport> Since(TargetId id, Period period)
    {
        var (reportedIn, end) = (ReportedIn(id, period), EndOf(id, period));
        return (_reports.GetValueOrDefault(id) ?? []).Where(r => r.Key.Period == reportedIn && r.Value[^1].Index >= end)
            .Select(r => r.Value[^1]);
    }

    /// <summary>The certified value that an assessor may have named: the newest before the period's facts ended, or one
    /// that came late, under the version judged; null where the index is of none.</summary>
    public PlacedValue? Certified(TargetId id, Period period, long version, long? index)
    {
        var (reportedIn, end) = (ReportedIn(id, period), EndOf(id, period));
        var all = (_certified.GetValueOrDefault(id) ?? []).Where(c => c.Period == reportedIn).ToList();
        var inTime = all.FindLast(c => !c.Late && c.Index < end);
        return all.Find(c => c.Index == index && c.Version == version && (c == inTime || c.Late || c.Index >= end));
    }

    // The last before the period opened, else the first; before it opens, the last there is.
    private PlacedVersion CountedIn(List<PlacedVersion> versions, Period period) =>
        !_opened.TryGetValue(period, out var opened) ? versions[^1]
        : versions.FindLast(v => v.Index < opened) ?? versions[0];

    // The period whose reports tell of the target, by the version that counts; null where nothing is owed.
    private Period? ReportedIn(TargetId id, Period period) => Counted(id, period).Target.ReportedIn(period);

    // Where the period's facts end: at its close, and where its last month's reports tell, at that one's too.
    private long EndOf(TargetId id, Period period) => Math.Min(
        _closed.GetValueOrDefault(period, long.MaxValue),
        _closed.GetValueOrDefault(ReportedIn(id, period) ?? period, long.MaxValue));

    // What an earlier period was judged on: what its own lead unit had reported within its window,
    // before this one was closed.
    private List<EarlierReport> Earlier(TargetId id, List<PlacedVersion> versions, Period period)
    {
        var (counted, end) = (CountedIn(versions, period).Target, _closed.GetValueOrDefault(period, long.MaxValue));
        List<EarlierReport> earlier = [];
        foreach (var of in period.EarlierInYear())
        {
            var then = _opened.ContainsKey(of) ? CountedIn(versions, of).Target : counted;
            if (then.ReportedIn(of) is { } reportedIn
                && LastBefore(id, then.LeadUnit, reportedIn,
                    Math.Min(end, _closed.GetValueOrDefault(reportedIn, long.MaxValue))) is { } report)
            {
                earlier.Add(new(of, report.Value, report.Nodes));
            }
        }

        return earlier;
    }

    /// <summary>The unit's last report that counts for the target in the period; null when there is none.</summary>
    public PlacedReport? LastWithin(TargetId id, UnitCode unit, Period period) =>
        ReportedIn(id, period) is { } reportedIn ? LastBefore(id, unit, reportedIn, EndOf(id, period)) : null;

    /// <summary>The unit's reports that tell of the target in the period and came after its facts had ended.</summary>
    public IEnumerable<PlacedReport> Later(TargetId id, UnitCode unit, Period period)
    {
        var (reportedIn, end) = (ReportedIn(id, period), EndOf(id, period));
        return reportedIn is { } known ? ReportsOf(id, unit, known).Where(r => r.Index >= end) : [];
    }

    private PlacedReport? LastBefore(TargetId id, UnitCode unit, Period period, long end) =>
        ReportsOf(id, unit, period).FindLast(r => r.Index < end);

    private List<PlacedReport> ReportsOf(TargetId id, UnitCode unit, Period period) =>
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
    private static ProgressReport ToReport(PlacedReport p) => new(
        p.Unit, 0, p.Value, p.NoChange, p.Nodes, "", null, null, null, [], "", "", Timeliness.OnTime, "",
        new(EntryTypes.Government, 0, ""));
}
