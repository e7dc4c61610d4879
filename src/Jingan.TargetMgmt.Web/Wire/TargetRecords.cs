namespace Jingan.TargetMgmt.Web.Wire;

public sealed record PlanPoint(string Period, decimal Value);

public sealed record TargetNode(string Code, string Title, string Due);

public sealed record CoUnit(string Unit, string? Part, string? Due);

public sealed record TargetView(
    string Id, int Year, string Title, string Requirement, string Kind, string LeadUnit, string? UnitOfMeasure,
    decimal? TargetValue, string? Direction, IReadOnlyList<PlanPoint>? Plan, IReadOnlyList<TargetNode>? Nodes,
    IReadOnlyList<CoUnit>? CoUnits, int Version);

public sealed record PeriodRow(
    string Code, string StartsOn, string EndsOn, string OpensOn, string DueOn, string ClosesOn, bool IsOpen,
    PeriodMarks Marks);

public sealed record PeriodMarks(ClosedPeriod? Closed, string? IssuableFrom);

public sealed record ClosedPeriod(long Size, string At);
