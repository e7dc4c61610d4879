using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Drafts;
using Jingan.TargetMgmt.Government.Progress;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>A report as a batch brings it: what a single one says, and for which target and period.</summary>
/// <param name="TargetId">The target.</param>
/// <param name="Period">The period; null where the batch as a whole says it.</param>
/// <param name="Signatory">Who signs; null where the batch as a whole says it, and of a draft.</param>
internal sealed record BatchReport(
    TargetId TargetId, Period? Period = null, string? Narrative = null, string? Signatory = null, decimal? Value = null,
    IReadOnlyList<NodeState>? Nodes = null, bool NoChange = false, string? Difficulties = null,
    string? NextSteps = null, string? SelfColour = null, IReadOnlyList<string>? Evidence = null,
    IReadOnlyList<long>? AnswersRemarks = null, IReadOnlyList<EvidenceNote>? EvidenceNotes = null,
    IReadOnlyList<WaitsFor>? WaitsFor = null, PartState? Part = null) : IReportContent
{
    /// <summary>What a draft of it says.</summary>
    public DraftContent ToDraft() => new(
        Narrative, Value, Nodes, NoChange, Difficulties, NextSteps, SelfColour, Evidence, AnswersRemarks, EvidenceNotes,
        WaitsFor, Part);
}
