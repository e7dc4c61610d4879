using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>A target named beside a share or a count, with its colour or state and, for a unit,
/// what that unit filed on it.</summary>
internal sealed record Member(
    TargetId TargetId, string Title, string? Colour, TargetState? State, Timeliness? Filed, TargetFigures? Figures,
    PromisedFigure? Original, LastColour? Last, ColourChange? Change)
{
    public static Member Of(UnitPart part, Palette palette)
    {
        var (standing, colour) = (part.Standing, part.Standing.Rating?.Colour);
        return new(
            standing.Target.Id, standing.Title, colour, standing.State, part.Filed, standing.Figures, standing.Original,
            LastColour.Of(standing.Earlier), palette.ChangeOf(standing.Earlier?.Colour, colour));
    }
}

/// <summary>What one unit owes for one target in one period, and what it filed.</summary>
internal sealed record UnitPart(UnitCode Unit, bool IsLead, TargetStatus Standing, ProgressReport? Report)
{
    public bool IsExpected => Standing.IsExpected;

    /// <summary>Whether the unit's report came by the due day;
    /// null where nothing is expected and nothing came.</summary>
    public Timeliness? Filed => Report?.Timeliness ?? (IsExpected ? Timeliness.NotReported : null);

    public static UnitPart OfLead(
        TargetStatus standing) => new(standing.LeadUnit, true, standing, standing.ReportOf(standing.LeadUnit));

    /// <summary>The lead unit's part and each co-unit's; a unit named twice owes one report.</summary>
    public static IEnumerable<UnitPart> AllOf(TargetStatus standing) => (standing.Target.CoUnits ?? [])
        .Select(co => co.Unit).Where(unit => unit != standing.LeadUnit).Distinct()
        .Select(unit => new UnitPart(unit, false, standing, standing.ReportOf(unit)))
        .Prepend(OfLead(standing));
}

/// <summary>One unit in one period.</summary>
internal sealed class UnitView(Unit unit, IReadOnlyList<UnitPart> parts, Palette palette)
{
    public Unit Unit => unit;

    /// <summary>The targets it leads or co-operates on, suspended ones included.</summary>
    public IReadOnlyList<UnitPart> Parts => parts;

    public IEnumerable<UnitPart> Led => parts.Where(p => p.IsLead);

    public int Expected => parts.Count(p => p.IsExpected);

    public int OnTime => CountFiled(Timeliness.OnTime);

    public int Late => CountFiled(Timeliness.Late);

    public int NotReported => CountFiled(Timeliness.NotReported);

    public int Filed => OnTime + Late;

    public string? Completeness => Quotient.Of(Filed, Expected);

    public string? Timely => Quotient.Of(OnTime, Expected);

    public Member? Worst => parts
        .OrderBy(Gravity)
        .ThenByDescending(p => p.Standing.Rating is { } rating ? palette[rating.Colour].Rank : 0)
        .ThenBy(p => p.Standing.Target.Id.Value, StringComparer.Ordinal)
        .Select(p => Member.Of(p, palette))
        .FirstOrDefault();

    private int CountFiled(Timeliness timeliness) => parts.Count(p => p.IsExpected && p.Filed == timeliness);

    // A red that is known comes before a silence, and neither may hide behind a green.
    private int Gravity(UnitPart part) => part switch
    {
        { Standing.Rating: { } rating } when palette.NeedsAttention(rating.Colour) => 0,
        { Standing.State: TargetState.NotReported } or { Filed: Timeliness.NotReported } => 1,
        { Standing.State: TargetState.Unrated } => 2,
        { Standing.State: TargetState.NotDue } => 3,
        { Standing.State: TargetState.Suspended or TargetState.NotOwed } => 5,
        _ => 4,
    };
}
