using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Documents;

/// <summary>How the rated targets moved since each one's last colour of a period of this length.</summary>
internal static class MoveRule
{
    public static MoveCounts CountsOf(PeriodView view)
    {
        var changes = view.Rated.Select(s => ChangeOf(s, view.Palette)).ToList();
        return new(
            CountOf(ColourChange.Better), CountOf(ColourChange.Same), CountOf(ColourChange.Worse),
            CountOf(ColourChange.New), changes.Count(c => c is null));

        int CountOf(ColourChange change) => changes.Count(c => c == change);
    }

    /// <summary>The targets whose colour is another one, worse ones first.</summary>
    public static IReadOnlyList<MovedTarget> MovedOf(PeriodView view) =>
    [
        .. view.Rated.Where(s => s.Earlier is { } earlier && earlier.Colour != s.Rating!.Colour)
            .Select(s => new MovedTarget(
                s.Target.Id, s.Title, view.LeadNameOf(s), s.Earlier!.Period, view.Palette.ColourOf(s.Earlier.Colour),
                view.Palette[s.Rating!.Colour], ChangeOf(s, view.Palette)))
            .OrderBy(m => m.Change switch { ColourChange.Worse => 0, ColourChange.Better => 1, _ => 2 })
            .ThenBy(m => m.TargetId.Value, StringComparer.Ordinal),
    ];

    private static ColourChange? ChangeOf(TargetStatus standing, Palette palette) =>
        palette.ChangeOf(standing.Earlier?.Colour, standing.Rating!.Colour);
}
