using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Documents;

/// <summary>The units of one kind, each with counts and shares, and their total. Shares are never averaged: the total's
/// are counted anew.</summary>
internal static class UnitRule
{
    /// <summary>A unit that has no part in the period's targets is left out.</summary>
    public static UnitGroup Of(UnitKind kind, PeriodView view)
    {
        UnitView[] units = [.. view.Units.Where(u => u.Unit.Kind == kind && u.Parts.Count > 0)];
        return new(
            kind,
            [.. units.Select(u => LineOf(u.Unit.Code, u.Unit.Name, u.Parts, view.Palette))],
            LineOf(null, "合计", [.. units.SelectMany(u => u.Parts)], view.Palette));
    }

    public static IReadOnlyList<ColourShare> SharesOf(Func<string, int> countOf, int rated, Palette palette) =>
    [
        .. palette.Colours.Select(c => (Colour: c, Count: countOf(c.Code)))
            .Select(c => new ColourShare(c.Colour, c.Count, Quotient.Of(c.Count, rated))),
    ];

    private static UnitLine LineOf(UnitCode? code, string name, IReadOnlyList<UnitPart> parts, Palette palette)
    {
        TargetStatus[] led = [.. parts.Where(p => p.IsLead).Select(p => p.Standing)];
        UnitPart[] owed = [.. parts.Where(p => p.IsExpected)];
        var rated = led.Count(s => s.Rating is not null);
        var (onTime, late) = (CountOf(Timeliness.OnTime), CountOf(Timeliness.Late));
        return new(
            code, name, led.Length, parts.Count - led.Length, rated,
            SharesOf(c => led.Count(s => s.Rating?.Colour == c), rated, palette), led.Length - rated, owed.Length,
            onTime + late, onTime, late, CountOf(Timeliness.NotReported), Quotient.Of(onTime + late, owed.Length),
            Quotient.Of(onTime, owed.Length));

        int CountOf(Timeliness timeliness) => owed.Count(p => p.Filed == timeliness);
    }
}
