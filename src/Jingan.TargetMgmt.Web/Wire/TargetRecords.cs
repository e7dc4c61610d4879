using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Web.Wire;

public sealed record PlanPoint(string Period, decimal Value);

public sealed record TargetNode(string Code, string Title, string Due);

public sealed record CoUnit(string Unit, string? Part, string? Due);

public sealed record TargetView(
    string Id, int Year, string Title, string Requirement, string Kind, string LeadUnit, string? UnitOfMeasure,
    decimal? TargetValue, string? Direction, IReadOnlyList<PlanPoint>? Plan, IReadOnlyList<TargetNode>? Nodes,
    IReadOnlyList<CoUnit>? CoUnits, int Version, string? Change = null, string? Reason = null,
    Suspension? Suspension = null);

public sealed record Suspension(string From, string? Until);

/// <summary>A year's targets as they are broken down.</summary>
/// <param name="ColoursOf">The last released period; null while there is none.</param>
public sealed record TreeView(
    IReadOnlyList<SchemeColour> Colours, string? ColoursOf, TreeCoverage Coverage, IReadOnlyList<TreeBranch> Roots);

public sealed record TreeCoverage(
    int Overall, int Carried, IReadOnlyList<string> NotCarried, IReadOnlyList<string> BetterThanChild,
    IReadOnlyList<string> SumDiffers);

public sealed record TreeBranch(
    string TargetId, string Title, string LeadUnit, string? UnitOfMeasure, decimal? TargetValue, string? Colour,
    IReadOnlyList<TreeBranch> Children);

public sealed record PeriodRow(
    string Code, string StartsOn, string EndsOn, string OpensOn, string DueOn, string ClosesOn, bool IsOpen,
    PeriodMarks Marks);

public sealed record PeriodMarks(ClosedPeriod? Closed, string? IssuableFrom);

public sealed record ClosedPeriod(long Size, string At);
