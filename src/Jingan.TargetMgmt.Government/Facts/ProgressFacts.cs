using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>The port onto this side, called directly in one process. Each answer is read at one moment.</summary>
internal sealed class ProgressFacts(GovernmentDb db, TargetDocuments documents) : IProgressFacts
{
    private const long Everything = long.MaxValue;

    public async Task<PeriodFacts?> ReadPeriodAsync(Period period, CancellationToken ct)
    {
        await using var snapshot = await db.ReadSnapshotAsync(ct);
        var log = await snapshot.ReadLogHeadAsync(db.Side, ct);
        if (await PeriodStore.FindAsync(snapshot.Connection, snapshot.Transaction, period, ct) is not { } stored)
        {
            return null;
        }

        var targets = await TargetStore.ListAsync(snapshot.Connection, snapshot.Transaction, OfYear(period.Year), "", Everything, ct);
        var reports = (await FactsStore.ReportsAsync(snapshot, period, "", ct)).ToLookup(r => r.Target);
        var earlier = (await FactsStore.EarlierAsync(snapshot, period, "", ct)).ToLookup(r => r.Target);
        return new(log, stored.Period, await FactsStore.UnitsAsync(snapshot, ct), [.. targets.Select(t => ToFacts(t, reports[t.Target.Id], earlier[t.Target.Id]))]);
    }

    public async Task<(ReportingPeriod Period, TargetFacts Facts)?> ReadTargetAsync(Period period, TargetId target, CancellationToken ct)
    {
        await using var snapshot = await db.ReadSnapshotAsync(ct);
        return await FactsStore.TargetInPeriodAsync(snapshot, period, target, ct) is var (reporting, index)
            ? (reporting, ToFacts(
                await documents.ReadAsync(snapshot.Connection, snapshot.Transaction, index, ct),
                await FactsStore.ReportsAsync(snapshot, period, target.Value, ct), await FactsStore.EarlierAsync(snapshot, period, target.Value, ct)))
            : null;
    }

    public async Task<YearFacts> ReadYearAsync(int year, CancellationToken ct)
    {
        await using var snapshot = await db.ReadReplicaSnapshotAsync(ct);
        var log = await snapshot.ReadLogHeadAsync(db.Side, ct);
        var periods = await PeriodStore.ListAsync(snapshot.Connection, snapshot.Transaction, year, "", Everything, ct);
        var targets = await TargetStore.ListAsync(snapshot.Connection, snapshot.Transaction, OfYear(year), "", Everything, ct);
        return new(log, [.. periods.Select(p => p.Period)], [.. targets.Select(t => t.Target)], await FactsStore.ReportedAsync(snapshot, year, ct));
    }

    private static TargetFilter OfYear(int year) => new(year, "", "", "", "", "", "");

    private static TargetFacts ToFacts(StoredTarget stored, IEnumerable<ReportRow> reports, IEnumerable<EarlierRow> earlier)
    {
        var lead = stored.Target.LeadUnit;
        var all = reports.Select(r => r.Report).ToList();
        return new(
            stored.Target, stored.Version, all.Find(r => r.Unit == lead), [.. all.Where(r => r.Unit != lead)],
            [.. earlier.Where(e => e.Unit == lead).Select(e => e.Report).OrderBy(e => e.Period.LastMonth)]);
    }
}
