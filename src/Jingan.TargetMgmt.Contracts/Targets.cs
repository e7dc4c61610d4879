namespace Jingan.TargetMgmt.Contracts;

/// <summary>On which level a target stands.</summary>
public enum TargetLevel
{
    /// <summary>区政府总体目标, of the whole district government.</summary>
    Overall,

    /// <summary>部门工作目标, of one department; may be the child of an overall one.</summary>
    Departmental,
}

/// <summary>How far the government answers for a target.</summary>
public enum TargetNature
{
    /// <summary>约束性: the government must deliver it.</summary>
    Binding,

    /// <summary>预期性: the market is expected to deliver it.</summary>
    Anticipated,
}

/// <summary>How progress on a target is told.</summary>
public enum TargetKind
{
    /// <summary>Progress is told by a number with a unit of measure.</summary>
    Quantitative,

    /// <summary>Progress is told by nodes 节点 with due dates.</summary>
    Milestone,

    /// <summary>Progress is told by narrative alone; the evaluator judges.</summary>
    Qualitative,
}

/// <summary>The way that is good, for a quantitative target.</summary>
public enum Direction
{
    /// <summary>The value is to rise from the baseline to the target value.</summary>
    Increase,

    /// <summary>The value is to fall from the baseline to the target value.</summary>
    Decrease,

    /// <summary>控制在…内: at no time above the target value.</summary>
    NotExceed,

    /// <summary>不低于: at no time below the target value.</summary>
    Maintain,
}

/// <summary>What a reported value counts.</summary>
public enum Aggregation
{
    /// <summary>The total since the year began.</summary>
    Cumulative,

    /// <summary>The level or rate at the cut-off.</summary>
    Latest,
}

/// <summary>How the plan 序时进度 runs between its points.</summary>
public enum PlanShape
{
    /// <summary>The plan runs in a straight line by months.</summary>
    Linear,

    /// <summary>The plan holds its value until the next point.</summary>
    Step,
}

/// <summary>The value planned to be reached by the end of a period.</summary>
/// <param name="Period">The period at whose end the value is due.</param>
/// <param name="Value">The planned value to date.</param>
public sealed record PlanPoint(Period Period, decimal Value);

/// <summary>A node 节点 of a milestone target.</summary>
/// <param name="Code">Its code, unique within the target.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Due">The last day on which it is on time.</param>
public sealed record TargetNode(string Code, string Title, DateOnly Due);

/// <summary>A co-operating unit 配合单位 with its part of the work.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Part">What it contributes; empty while that is left open.</param>
/// <param name="Due">When its part is due; null when it follows the target.</param>
public sealed record CoUnit(UnitCode Unit, string Part = "", DateOnly? Due = null);

/// <summary>An approved suspension: in these periods the target has the state <c>suspended</c>,
/// which is shown and is no colour.</summary>
/// <param name="From">The first suspended period.</param>
/// <param name="Until">The last suspended period; null while open.</param>
public sealed record Suspension(Period From, Period? Until = null)
{
    /// <summary>Whether the cut-off of <paramref name="period"/> lies within the suspended time.</summary>
    public bool Covers(Period period) =>
        From.StartsOn <= period.EndsOn && (Until is not { } until || period.EndsOn <= until.EndsOn);
}

/// <summary>What kind of change 目标调整 of a target a version is.</summary>
public enum TargetChange
{
    /// <summary>市下达: the city has issued the figure that was provisional.</summary>
    CityIssued,

    /// <summary>调整: the promise is another.</summary>
    Adjusted,

    /// <summary>撤销: the promise is given up from a period on, to the year's end.</summary>
    Withdrawn,

    /// <summary>暂停: the promise rests for some periods, or rests no more.</summary>
    Suspended,

    /// <summary>拆分: the promise goes on in several targets.</summary>
    Split,

    /// <summary>合并: the promise goes on together with others'.</summary>
    Merged,
}

/// <summary>A target in which another goes on.</summary>
/// <param name="TargetId">Its id.</param>
public sealed record RelatedTarget(TargetId TargetId);

/// <summary>A target 目标 in one of its versions: what <c>POST /targets</c> takes and the log keeps.
/// Which members belong to which kind: <c>domain.md</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Year">The year it is to be reached in.</param>
/// <param name="Level">Overall or departmental.</param>
/// <param name="Field">领域, one of the areas of the year's work report.</param>
/// <param name="Title">What is promised, in one line.</param>
/// <param name="Nature">Binding or anticipated.</param>
/// <param name="Kind">Quantitative, milestone or qualitative.</param>
/// <param name="LeadUnit">牵头单位: the unit that answers for it.</param>
/// <param name="Source">Document and section the target comes from.</param>
/// <param name="Requirement">What exactly is asked.</param>
/// <param name="ParentId">The overall target it serves.</param>
/// <param name="UnitOfMeasure">Unit of the values, such as 万平方米.</param>
/// <param name="Baseline">The value the year starts from; null counts as 0.</param>
/// <param name="TargetValue">The value to reach; null only while provisional.</param>
/// <param name="Provisional">以市下达为准: the value is fixed later, by a new version.</param>
/// <param name="Direction">Which way is good.</param>
/// <param name="Aggregation">Year-to-date total, or level.</param>
/// <param name="Plan">Planned values to date; null or empty: linear over the year.</param>
/// <param name="PlanShape">How the plan runs between its points; null: linear.</param>
/// <param name="Nodes">The nodes of a milestone target.</param>
/// <param name="CoUnits">配合单位 with their parts.</param>
/// <param name="CertifyingUnit">认定单位: the unit that holds the data.</param>
/// <param name="Weight">Weight within its parent, if any.</param>
/// <param name="Suspension">An approved suspension, if any.</param>
/// <param name="Frequency">For which periods a report is owed; null: every month.</param>
/// <param name="Reason">Why this version was made: required from the second version on, absent in the first.</param>
/// <param name="Change">What kind of change it is; null in the first version, and where nobody said.</param>
/// <param name="Related">The targets in which a split or merged one goes on; null for every other change.</param>
public record Target(
    TargetId Id,
    int Year,
    TargetLevel Level,
    string Field,
    string Title,
    TargetNature Nature,
    TargetKind Kind,
    UnitCode LeadUnit,
    string Source,
    string Requirement = "",
    TargetId? ParentId = null,
    string? UnitOfMeasure = null,
    decimal? Baseline = null,
    decimal? TargetValue = null,
    bool? Provisional = null,
    Direction? Direction = null,
    Aggregation? Aggregation = null,
    IReadOnlyList<PlanPoint>? Plan = null,
    PlanShape? PlanShape = null,
    IReadOnlyList<TargetNode>? Nodes = null,
    IReadOnlyList<CoUnit>? CoUnits = null,
    UnitCode? CertifyingUnit = null,
    decimal? Weight = null,
    Suspension? Suspension = null,
    ReportingFrequency? Frequency = null,
    string? Reason = null,
    TargetChange? Change = null,
    IReadOnlyList<RelatedTarget>? Related = null)
{
    /// <summary>The unit that certifies the target's quantity; null where none does. Targets of before that was
    /// refused may name their lead unit, and who reports a value does not certify it.</summary>
    public UnitCode? FindCertifier() => CertifyingUnit != LeadUnit ? CertifyingUnit : null;

    /// <summary>The period whose report tells how the target stands in a period; null where nothing is owed for it
    /// (<see cref="ReportingFrequency.ReportedIn"/>).</summary>
    /// <param name="period">A period of the target's year.</param>
    public Period? ReportedIn(Period period) => (Frequency ?? ReportingFrequency.Monthly).ReportedIn(period);
}
