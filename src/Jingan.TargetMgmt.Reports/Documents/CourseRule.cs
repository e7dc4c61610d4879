using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Reports.Documents;

/// <summary>The part of a year's matrix that a period's report shows: periods of its length, up to itself.</summary>
internal static class CourseRule
{
    public static YearCourse Of(PeriodView view, PullMatrix.Response matrix)
    {
        var period = view.Government.Period.Code;
        HashSet<Period> shown = [.. period.EarlierInYear(), period];
        return new(
            matrix.Logs,
            matrix.Colours.Concat(view.Palette.Colours).DistinctBy(c => c.Code).ToDictionary(c => c.Code),
            [.. matrix.Periods.Where(shown.Contains)],
            [.. matrix.Rows.Select(row => LineOf(row, [.. row.Cells.Where(c => shown.Contains(c.Period))], view))]);
    }

    /// <summary>The nearest period before with a colour in it.</summary>
    public static Period? PreviousOf(YearCourse course, Period period) => course.Periods
        .Where(p => p != period && course.Targets.Any(t => t.Cells.Any(c => c.Period == p && c.Colour is not null)))
        .Select(p => (Period?)p)
        .LastOrDefault();

    public static int CountIn(YearCourse course, Period period, string colour) =>
        course.Targets.Count(t => t.Cells.Any(c => c.Period == period && c.Colour == colour));

    /// <summary>How many of the cells, from the last one back, have a colour that needs attention. A cell in which
    /// nothing was owed neither counts nor ends the row.</summary>
    public static int InARow(IEnumerable<PullMatrix.Cell> cells, Palette palette)
    {
        var count = 0;
        foreach (var cell in cells.Reverse())
        {
            if (cell.Colour is { } colour && palette.NeedsAttention(colour))
            {
                count++;
            }
            else if (cell.State is not (TargetState.NotOwed or TargetState.Suspended or TargetState.NotPublished))
            {
                break;
            }
        }

        return count;
    }

    private static CourseLine LineOf(PullMatrix.Row row, IReadOnlyList<PullMatrix.Cell> cells, PeriodView view) => new(
        row.TargetId, row.Title, view.NameOf(row.LeadUnit), cells,
        cells.LastOrDefault(c => c.Colour is not null)?.Change);
}
