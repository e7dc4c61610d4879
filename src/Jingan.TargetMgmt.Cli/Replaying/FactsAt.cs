using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Replaying;

/// <summary>What the government log says up to the point it has been read to: for every target the version in force and each unit's latest reports.</summary>
internal sealed class FactsAt
{
    private readonly Dictionary<TargetId, (long Version, Target Target)> _targets = [];
    private readonly Dictionary<TargetId, Dictionary<(UnitCode Unit, Period Period), LoggedProgress>> _reports = [];

    public void Take(LoggedTarget entry) => _targets[entry.Target.Id] = (entry.Version, entry.Target);

    public void Take(LoggedProgress entry)
    {
        if (!_reports.TryGetValue(entry.TargetId, out var reports))
        {
            _reports[entry.TargetId] = reports = [];
        }

        reports[(entry.Unit, entry.Period)] = entry;
    }

    /// <summary>The facts that decide a target's colour in a period; null when there is no such target.</summary>
    public TargetFacts? Read(TargetId id, Period period)
    {
        if (!_targets.TryGetValue(id, out var known))
        {
            return null;
        }

        var (version, target) = known;
        var ofLead = _reports.GetValueOrDefault(id)?.Values.Where(r => r.Unit == target.LeadUnit).ToList() ?? [];
        return new(
            target, version, ofLead.Find(r => r.Period == period) is { } report ? ToReport(report) : null, [],
            [.. ofLead.Where(r => r.Period.Year == period.Year && r.Period.IsQuarter == period.IsQuarter && r.Period.LastMonth < period.LastMonth)
                .OrderBy(r => r.Period.LastMonth).Select(r => new EarlierReport(r.Period, r.Value, r.Nodes))]);
    }

    // What a suggestion does not look at is left empty.
    private static ProgressReport ToReport(LoggedProgress p) => new(
        p.Unit, 0, p.Value, p.NoChange, p.Nodes, "", null, null, null, [], "", "", Timeliness.OnTime, "", null, new("government", 0, ""));
}
