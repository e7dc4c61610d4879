using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Reports.Documents;

/// <summary>Makes a period's report from what both ports show.</summary>
internal static class PeriodReportReading
{
    // A period and its year are read one after the other: whoever writes in between makes them two moments.
    private const int Attempts = 3;

    /// <summary>The report; null when there is no such period.</summary>
    public static async Task<PeriodReport?> ReadAsync(
        IProgressFacts progress, IRatingFacts ratings, Period period, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await PeriodReading.ReadAsync(progress, ratings, period, ct) is not { } view)
            {
                return null;
            }

            var government = await progress.ReadYearAsync(period.Year, ct);
            var evaluation = await ratings.ReadYearAsync(period.Year, ct);
            if (attempt == Attempts
                || (government.Log == view.Government.Log && evaluation.Log == view.Evaluation.Log))
            {
                return Of(view, PullMatrix.Read(period.Year, government, evaluation));
            }
        }
    }

    internal static PeriodReport Of(PeriodView view, PullMatrix.Response matrix)
    {
        var overview = PullOverview.Read(view);
        var course = CourseRule.Of(view, matrix);
        var previous = CourseRule.PreviousOf(course, view.Government.Period.Code);
        return new(
            PeriodHead.Of(view, "目标推进情况报告"), view.Evaluation.Report, previous, overview,
            [.. view.Palette.Colours.Zip(overview.Totals, (c, t) => ColourOf(c, t, view, course, previous))],
            [.. overview.States.Select(s => StateOf(s, view))],
            MoveRule.CountsOf(view),
            MoveRule.MovedOf(view),
            AttentionRule.Of(view, overview, course),
            [.. new[] { UnitKind.Department, UnitKind.Subdistrict }.Select(k => UnitRule.Of(k, view))],
            [.. view.Standings.GroupBy(s => s.Target.Field).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => FieldOf(g.Key, [.. g], view.Palette))],
            course, PullCompleteness.Read(view), [.. view.Units.SelectMany(u => LateOf(u))]);
    }

    private static ColourLine ColourOf(
        SchemeColour colour, PullOverview.ColourTotal total, PeriodView view, YearCourse course, Period? previous)
    {
        var overall = view.Rated.Count(s =>
            s.Rating!.Colour == colour.Code && s.Target.Level == TargetLevel.Overall);
        return new(
            colour, view.Palette.NeedsAttention(colour.Code), overall, total.Count - overall, total.Count, total.Share,
            previous is { } last ? CourseRule.CountIn(course, last, colour.Code) : null);
    }

    private static StateLine StateOf(PullOverview.StateTotal total, PeriodView view)
    {
        var overall = view.Standings.Count(s => s.State == total.State && s.Target.Level == TargetLevel.Overall);
        return new(total.State, overall, total.Count - overall, total.Count);
    }

    private static FieldLine FieldOf(string field, IReadOnlyList<TargetStatus> targets, Palette palette)
    {
        var rated = targets.Count(t => t.Rating is not null);
        return new(
            field, targets.Count, rated,
            UnitRule.SharesOf(c => targets.Count(t => t.Rating?.Colour == c), rated, palette), targets.Count - rated);
    }

    private static IEnumerable<LateReport> LateOf(UnitView unit) => unit.Parts
        .Where(p => p is { IsExpected: true, Report.Timeliness: Timeliness.Late })
        .Select(p => new LateReport(
            unit.Unit.Code, unit.Unit.Name, p.Standing.Target.Id, p.Standing.Title, p.IsLead, p.Report!.SubmittedAt));
}
