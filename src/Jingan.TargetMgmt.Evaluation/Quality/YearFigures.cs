using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Evaluation.Quality;

/// <summary>All figures of a year that follow from what is frozen:
/// they are the same until another period is released.</summary>
/// <param name="Outcome">Null until the evaluation report of the year's last period is issued.</param>
internal sealed record YearFigures(
    IReadOnlyList<Coverage> Coverage, (SelfClaims All, IReadOnlyList<SelfClaims> Units) SelfClaims,
    (Divergences All, IReadOnlyList<Divergences> Assessors) Divergences,
    YearAgreement Agreement, IReadOnlyList<Transitions> Transitions, YearFigures.YearOutcome? Outcome)
{
    /// <param name="LateRed">One for each length of period whose last one of the year is released with one before
    /// it.</param>
    internal sealed record YearOutcome(
        Period Period, IReadOnlyList<Calibration> Calibration, IReadOnlyList<LateRed> LateRed);

    /// <summary>The period whose facts tell the outcomes. Both lengths end on the same day;
    /// the month is reported the more often.</summary>
    public static FrozenPeriod? LastOf(IReadOnlyList<FrozenPeriod> periods) =>
        periods.Where(p => p.Period.IsLastOfYear).OrderBy(p => p.Period.IsQuarter).FirstOrDefault();

    public static YearFigures Of(
        IReadOnlyList<FrozenPeriod> periods, IReadOnlyDictionary<Period, IReadOnlyDictionary<long, string?>> claims,
        IReadOnlyDictionary<TargetId, Outcome>? outcomes)
    {
        var pairs = FrozenPeriod.Pairs(periods).ToList();
        return new(
            [.. periods.Select(Classification.Statistics.Coverage.Of)],
            Classification.Statistics.SelfClaims.Of(periods, claims),
            Classification.Statistics.Divergences.Of(periods), YearAgreement.Of(periods),
            [.. pairs.Select(p => Classification.Statistics.Transitions.Of(p.From, p.To))],
            outcomes is null ? null : new(
                LastOf(periods)!.Period, Calibration.Of(periods, outcomes),
                [.. pairs.Where(p => p.To.Period.IsLastOfYear).Select(p => LateRed.Of(p.From, p.To, outcomes))]));
    }
}
