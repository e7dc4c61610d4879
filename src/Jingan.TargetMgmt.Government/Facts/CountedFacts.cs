using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>Puts together what counts for a target in a period.</summary>
/// <param name="marks">The period's opening and close.</param>
/// <param name="reports">The last reports within the window.</param>
/// <param name="later">The last reports since the close.</param>
/// <param name="earlier">What was reported for earlier periods.</param>
/// <param name="leads">Who led targets of several versions; null where there is none among them.</param>
internal sealed class CountedFacts(
    PeriodMarks marks, IEnumerable<ReportRow> reports, IEnumerable<ReportRow> later, IEnumerable<EarlierStates> earlier, TargetLeads? leads)
{
    private readonly ILookup<TargetId, ReportRow> _reports = reports.ToLookup(r => r.Target);
    private readonly ILookup<TargetId, ReportRow> _later = later.ToLookup(r => r.Target);
    private readonly ILookup<TargetId, EarlierStates> _earlier = earlier.ToLookup(r => r.Target);

    public TargetFacts Of(CountedTarget target)
    {
        var all = _reports[target.Id].Select(r => r.Report).ToList();
        var lead = target.Counted.Target.LeadUnit;
        List<ProgressReport> since = [.. _later[target.Id].Select(r => r.Report)];
        return new(
            target.Counted.Target, target.Counted.Version, all.Find(r => r.Unit == lead), [.. all.Where(r => r.Unit != lead)], Earlier(target),
            target.IsAddedWhileRunning(marks), target.Newer is { } newer ? NewerOf(newer, all) : null, since.Count == 0 ? null : since);
    }

    private NewerVersion NewerOf(StoredTarget newer, List<ProgressReport> all) => new(
        newer.Target, newer.Version, SinceClose: newer.Entry.Index >= marks.Closed?.Size, all.Find(r => r.Unit == newer.Target.LeadUnit));

    // What a period before was judged on is what its own lead unit had reported, whoever leads now.
    private List<EarlierReport> Earlier(CountedTarget target)
    {
        var states = _earlier[target.Id];
        var lead = target.Counted.Target.LeadUnit;
        return leads is null || target is { Newer: null, Counted.Version: 1 }
            ? InOrder(states.Where(s => s.Unit == lead).SelectMany(s => s.Reports))
            : InOrder(states.SelectMany(s => s.Reports.Where(r => s.Unit == (leads.LeadIn(target.Id, r.Period) ?? lead))));
    }

    private static List<EarlierReport> InOrder(IEnumerable<EarlierReport> reports) => [.. reports.OrderBy(r => r.Period.LastMonth)];
}
