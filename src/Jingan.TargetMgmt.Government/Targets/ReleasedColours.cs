using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>The colours that had been released last before some moments of a year.</summary>
internal sealed class ReleasedColours
{
    private readonly IReadOnlyList<PeriodRelease> _releases;
    private readonly Dictionary<Period, PeriodRatings> _ratings = [];

    private ReleasedColours(IReadOnlyList<PeriodRelease> releases) => _releases = releases;

    /// <summary>Reads what these moments ask for, and no other period: a year has a rating for each of its thousands of
    /// targets and each period.</summary>
    public static async Task<ReleasedColours> ReadAsync(
        IRatingFacts ratings, int year, IReadOnlyCollection<string> moments, CancellationToken ct)
    {
        if (moments.Count == 0)
        {
            return new([]);
        }

        var colours = new ReleasedColours(
            [.. (await ratings.ReadReleasesAsync(year, ct)).Where(r => r.Period.Year == year)]);
        foreach (var period in moments.Select(colours.LastBefore).OfType<PeriodRelease>().Select(r => r.Period)
            .Distinct())
        {
            colours._ratings[period] = await ratings.ReadPeriodAsync(period, ct);
        }

        return colours;
    }

    /// <summary>The target's colour in the last period that was released before a moment that was asked for, where that
    /// needs attention; else null.</summary>
    public ListTargetChanges.ReleasedColour? InNeed(TargetId target, string at) =>
        LastBefore(at) is { } last && _ratings[last.Period] is var period
        && period.Ratings.FirstOrDefault(r => r.TargetId == target) is { } rating
        && !period.Colours.BetterHalf().Contains(rating.Colour)
            ? new(rating.Period, rating.Colour)
            : null;

    private PeriodRelease? LastBefore(string at) =>
        _releases.LastOrDefault(r => string.CompareOrdinal(r.ReleasedAt, at) < 0);
}
