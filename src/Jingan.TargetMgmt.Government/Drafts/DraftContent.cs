using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Progress;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>What a unit is about to report on a target: anything of it may still be missing.</summary>
internal sealed record DraftContent(
    string? Narrative = null, decimal? Value = null, IReadOnlyList<NodeState>? Nodes = null, bool NoChange = false,
    string? Difficulties = null, string? NextSteps = null, string? SelfColour = null,
    IReadOnlyList<string>? Evidence = null, IReadOnlyList<long>? AnswersRemarks = null,
    IReadOnlyList<EvidenceNote>? EvidenceNotes = null, IReadOnlyList<WaitsFor>? WaitsFor = null,
    PartState? Part = null) : IReportContent
{
    /// <summary>The report that it becomes when somebody signs it.</summary>
    public SubmitProgress.Request ToReport(Period period, string signatory) => new(
        period, Narrative ?? "", signatory, Value, Nodes, NoChange, Difficulties, NextSteps, SelfColour, Evidence,
        AnswersRemarks, EvidenceNotes, WaitsFor, Part);
}
