using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Facts;

/// <summary>The port onto the evaluator's side where that runs in a process of its own.</summary>
internal sealed class RemoteRatingFacts(FactsClient evaluation) : IRatingFacts
{
    public async Task<PeriodRatings> ReadPeriodAsync(Period period, CancellationToken ct)
    {
        var pages = await evaluation.ReadPagesAsync<PeriodRatingsPage>(
            $"/periods/{period}", p => p.Log, p => p.Next, ct);
        return new(pages[0].Log, pages[0].Scheme, pages[0].Colours, pages[0].ReleasedAt,
            [.. pages.SelectMany(p => p.Items)], [.. pages.SelectMany(p => p.Earlier)], pages[0].Report);
    }

    public async Task<ReportAsIssued?> ReadIssuedAsync(Period period, CancellationToken ct) =>
        (await evaluation.ReadAsync<IssuedPeriod>($"/issued/{period}", ct)).Report;

    public async Task<IReadOnlyList<PeriodRelease>> ReadReleasesAsync(int since, CancellationToken ct) =>
        (await evaluation.ReadAsync<PeriodReleases>(FormattableString.Invariant($"/releases/{since}"), ct)).Items;

    // Every page names them.
    public async Task<IReadOnlyList<SchemeColour>> ReadColoursAsync(Period period, CancellationToken ct) =>
        (await evaluation.ReadAsync<PeriodRatingsPage>($"/periods/{period}?limit=1", ct)).Colours;

    public async Task<YearColours> ReadYearAsync(int year, CancellationToken ct)
    {
        var pages = await evaluation.ReadPagesAsync<YearRatingsPage>(
            FormattableString.Invariant($"/years/{year}"), p => p.Log, p => p.Next, ct);
        return new(pages[0].Log, pages[0].Colours, [.. pages.SelectMany(p => p.Items)]);
    }

    public async Task<IReadOnlyList<RatingFact>> ReadHistoryAsync(TargetId target, CancellationToken ct) =>
        (await evaluation.ReadAsync<TargetRatings>($"/targets/{target}", ct)).Items;
}
