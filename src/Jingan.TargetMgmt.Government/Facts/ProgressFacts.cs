using System.Collections.Concurrent;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Certification;
using Jingan.TargetMgmt.Government.Remarks;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>The port onto this side, called directly in one process. Each answer is read at one moment;
/// what is read after it never changes.</summary>
internal sealed class ProgressFacts(GovernmentDb db, PeriodMarker marker, TargetDocuments documents) : IProgressFacts
{
    // A year's worklist is read again and again, and most of it is what it was.
    private readonly ParsedEntries<ProgressReport> _reports = new(most: 20_000);

    // By period, of those that exist.
    private readonly ConcurrentDictionary<Period, Dictionary<UnitCode, string>> _names = [];

    private const long Everything = long.MaxValue;

    private readonly KeptPeriods _periods = new();

    public async Task<PeriodFacts?> ReadPeriodAsync(Period period, CancellationToken ct)
    {
        if (_periods.Has(period))
        {
            await marker.AppendDueAsync(ct);
            if (_periods.TryGet(period, await db.ReadLogHeadAsync(ct), out var kept))
            {
                return kept;
            }
        }

        return await ReadAsync(period, "", Everything, ct) is { Period: { } known } all
            ? _periods.Keep(new(all.Log, known, all.Marks!, all.Units, all.Items))
            : null;
    }

    public Task<PeriodFactsPage> ReadPageAsync(Period period, string after, int limit, CancellationToken ct) =>
        ReadAsync(period, after, limit, ct);

