using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Tests.Reports.Documents;

/// <summary>A report on June 2018, made of hand-made facts: the months before it are what the targets' earlier colours
/// say.</summary>
internal static class SampleReport
{
    public static readonly ReportReceipt Receipt = new(new('9', 64), 29);

    /// <summary>The year as both ports would show it, with the ratings of June and those of the months
    /// before.</summary>
    public static PullMatrix.Response Matrix(
        IReadOnlyList<TargetFacts> targets, IReadOnlyList<RatingFact> ratings,
        IReadOnlyDictionary<(int Target, int Month), TargetState>? owedNothing = null) => PullMatrix.Read(
        2018,
        new(
            Sample.GovernmentLog,
            [.. Enumerable.Range(1, 7).Select(m => new Period($"2018-{m:00}"))
                .Append(new("2018-Q1")).Append(new("2018-Q2"))
                .Select(p => new ReportingPeriod(p, p.StartsOn, p.EndsOn, p.EndsOn, p.EndsOn, p.EndsOn))],
            [.. targets.Select((t, i) => new TargetInYear(
                t.Target,
                [.. Enumerable.Range(1, 6).Select(month => StoodIn(
                    new($"2018-{month:00}"), t, owedNothing?.TryGetValue((i + 1, month), out var state) == true
                        ? state
                        : null))]))]),
        Sample.Year(ratings));

    public static PeriodReport Of(
        IReadOnlyList<TargetFacts> targets, IReadOnlyList<RatingFact> ratings, IReadOnlyList<RatingFact>? before = null,
        IReadOnlyDictionary<(int Target, int Month), TargetState>? owedNothing = null) => PeriodReportReading.Of(
        Sample.View(
            Sample.Released(ratings) with
            {
                Report = Receipt,
                Earlier = [.. (before ?? []).GroupBy(r => r.TargetId)
                    .Select(g => g.MaxBy(r => r.Period.Value, StringComparer.Ordinal)!)
                    .Select(r => new EarlierColour(r.TargetId, r.Period, r.Colour))],
            },
            targets),
        Matrix(targets, [.. ratings, .. before ?? []], owedNothing));

    private static TargetInYearPeriod StoodIn(Period period, TargetFacts facts, TargetState? state) => new(
        period, state is null ? facts.Lead?.Timeliness ?? Timeliness.NotReported : null, state, 1, facts.Lead?.Value);
}
