using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Certification;
using Jingan.TargetMgmt.Government.Remarks;
using Jingan.TargetMgmt.Government.Targets;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>Puts together what counts for a target in a period.</summary>
/// <param name="period">The period.</param>
/// <param name="marks">Its opening and close.</param>
/// <param name="reports">The last reports within the window, and within that of a quarter's last month.</param>
/// <param name="later">The last reports since the close.</param>
/// <param name="earlier">What was reported for earlier periods.</param>
/// <param name="remarks">What the office remarked on any of the reports.</param>
/// <param name="answers">What those answered whom the reports wait for.</param>
/// <param name="certified">What was certified for the period, and for a quarter's last month.</param>
/// <param name="leads">Who led targets of several versions; null where there is none among them.</param>
internal sealed class CountedFacts(
    Period period, PeriodMarks marks, IEnumerable<ReportRow> reports, IEnumerable<ReportRow> later,
    IEnumerable<EarlierStates> earlier, IEnumerable<Remark> remarks, IEnumerable<AnswerRow> answers,
    IEnumerable<CertifiedRow> certified, TargetLeads? leads)
{
    // For every target of a page the same.
    private readonly Period[] _before = [.. period.EarlierInYear()];

    private readonly ILookup<TargetId, ReportRow> _reports = reports.ToLookup(r => r.Target);
    private readonly ILookup<TargetId, ReportRow> _later = later.ToLookup(r => r.Target);
    private readonly ILookup<TargetId, EarlierStates> _earlier = earlier.ToLookup(r => r.Target);

    private readonly ILookup<TargetId, CertifiedRow> _certified = certified.ToLookup(r => r.Target);

    private readonly ILookup<(TargetId, UnitCode, Period), ReportRemark> _remarks = remarks.ToLookup(
        r => (r.TargetId, r.Unit, r.Period), r => r.ToReport());

    private readonly Dictionary<(long, long), WaitingAnswer> _answers =
        answers.ToDictionary(a => (a.Progress, a.Item), a => a.Answer);

    public TargetFacts Of(CountedTarget target)
    {
        // Of a quarter that is not owed itself, the report of its last month tells.
        var reportedIn = target.Counted.Target.ReportedIn(period);
        var all = _reports[target.Id].Where(r => r.Period == reportedIn)
            .Select(r => WithRemarks(target.Id, r)).ToList();
        var lead = target.Counted.Target.LeadUnit;
        List<ProgressReport> since =
            [.. _later[target.Id].Where(r => r.Period == reportedIn).Select(r => WithRemarks(target.Id, r))];
        return new(
            target.Counted.Target, target.Counted.Version, all.Find(r => r.Unit == lead),
            [.. all.Where(r => r.Unit != lead)], Earlier(target),
            target.IsAddedWhileRunning(marks), target.Newer is { } newer ? NewerOf(newer, all) : null,
            since.Count == 0 ? null : since, Certified: Certified(target, reportedIn),
            Original: target.Original is { } first ? PromisedFigure.Of(first.Target) : null);
    }

    // For a quarter, what came after its own close is late, whatever it was for its last month.
    private List<CertifiedValue>? Certified(CountedTarget target, Period? reportedIn)
    {
        var end = marks.Closed?.Size ?? long.MaxValue;
        List<CertifiedValue> all =
        [
            .. _certified[target.Id].Where(r => r.Period == reportedIn)
                .Select(r => r.Value with { Late = r.Value.Late || r.Value.Entry.Index >= end }),
        ];
        return all.Count == 0 ? null : all;
    }

    private ProgressReport WithRemarks(TargetId target, ReportRow row)
    {
        var report = WithAnswers(WithOrigin(target, row));
        return _remarks.Contains((target, report.Unit, row.Period))
            ? report with { Remarks = [.. _remarks[(target, report.Unit, row.Period)]] }
            : report;
    }

    private ProgressReport WithAnswers(ProgressReport report) => report.WaitsFor is not { } waits || _answers.Count == 0
        ? report
        : report with
        {
            WaitsFor = [.. waits.Select(w =>
                _answers.TryGetValue((report.Entry.Index, w.Item), out var answer) ? w with { Answer = answer } : w)],
        };

    // Of a quarter's last month the period before is not read: what it carries on is told in that month.
    private ProgressReport WithOrigin(TargetId target, ReportRow row)
    {
        if (!row.Report.NoChange || row.Period != period)
        {
            return row.Report;
        }

        var origin = _earlier[target].Where(s => s.Unit == row.Report.Unit)
            .SelectMany(s => s.Reports)
            .Where(r => r.Value is not null)
            .MaxBy(r => r.Period.LastMonth);
        return OriginWarning.Of(row.Report, origin) is { } warning
            ? row.Report with { Warnings = [.. row.Report.Warnings ?? [], warning] }
            : row.Report;
    }

    private NewerVersion NewerOf(StoredTarget newer, List<ProgressReport> all) => new(
        newer.Target, newer.Version, SinceClose: newer.Entry.Index >= marks.Closed?.Size,
        all.Find(r => r.Unit == newer.Target.LeadUnit));

    // What a period before was judged on is what its own lead unit had reported, as often as the target was owed then.
    private List<EarlierReport> Earlier(CountedTarget target)
    {
        var states = _earlier[target.Id];
        var (lead, frequency) =
            (target.Counted.Target.LeadUnit, target.Counted.Target.Frequency ?? ReportingFrequency.Monthly);
        var isAlways = leads is null || target is { Newer: null, Counted.Version: 1 };
        List<EarlierReport> earlier = [];
        foreach (var before in _before)
        {
            var then = isAlways ? null : leads!.InForce(target.Id, before);
            var (unit, reportedIn) = (then?.Lead ?? lead, (then?.Frequency ?? frequency).ReportedIn(before));
            if (states.Where(s => s.Unit == unit).SelectMany(s => s.Reports)
                .FirstOrDefault(r => r.Period == reportedIn) is { } report)
            {
                earlier.Add(report with { Period = before });
            }
        }

        return earlier;
    }
}
