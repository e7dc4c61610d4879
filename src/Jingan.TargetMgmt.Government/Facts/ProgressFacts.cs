using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>The port onto this side, called directly in one process. Each answer is read at one moment.</summary>
internal sealed class ProgressFacts(GovernmentDb db, TargetDocuments documents) : IProgressFacts
{
    // A year's worklist is read again and again, and most of it is what it was.
    private readonly ParsedEntries<ProgressReport> _reports = new(most: 20_000);

    private const long Everything = long.MaxValue;

    public async Task<PeriodFacts?> ReadPeriodAsync(Period period, CancellationToken ct) =>
        await ReadAsync(period, "", Everything, ct) is { Period: { } known } all ? new(all.Log, known, all.Units, all.Items) : null;

    public Task<PeriodFactsPage> ReadPageAsync(Period period, string after, int limit, CancellationToken ct) => ReadAsync(period, after, limit, ct);

    private async Task<PeriodFactsPage> ReadAsync(Period period, string after, long limit, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var found = PeriodStore.AddFind(queries, period);
        var targets = TargetStore.AddList(queries, OfYear(period.Year), after, limit == Everything ? limit : limit + 1, documents); // one more tells whether there is a next page
        var reports = FactsStore.AddReports(queries, period, after, limit, _reports);
        var states = FactsStore.AddStates(queries, period, after, limit);
        var units = FactsStore.AddUnits(queries);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var stored])
        {
            return new(db.HeadOf(log), null, [], [], null);
        }

        var reportsOf = reports.Rows.ToLookup(r => r.Target);
        var earlierOf = states.Rows.ToLookup(r => r.Target);
        var items = targets.Rows.Take((int)Math.Min(limit, targets.Rows.Count)).Select(t => ToFacts(t, reportsOf[t.Target.Id], earlierOf[t.Target.Id])).ToList();
        return new(db.HeadOf(log), stored.Period, units.Rows, items, targets.Rows.Count > limit ? items[^1].Target.Id.Value : null);
    }

    public async Task<(LogHead Log, ReportingPeriod Period, TargetFacts Facts)?> ReadTargetAsync(Period period, TargetId target, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var found = FactsStore.AddTargetInPeriod(queries, period, target);
        var reports = FactsStore.AddReportsOn(queries, period, target, _reports);
        var states = FactsStore.AddStatesOf(queries, period, target);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var (reporting, index)])
        {
            return null;
        }

        await using var connection = await db.OpenAsync(ct); // an entry never changes: it need not be read at the same moment
        return (db.HeadOf(log), reporting, ToFacts(await documents.ReadAsync(connection, index, ct), reports.Rows, states.Rows));
    }

    public async Task<YearFacts> ReadYearAsync(int year, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var periods = PeriodStore.AddList(queries, year, "", Everything);
        var targets = TargetStore.AddList(queries, OfYear(year), "", Everything, documents);
        var reported = FactsStore.AddReported(queries, year);
        await db.ReadReplicaAsync(queries, ct);
        return new(
            db.HeadOf(log), [.. periods.Rows.Select(p => p.Period)], [.. targets.Rows.Select(t => t.Target)],
            reported.Rows.ToDictionary(r => r.Key, r => r.Timeliness));
    }

    public async Task<SelfClaimsPage> ReadSelfClaimsAsync(Period period, long size, string after, int limit, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var ids = FactsAsOf.AddIds(queries, period.Year, after, limit);
        var claims = FactsAsOf.AddClaims(queries, period, size, after, limit);
        await db.ReadAsync(queries, ct);
        return new(db.HeadOf(log), claims.Rows, NextAfter(ids.Rows, limit));
    }

    public async Task<TargetsAsOfPage> ReadAsOfAsync(Period period, long size, string after, int limit, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var ids = FactsAsOf.AddIds(queries, period.Year, after, limit);
        var targets = FactsAsOf.AddTargets(queries, period.Year, size, after, limit);
        var filed = FactsAsOf.AddFiled(queries, period, size, after, limit);
        await db.ReadAsync(queries, ct);
        var last = filed.Rows.GroupBy(f => (f.Report.TargetId, f.Report.Unit)).ToDictionary(g => g.Key, g => g.MaxBy(f => f.Index)!.Report);
        return new(
            db.HeadOf(log),
            [.. targets.Rows.Select(t => new TargetAsOf(t.Target, last.GetValueOrDefault((t.Target.Id, t.Target.LeadUnit)) is { } lead ? new(lead.Value, lead.Nodes) : null))],
            NextAfter(ids.Rows, limit));
    }

    private static string? NextAfter(IReadOnlyList<string> ids, int limit) => ids.Count > limit ? ids[limit - 1] : null;

    private static TargetFilter OfYear(int year) => new(year, "", "", "", "", "", "");

    private static TargetFacts ToFacts(StoredTarget stored, IEnumerable<ReportRow> reports, IEnumerable<EarlierStates> earlier)
    {
        var lead = stored.Target.LeadUnit;
        var all = reports.Select(r => r.Report).ToList();
        return new(
            stored.Target, stored.Version, all.Find(r => r.Unit == lead), [.. all.Where(r => r.Unit != lead)],
            earlier.FirstOrDefault(e => e.Unit == lead)?.Reports ?? []);
    }
}
