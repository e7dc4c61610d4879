using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Facts;

/// <summary>The port onto the government side where that runs in a process of its own.</summary>
internal sealed class RemoteProgressFacts(FactsClient government) : IProgressFacts
{
    public async Task<PeriodFacts?> ReadPeriodAsync(Period period, CancellationToken ct)
    {
        var pages = await government.ReadPagesAsync<PeriodFactsPage>($"/periods/{period}", p => p.Log, p => p.Next, ct);
        var first = pages[0];
        return first.Period is { } known
            ? new(first.Log, known, first.Marks ?? new(), first.Units, [.. pages.SelectMany(p => p.Items)])
            : null;
    }

    public Task<PeriodFactsPage> ReadPageAsync(Period period, string after, int limit, CancellationToken ct) =>
        government.ReadAsync<PeriodFactsPage>(
            FormattableString.Invariant($"/periods/{period}?after={Uri.EscapeDataString(after)}&limit={limit}"), ct);

    public async Task<(LogHead Log, ReportingPeriod Period, PeriodMarks Marks, TargetFacts Facts)?> ReadTargetAsync(
        Period period, TargetId target, NamedFacts named, CancellationToken ct) =>
        await government.ReadAsync<TargetInPeriod>($"/periods/{period}/targets/{target}{QueryOf(named)}", ct)
            is { Log: { } log, Period: { } known, Marks: { } marks, Facts: { } facts }
            ? (log, known, marks, facts)
            : null;

    public async Task<ClosedPeriod?> ReadClosedAsync(Period period, CancellationToken ct) =>
        (await government.ReadAsync<PeriodMarks>($"/periods/{period}/closed", ct)).Closed;

    public async Task<YearFacts> ReadYearAsync(int year, CancellationToken ct)
    {
        var pages = await government.ReadPagesAsync<YearFactsPage>(
            FormattableString.Invariant($"/years/{year}"), p => p.Log, p => p.Next, ct);
        return new(pages[0].Log, pages[0].Periods, [.. pages.SelectMany(p => p.Items)]);
    }

    public Task<SelfClaimsPage> ReadSelfClaimsAsync(
        Period period, long size, string after, int limit, CancellationToken ct) =>
        government.ReadAsync<SelfClaimsPage>(
            FormattableString.Invariant(
                $"/periods/{period}/as-of/{size}/self-claims?after={Uri.EscapeDataString(after)}&limit={limit}"), ct);


    private static string QueryOf(NamedFacts named) => (named.Version, named.Basis) switch
    {
        (null, null) => "",
        ({ } version, null) => FormattableString.Invariant($"?version={version}"),
        (null, { } basis) => FormattableString.Invariant($"?basis={basis}"),
        ({ } version, { } basis) => FormattableString.Invariant($"?version={version}&basis={basis}"),
    };
}
