using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Webhooks;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Webhooks;

/// <summary>The reports that units still owe, from three working days before they are due: a message for a period, a
/// unit and a day on which something is due, and another when that day is over.</summary>
internal sealed class OwedReports(
    GovernmentDb db, ExtensionStore extensions, ProgressStore progress, WorkingDays days)
{
    private const int Notice = 3;

    // Whoever was away for longer, or is new, is told nothing of it any more: a window may stay open for months.
    private const int DaysOverdue = 7;

    private const int PageSize = 500;

    /// <summary>What is due soon or overdue on a day.</summary>
    public async Task<IReadOnlyList<WebhookEvent>> FindAsync(DateOnly today, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var periods = ((int[])[today.Year - 1, today.Year])
            .Select(year => PeriodMarkStore.AddList(queries, year, "", PageSize)).ToList();
        await db.ReadAsync(queries, ct);
        var granted = (await extensions.ListAsync(0, ct)).ToLookup(e => e.Period);
        List<WebhookEvent> found = [];
        foreach (var period in periods.SelectMany(p => p.Rows).Where(p => p.Marks.OpenedSize is not null))
        {
            var extended = granted[period.Period.Code].ToList();
            var last = extended.Select(e => e.Until).Append(period.Period.DueOn).Max();
            if (today >= days.Before(period.Period.DueOn, Notice) && today <= last.AddDays(DaysOverdue))
            {
                found.AddRange(await FindAsync(period.Period, extended, today, ct));
            }
        }

        return found;
    }

    private async Task<IEnumerable<WebhookEvent>> FindAsync(
        ReportingPeriod period, IReadOnlyList<Extension> extended, DateOnly today, CancellationToken ct)
    {
        var at = UtcText.Format(db.Clock.GetUtcNow());
        return (await OwedAsync(period.Code, ct))
            .GroupBy(r => (r.Unit, DueOn: DueOn(period, extended, r)))
            .Select(g => (g.Key.Unit, g.Key.DueOn, Type: TypeOf(g.Key.DueOn, today), Targets: g))
            .Where(m => m.Type is not null)
            .Select(m => new WebhookEvent(
                $"{(m.Type == WebhookType.ReportOverdue ? "overdue" : "due-soon")}-{period.Code}-{m.Unit}-"
                    + DbText.Of(m.DueOn),
                m.Type!, at, m.Unit,
                new Owed(
                    ["clerk", "signatory"], period.Code, m.Unit, m.DueOn, period.ClosesOn,
                    [.. m.Targets.Select(t => new OwedTarget(t.TargetId, t.Title))])));
    }

    private async Task<List<ExpectedReport>> OwedAsync(Period period, CancellationToken ct)
    {
        List<ExpectedReport> owed = [];
        for (var after = ("", ""); ;)
        {
            var page = await progress.ExpectedAsync(period, "", DbText.Of(Timeliness.NotReported), after, PageSize, ct);
            owed.AddRange(page.Where(r => r.Later is null));
            if (page.Count < PageSize)
            {
                return owed;
            }

            after = (page[^1].TargetId.Value, page[^1].Unit.Value);
        }
    }

    // A report that comes by the last day of an extension is on time.
    private static DateOnly DueOn(ReportingPeriod period, IReadOnlyList<Extension> extended, ExpectedReport report) =>
        extended.Where(e => e.Unit == report.Unit && (e.TargetId ?? report.TargetId) == report.TargetId)
            .Select(e => e.Until).Append(period.DueOn).Max();

    private string? TypeOf(DateOnly dueOn, DateOnly today) =>
        today > dueOn.AddDays(DaysOverdue) ? null
        : today > dueOn ? WebhookType.ReportOverdue
        : today >= days.Before(dueOn, Notice) ? WebhookType.ReportDueSoon : null;

    /// <param name="For">Whom the receiver is to pass it on to.</param>
    private sealed record Owed(
        IReadOnlyList<string> For, Period Period, UnitCode Unit, DateOnly DueOn, DateOnly ClosesOn,
        IReadOnlyList<OwedTarget> Targets);

    private sealed record OwedTarget(TargetId Id, string Title);
}
