using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>Counts what reporting asks and takes, from what the reports themselves say.</summary>
internal static class BurdenRule
{
    private const int Narrative = 1, Value = 1;

    public static PullBurden.Burden Of(IReadOnlyList<UnitPart> parts)
    {
        var own = parts.Where(IsOfThePeriod).ToList();
        var owed = own.Where(p => p.IsExpected).ToList();
        var came = own.Select(p => p.Report).OfType<ProgressReport>().ToList();
        var filings = came.Sum(r => r.Revision);
        TimeSpan[] times = [.. came.Select(TimeOf).OfType<TimeSpan>().Order()];
        return new(
            owed.Count, owed.Sum(FieldsOf), came.Count, filings, filings - came.Count, came.Sum(r => r.Evidence.Count),
            times.Length, MedianSecondsOf(times));
    }

    // The report of a quarter's last month took its time in that month.
    private static bool IsOfThePeriod(UnitPart part) =>
        part.Standing.Target.ReportedIn(part.Standing.Period) == part.Standing.Period;

    // A co-unit tells in words of its own part.
    private static int FieldsOf(UnitPart part) => Narrative + (part.IsLead
        ? part.Standing.Target.Kind switch
        {
            TargetKind.Quantitative => Value,
            TargetKind.Milestone => OpenNodesOf(part.Standing.Facts),
            _ => 0,
        }
        : 0);

    private static int OpenNodesOf(TargetFacts facts)
    {
        var done = (facts.Earlier.LastOrDefault(e => e.Nodes is not null)?.Nodes ?? [])
            .Where(n => n.DoneOn is not null).Select(n => n.Code).ToHashSet();
        return (facts.Target.Nodes ?? []).Count(n => !done.Contains(n.Code));
    }

    private static TimeSpan? TimeOf(ProgressReport report) =>
        UtcText.TryParse(report.OpenedAt, out var opened) && UtcText.TryParse(report.SubmittedAt, out var submitted)
            ? submitted - opened
            : null;

    private static long? MedianSecondsOf(TimeSpan[] sorted) => sorted.Length == 0
        ? null
        : (sorted[(sorted.Length - 1) / 2].Ticks + sorted[sorted.Length / 2].Ticks) / 2 / TimeSpan.TicksPerSecond;
}
