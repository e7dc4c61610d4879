using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>One period as both sides showed it at one moment each: every target under a colour or a state,
/// every unit with what it owed and filed.</summary>
internal sealed class PeriodView
{
    private readonly Dictionary<UnitCode, string> _names;

    public PeriodView(PeriodFacts government, PeriodRatings evaluation)
    {
        Government = government;
        _names = government.Units.ToDictionary(u => u.Code, u => u.Name);
        Evaluation = evaluation;

        // The port shows nothing before release; a report must not depend on that alone.
        var ratings = (IsReleased ? evaluation.Ratings : []).ToDictionary(r => r.TargetId);
        var earlier = evaluation.Earlier.ToDictionary(e => e.TargetId);
        Standings = [.. government.Targets
            .Select(t => TargetStatus.Of(
                t, government.Period, ratings.GetValueOrDefault(t.Target.Id), earlier.GetValueOrDefault(t.Target.Id)))
            .Concat(ratings.Values.ExceptBy(government.Targets.Select(t => t.Target.Id), r => r.TargetId)
                .Select(r => TargetStatus.OfOmitted(r, earlier.GetValueOrDefault(r.TargetId))))
            .OrderBy(s => s.Target.Id.Value, StringComparer.Ordinal)];
        Rated = [.. Standings.Where(s => s.Rating is not null)];
        Palette = new(evaluation.Colours, Rated.Select(s => s.Rating!.Colour));

        var parts = Standings.SelectMany(UnitPart.AllOf).ToLookup(p => p.Unit);
        Units = [.. government.Units.Select(unit => new UnitView(unit, [.. parts[unit.Code]], Palette))];
    }

    public PeriodFacts Government { get; }

    public PeriodRatings Evaluation { get; }

    public bool IsReleased => Evaluation.ReleasedAt is not null;

    public Palette Palette { get; }

    /// <summary>All targets of the period, by id; a rated one that the government side does not tell of too.</summary>
    public IReadOnlyList<TargetStatus> Standings { get; }

    /// <summary>The targets of the period that have a released rating.</summary>
    public IReadOnlyList<TargetStatus> Rated { get; }

    public IReadOnlyList<UnitView> Units { get; }

    /// <summary>When the latest of the reports was filed; null while there is none.</summary>
    public string? DataAsOf => Standings
        .SelectMany(s => s.Facts.CoUnits.Append(s.Facts.Lead))
        .Select(report => report?.SubmittedAt)
        .Max(StringComparer.Ordinal);

    /// <summary>The rated targets that stand in the worse half of the scheme, worst first.</summary>
    public IEnumerable<TargetStatus> Attention => Rated
        .Where(s => Palette.NeedsAttention(s.Rating!.Colour))
        .OrderByDescending(s => Palette[s.Rating!.Colour].Rank)
        .ThenBy(s => s.Target.Id.Value, StringComparer.Ordinal);

    /// <summary>The lead unit's name: beside a colour as it was judged, else as it was at the opening.</summary>
    public string LeadNameOf(TargetStatus standing) => standing.Rating?.Judged?.LeadName ?? NameOf(standing.LeadUnit);

    /// <summary>The name that a unit had at the opening; its code where it is not known.</summary>
    public string NameOf(UnitCode unit) => _names.GetValueOrDefault(unit, unit.Value);
}