    private async Task<PeriodFactsPage> ReadAsync(Period period, string after, long limit, CancellationToken ct)
    {
        await marker.AppendDueAsync(ct);
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var found = PeriodMarkStore.AddFind(queries, period);
        // one more tells whether there is a next page
        var targets = CountedTargets.AddPage(queries, period, after, limit == Everything ? limit : limit + 1,
            documents);
        var reports = FactsStore.AddReports(queries, period, after, limit, _reports);
        var later = FactsStore.AddLater(queries, period, after, limit, _reports);
        var states = FactsStore.AddStates(queries, period, after, limit);
        var remarks = RemarksOfPage.Add(queries, period, after, limit);
        var answers = AnswersOfPage.Add(queries, period, after, limit);
        var certified = CertifiedOfPage.Add(queries, period, after, limit);
        var units = FactsStore.AddUnits(queries, period);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var known])
        {
            return new(db.HeadOf(log), null, null, [], [], null);
        }

        var page = targets.Rows.Take((int)Math.Min(limit, targets.Rows.Count)).ToList();
        var (leads, overtaken) = await ReadHistoryAsync(
            period, page, known.Overtaken == 0 ? null : q => FactsStore.AddOvertaken(q, period, after, limit), ct);
        var facts = new CountedFacts(period, known.Marks, reports.Rows, later.Rows, [.. states.Rows, .. overtaken],
            remarks.Rows, answers.Rows, certified.Rows, leads);
        var names = units.Rows.ToDictionary(u => u.Code, u => u.Name);
        return new(
            db.HeadOf(log), known.Period, known.Marks, units.Rows,
            [.. page.Where(t => t.IsOf(known.Marks))
                .Select(t => facts.Of(t) with { LeadName = names.GetValueOrDefault(t.Counted.Target.LeadUnit) })],
            targets.Rows.Count > limit ? page[^1].Id.Value : null);
    }

    public async Task<(LogHead Log, ReportingPeriod Period, PeriodMarks Marks, TargetFacts Facts)?> ReadTargetAsync(
        Period period, TargetId target, NamedFacts named, CancellationToken ct)
    {
        await marker.AppendDueAsync(ct);
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var found = PeriodMarkStore.AddFind(queries, period);
        var counted = CountedTargets.AddOne(queries, period, target, documents);
        var reports = FactsStore.AddReportsOn(queries, period, target, _reports);
        var later = FactsStore.AddLaterOn(queries, period, target, _reports);
        var states = FactsStore.AddStatesOn(queries, period, target);
        var remarks = RemarkStore.AddOnTarget(queries, target);
        var answers = AnswersOfPage.AddOnTarget(queries, period, target);
        var certified = CertifiedStore.AddOnTarget(queries, target);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var known] || counted.Rows is not [var one] || !one.IsOf(known.Marks))
        {
            return null;
        }

        var (leads, overtaken) = await ReadHistoryAsync(
            period, [one], known.Overtaken == 0 ? null : q => FactsStore.AddOvertakenOn(q, period, target), ct);
        var facts = new CountedFacts(period, known.Marks, reports.Rows, later.Rows, [.. states.Rows, .. overtaken],
            remarks.Rows, answers.Rows, certified.Rows, leads).Of(one);
        var judged = named is { Version: null, Basis: { } basis } && facts.OnCertified(basis) is { } certain ? certain
            : named.Version > facts.TargetVersion || named.Basis > (facts.Lead?.Entry.Index ?? -1)
            ? await ReadNamedAsync(period, facts, named, ct)
            : facts;
        return (db.HeadOf(log), known.Period, known.Marks,
            judged with { LeadName = await ReadNameAsync(period, known.Marks, judged.Target.LeadUnit, ct) });
    }

    private async Task<TargetFacts> ReadNamedAsync(
        Period period, TargetFacts facts, NamedFacts named, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var version = CountedTargets.AddVersion(queries, facts.Target.Id, named.Version ?? facts.TargetVersion,
            documents);
        var basis = FactsStore.AddNamed(queries, facts.Target.ReportedIn(period) ?? period, facts.Target.Id,
            named.Basis ?? -1, _reports);
        await db.ReadAsync(queries, ct);
        return JudgedFacts.Of(facts, version.Rows is [var newer] ? newer : null, basis.Rows is [var report]
            ? report.Report
            : null);
    }

    // The names of an opening never change; a unit that came later has to be looked for.
    private async Task<string> ReadNameAsync(Period period, PeriodMarks marks, UnitCode unit, CancellationToken ct)
    {
        if (_names.TryGetValue(period, out var kept) && kept.TryGetValue(unit, out var known))
        {
            return known;
        }

        var queries = new QueryBatch();
        var units = FactsStore.AddUnits(queries, period);
        await db.ReadAsync(queries, ct);
        var names = units.Rows.ToDictionary(u => u.Code, u => u.Name);
        if (marks.OpenedSize is not null)
        {
            _names[period] = names;
        }

        return names.GetValueOrDefault(unit, unit.Value);
    }

    // Only what most pages do not need: the leads of targets that were adjusted,
    // and periods that were closed before an earlier one.
    private async Task<(TargetLeads? Leads, IReadOnlyList<EarlierStates> Overtaken)> ReadHistoryAsync(
        Period period, List<CountedTarget> page, Func<QueryBatch, QueryResult<EarlierStates>>? addOvertaken,
        CancellationToken ct)
    {
        var isAdjusted = page.Any(t => t.Newer is not null || t.Counted.Version > 1);
        if (!isAdjusted && addOvertaken is null)
        {
            return (null, []);
        }

        var queries = new QueryBatch();
        var leads = isAdjusted ? TargetLeads.Add(queries, period.Year, page[0].Id, page[^1].Id) : null;
        var overtaken = addOvertaken?.Invoke(queries);
        await db.ReadAsync(queries, ct);
        return (leads, overtaken?.Rows ?? []);
    }

    public Task<ClosedPeriod?> ReadClosedAsync(Period period, CancellationToken ct) =>
        marker.CloseOverdueAsync(period, ct);

    public async Task<YearFacts> ReadYearAsync(int year, CancellationToken ct)
    {
        await marker.AppendDueAsync(ct);
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var periods = PeriodMarkStore.AddList(queries, year, "", Everything);
        var versions = YearStore.AddVersions(queries, year, documents);
        var filed = YearStore.AddFiled(queries, year);
        var certified = YearStore.AddCertified(queries, year);
        await db.ReadReplicaAsync(queries, ct);
        return new(db.HeadOf(log), [.. periods.Rows.Select(p => p.Period)],
            TargetYears.Of(periods.Rows, versions.Rows, filed.Rows, certified.Rows));
    }

    public async Task<SelfClaimsPage> ReadSelfClaimsAsync(
        Period period, long size, string after, int limit, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var ids = SelfClaims.AddIds(queries, period.Year, after, limit);
        var claims = SelfClaims.Add(queries, period, size, after, limit);
        var beside = SelfClaims.AddBesideCertified(queries, period, size, after, limit);
        await db.ReadAsync(queries, ct);
        return new(
            db.HeadOf(log), [.. claims.Rows, .. beside.Rows], ids.Rows.Count > limit ? ids.Rows[limit - 1] : null);
    }
}
