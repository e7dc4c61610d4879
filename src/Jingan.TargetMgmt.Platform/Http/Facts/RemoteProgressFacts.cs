using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Platform.Http.Facts;

/// <summary>The port onto the government side where that runs in a process of its own.</summary>
internal sealed class RemoteProgressFacts(FactsClient government) : IProgressFacts
{
    public async Task<PeriodFacts?> ReadPeriodAsync(Period period, CancellationToken ct)
    {
        var pages = await government.ReadPagesAsync<PeriodFactsPage>($"/periods/{period}", p => p.Log, p => p.Next, ct);
        var first = pages[0];
        return first.Period is { } known ? new(first.Log, known, first.Units, [.. pages.SelectMany(p => p.Items)]) : null;
    }

    public Task<PeriodFactsPage> ReadPageAsync(Period period, string after, int limit, CancellationToken ct) =>
        government.ReadAsync<PeriodFactsPage>(FormattableString.Invariant($"/periods/{period}?after={Uri.EscapeDataString(after)}&limit={limit}"), ct);

    public async Task<(LogHead Log, ReportingPeriod Period, TargetFacts Facts)?> ReadTargetAsync(Period period, TargetId target, CancellationToken ct) =>
        await government.ReadAsync<TargetInPeriod>($"/periods/{period}/targets/{target}", ct) is { Log: { } log, Period: { } known, Facts: { } facts }
            ? (log, known, facts)
            : null;

    public async Task<YearFacts> ReadYearAsync(int year, CancellationToken ct)
    {
        var pages = await government.ReadPagesAsync<YearFactsPage>(FormattableString.Invariant($"/years/{year}"), p => p.Log, p => p.Next, ct);
        List<TargetInYear> targets = [.. pages.SelectMany(p => p.Items)];
        return new(
            pages[0].Log, pages[0].Periods, [.. targets.Select(t => t.Target)],
            targets.SelectMany(t => t.Reported, (t, r) => (Key: (t.Target.Id, r.Period), r.Timeliness)).ToDictionary(r => r.Key, r => r.Timeliness));
    }

    public Task<SelfClaimsPage> ReadSelfClaimsAsync(Period period, long size, string after, int limit, CancellationToken ct) =>
        government.ReadAsync<SelfClaimsPage>(AsOf(period, size, "self-claims", after, limit), ct);

    public Task<TargetsAsOfPage> ReadAsOfAsync(Period period, long size, string after, int limit, CancellationToken ct) =>
        government.ReadAsync<TargetsAsOfPage>(AsOf(period, size, "targets", after, limit), ct);

    private static string AsOf(Period period, long size, string what, string after, int limit) =>
        FormattableString.Invariant($"/periods/{period}/as-of/{size}/{what}?after={Uri.EscapeDataString(after)}&limit={limit}");
}
