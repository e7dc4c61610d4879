using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Reports.Documents;

/// <summary>The targets that need attention, in the overview's order, with what the lead unit says of each and for how
/// long it has been so.</summary>
internal static class AttentionRule
{
    public static IReadOnlyList<AttentionLine> Of(PeriodView view, PullOverview.Response overview, YearCourse course)
    {
        var cells = course.Targets.ToDictionary(t => t.TargetId, t => t.Cells);
        return [.. view.Attention.Zip(overview.Attention, (standing, item) => LineOf(
            standing, item, view.Palette, cells.GetValueOrDefault(item.TargetId) ?? []))];
    }

    private static AttentionLine LineOf(
        TargetStatus standing, PullOverview.AttentionItem item, Palette palette, IReadOnlyList<PullMatrix.Cell> cells)
        => new(
            item, palette[item.Colour], standing.Target.Field, item.Figures?.Value - item.Figures?.Planned,
            standing.Facts.Lead?.Difficulties, standing.Facts.Lead?.NextSteps,

            // A target that only the evaluator tells of has no row in the year.
            Math.Max(1, CourseRule.InARow(cells, palette)));
}
