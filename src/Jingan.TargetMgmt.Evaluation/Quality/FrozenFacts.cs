using System.Collections.Concurrent;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Evaluation.Quality;

/// <summary>What the government's log held when a period's report was issued, for statistics. That never changes,
/// so each period is read once.</summary>
internal sealed class FrozenFacts(IProgressFacts progress)
{
    private const int PageSize = 500;

    private readonly ConcurrentDictionary<Period, IReadOnlyDictionary<long, string?>> _claims = [];
    private readonly ConcurrentDictionary<Period, IReadOnlyDictionary<TargetId, Outcome>> _outcomes = [];
    private readonly ConcurrentDictionary<int, (int Periods, YearFigures Figures)> _figures = [];

    /// <summary>The figures of a year's released periods, computed once for as many of them as there are.</summary>
    public async Task<YearFigures> ReadFiguresAsync(int year, IReadOnlyList<FrozenPeriod> periods, CancellationToken ct)
    {
        if (_figures.TryGetValue(year, out var kept) && kept.Periods == periods.Count)
        {
            return kept.Figures;
        }

        // Each on a thread of its own: an embedded engine answers on the caller's.
        var claims = await Task.WhenAll(periods.Select(p => Task.Run(() => ReadClaimsAsync(p, ct), ct)));
        var last = YearFigures.LastOf(periods);
        var figures = YearFigures.Of(
            periods, periods.Zip(claims).ToDictionary(c => c.First.Period, c => c.Second),
            last is null ? null : await ReadOutcomesAsync(last, ct));
        // A year without a released period is nothing to keep: there are as many such years as callers think of.
        if (periods.Count > 0 && periods.All(p => _claims.ContainsKey(p.Period))
            && (last is null || _outcomes.ContainsKey(last.Period)))
        {
            _figures[year] = (periods.Count, figures);
        }

        return figures;
    }

    // The claim in each report that a rating of the period names as its basis, by the index of its entry.
    // A report filed later is another entry.
    private Task<IReadOnlyDictionary<long, string?>> ReadClaimsAsync(FrozenPeriod period, CancellationToken ct) =>
        OnceAsync<IReadOnlyDictionary<long, string?>>(_claims, period, async () =>
    {
        var pages = await ReadPagesAsync(
            after => progress.ReadSelfClaimsAsync(period.Period, period.GovernmentSize, after, PageSize, ct),
            p => p.Next);
        var judged = period.Ratings.Select(r => r.Basis?.Index).OfType<long>().ToHashSet();
        return (pages[0].Log,
            pages.SelectMany(p => p.Items).Where(c => judged.Contains(c.Index))
                .ToDictionary(c => c.Index, c => c.Colour));
    });

    // What became of the targets of a year's last period by its close.
    private Task<IReadOnlyDictionary<TargetId, Outcome>> ReadOutcomesAsync(FrozenPeriod last, CancellationToken ct) =>
        OnceAsync(_outcomes, last, async () =>
    {
        var pages = await ReadPagesAsync(after => progress.ReadPageAsync(last.Period, after, PageSize, ct), p =>
            p.Next);
        return (pages[0].Log, Outcomes.Of(
            last.Period,
            pages.SelectMany(p => p.Items).Select(t => new TargetAsOf(t.Target, t.Lead is { } lead
                ? new(lead.Value, lead.Nodes)
                : null))));
    });

    // A log that is still shorter than the report says, as a restored copy may be, is not believed for ever.
    private static async Task<T> OnceAsync<T>(
        ConcurrentDictionary<Period, T> kept, FrozenPeriod period, Func<Task<(LogHead Log, T Answer)>> read)
    {
        if (kept.TryGetValue(period.Period, out var known))
        {
            return known;
        }

        var (log, answer) = await read();
        return log.Size >= period.GovernmentSize ? kept[period.Period] = answer : answer;
    }

    private static async Task<List<T>> ReadPagesAsync<T>(Func<string, Task<T>> read, Func<T, string?> next)
    {
        List<T> pages = [await read("")];
        while (next(pages[^1]) is { } after)
        {
            pages.Add(await read(after));
        }

        return pages;
    }
}
