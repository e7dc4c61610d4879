using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>How sure a proposal is, by rule.</summary>
internal enum Certainty
{
    /// <summary>高: the report says all of it.</summary>
    High,

    /// <summary>中: something had to be read into it.</summary>
    Medium,

    /// <summary>低: a person has to decide what it is.</summary>
    Low,
}

/// <summary>Where in a report something stands.</summary>
/// <param name="Section">The headings that it stands below, the highest first.</param>
/// <param name="Paragraph">The paragraph's number, from 1 on; headings are not counted.</param>
/// <param name="Offset">How many characters of the report come before the sentence.</param>
internal sealed record ReportPlace(string Section, int Paragraph, int Offset);

/// <summary>A node that a sentence names.</summary>
/// <param name="Title">What is to be done.</param>
/// <param name="Due">The last day, where the sentence says one.</param>
internal sealed record ProposedNode(string Title, DateOnly? Due);

/// <summary>A target that a sentence of a work report seems to promise. What the rules could not decide is null.
/// </summary>
/// <param name="Title">What is promised, in one line.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Kind">Quantitative, milestone or qualitative.</param>
/// <param name="Level">Overall, where the sentence lists the year's expectations.</param>
/// <param name="Field">领域: the heading of its area.</param>
/// <param name="UnitOfMeasure">The unit of measure.</param>
/// <param name="Baseline">The value that it starts from, in 由甲提高到乙.</param>
/// <param name="TargetValue">The number.</param>
/// <param name="Provisional">Whether the city issues the number.</param>
/// <param name="Direction">Which way is good.</param>
/// <param name="Aggregation">A total of the year, or a level.</param>
/// <param name="ComparedWith">What the number is compared with, in the report's words.</param>
/// <param name="Nodes">The nodes of a milestone.</param>
/// <param name="Certainty">How sure the rules are.</param>
/// <param name="Reasons">Why so.</param>
internal sealed record ProposedTarget(
    string Title, string Sentence, ReportPlace Place, TargetKind Kind, TargetLevel? Level = null, string? Field = null,
    string? UnitOfMeasure = null, decimal? Baseline = null, decimal? TargetValue = null, bool Provisional = false,
    Direction? Direction = null, Aggregation? Aggregation = null, string? ComparedWith = null,
    IReadOnlyList<ProposedNode>? Nodes = null, Certainty Certainty = Certainty.High,
    IReadOnlyList<string>? Reasons = null);

/// <summary>The targets that a work report seems to promise.</summary>
/// <param name="Year">The year that it plans; null where it names none.</param>
/// <param name="Targets">The proposals, in the report's order.</param>
/// <param name="Note">What the person who corrects them should know of the whole, such as why there are none.</param>
internal sealed record TargetDraft(int? Year, IReadOnlyList<ProposedTarget> Targets, string? Note);
