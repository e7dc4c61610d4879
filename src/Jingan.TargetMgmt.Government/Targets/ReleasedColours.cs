using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>A year's released colours, to be asked what was known at some moment.</summary>
internal sealed class ReleasedColours
{
    private readonly IReadOnlyList<PeriodRatings> _released;

    private ReleasedColours(IReadOnlyList<PeriodRatings> released) => _released = released;

    /// <summary>Reads them; none where nothing is asked about.</summary>
    public static async Task<ReleasedColours> ReadAsync(
        IRatingFacts ratings, int year, bool isAsked, CancellationToken ct)
    {
        List<PeriodRatings> released = [];
        foreach (var period in isAsked
            ? (await ratings.ReadYearAsync(year, ct)).Ratings.Select(r => r.Period).Distinct()
            : [])
        {
            released.Add(await ratings.ReadPeriodAsync(period, ct));
        }

        return new([.. released.Where(r => r.ReleasedAt is not null)
            .OrderBy(r => r.ReleasedAt, StringComparer.Ordinal)]);
    }

    /// <summary>The target's colour in the last period that was released before a moment, where that needs attention;
    /// else null.</summary>
    public ListTargetChanges.ReleasedColour? InNeed(TargetId target, string at)
    {
        var last = _released.LastOrDefault(r => string.CompareOrdinal(r.ReleasedAt, at) < 0);
        return last?.Ratings.FirstOrDefault(r => r.TargetId == target) is { } rating
            && !last.Colours.BetterHalf().Contains(rating.Colour)
                ? new(rating.Period, rating.Colour)
                : null;
    }
}
