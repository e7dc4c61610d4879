using System.Collections.Concurrent;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>The released colours of the periods of the same length and year before one, as they stood at the moment at
/// which that one is read.</summary>
/// <remarks>A released period changes by corrections alone. Each is read once with its signatures, and again when one
/// has come; in between its colours are at hand, and the query that looks for corrections passes over what was seen
/// before.</remarks>
internal sealed class EarlierColours(EvaluationDb db)
{
    private readonly ConcurrentDictionary<Period, Known> _known = [];

    // Complete for a log of this size; the newest is the index of the last rating among them.
    private sealed record Known(IReadOnlyDictionary<TargetId, string> Colours, long Newest, long Size);

    private const string ReleasedSql = """
        select period as Period, log_index as LogIndex
        from evaluation_report
        where period >= @first and period < @period
        order by period desc
        """;

    private const string SinceSql =
        "select period as Period, log_index as LogIndex from rating where log_index >= @since";

    /// <summary>Adds what tells which periods there are, and which of them have changed.</summary>
    public Asked Add(QueryBatch queries, Period period)
    {
        var since = period.EarlierInYear().Select(p => _known.GetValueOrDefault(p)?.Size).Min() ?? long.MaxValue;
        var first = period.EarlierInYear().Append(period).First();
        return new(
            since,
            queries.Add(ReleasedSql, new { first = first.Value, period = period.Value },
                (IndexRow r) => (new Period(r.Period), r.LogIndex)),
            queries.Add(SinceSql, new { since }, (IndexRow r) => (new Period(r.Period), r.LogIndex)));
    }

    /// <summary>The colours as a log of the given size has them, the nearest period first.</summary>
    /// <param name="asked">What was read with it at one moment.</param>
    /// <param name="size">The log's size at that moment, or an earlier one; what was released later is not in
    /// it.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<ColoursBefore> FindAsync(Asked asked, long size, CancellationToken ct)
    {
        List<(Period, IReadOnlyDictionary<TargetId, string>)> found = [];
        foreach (var (period, _) in asked.Released.Rows.Where(r => r.Index < size))
        {
            var known = _known.GetValueOrDefault(period) is { } kept && IsOf(kept, period, asked, size)
                ? kept with { Size = Math.Max(kept.Size, size) }
                : await ReadAsync(period, size, ct);
            _known[period] = known;
            found.Add((period, known.Colours));
        }

        return new(found);
    }

    private static bool IsOf(Known known, Period period, Asked asked, long size) =>
        asked.From <= known.Size && known.Newest < size
        && !asked.Since.Rows.Any(r => r.Period == period && r.Index > known.Newest);

    // Nothing before an index of the log ever changes: read later, it is what stood then.
    private async Task<Known> ReadAsync(Period period, long size, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var ratings = RatingStore.AddReleased(queries, period, size);
        await db.ReadAsync(queries, ct);
        return new(
            ratings.Rows.ToDictionary(r => r.TargetId, r => r.Colour),
            ratings.Rows.Select(r => r.Index).DefaultIfEmpty(-1).Max(), size);
    }

    /// <summary>The answers that the colours follow from.</summary>
    internal sealed record Asked(
        long From, QueryResult<(Period Period, long Index)> Released, QueryResult<(Period Period, long Index)> Since);

    private sealed record IndexRow(string Period, long LogIndex);
}

/// <summary>Released colours by period, the nearest first.</summary>
internal sealed class ColoursBefore(IReadOnlyList<(Period Period, IReadOnlyDictionary<TargetId, string> Of)> periods)
{
    /// <summary>A target's colours, the latest first; periods in which it has none are passed over.</summary>
    public IEnumerable<EarlierColour> Of(TargetId target) => periods.Where(p => p.Of.ContainsKey(target))
        .Select(p => new EarlierColour(target, p.Period, p.Of[target]));

    /// <summary>The last colour of every target that has one, by target.</summary>
    public IReadOnlyList<EarlierColour> Last()
    {
        var last = new Dictionary<TargetId, EarlierColour>();
        foreach (var (period, colours) in periods)
        {
            foreach (var (target, colour) in colours)
            {
                if (!last.ContainsKey(target))
                {
                    last.Add(target, new(target, period, colour));
                }
            }
        }

        return [.. last.Values.OrderBy(e => e.TargetId.Value, StringComparer.Ordinal)];
    }
}
