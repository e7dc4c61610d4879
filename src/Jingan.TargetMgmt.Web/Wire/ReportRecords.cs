using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Web.Wire;

public sealed record NodeState(string Code, string? DoneOn = null, string? ForecastOn = null);

public sealed record PartState(string? DoneOn = null, string? ForecastOn = null);

/// <summary>Whom a unit waits for.</summary>
public sealed record WaitsFor(string Since, string What, string? Unit = null, string? TargetId = null);

/// <summary>Where to look in a piece of evidence.</summary>
public sealed record EvidenceNote(string Sha256, string? Page = null, string? Title = null);

/// <summary>What a clerk writes; everything may be missing while it is written.</summary>
public sealed record DraftContent(
    string? Narrative = null, decimal? Value = null, IReadOnlyList<NodeState>? Nodes = null, bool NoChange = false,
    string? Difficulties = null, string? NextSteps = null, string? SelfColour = null,
    IReadOnlyList<string>? Evidence = null, IReadOnlyList<long>? AnswersRemarks = null, PartState? Part = null,
    IReadOnlyList<WaitsFor>? WaitsFor = null, IReadOnlyList<EvidenceNote>? EvidenceNotes = null);

public sealed record Draft(
    string TargetId, string Title, string Period, string Unit, string Operator, string SavedAt, string Etag,
    DraftContent Content);

public sealed record DraftFault(string Code, string? Pointer, string Message);

public sealed record ReportWarning(string Code, string Message, string? Before, string? Now);

public sealed record DraftAnswer(
    Draft Draft, IReadOnlyList<DraftFault> Faults, IReadOnlyList<ReportWarning> Warnings, Draft? Replaced);

public sealed record DraftSeen(string TargetId, string Period, string Etag);

public sealed record SubmitDrafts(IReadOnlyList<DraftSeen> Drafts);

public sealed record SubmittedDrafts(IReadOnlyList<Filed> Reports, Receipt? Receipt);

/// <summary>A report that is handed in at once, by somebody who names the signatory.</summary>
public sealed record ReportBody(
    string Period, string Narrative, string Signatory, decimal? Value = null, IReadOnlyList<NodeState>? Nodes = null,
    bool NoChange = false, string? Difficulties = null, string? NextSteps = null, string? SelfColour = null,
    IReadOnlyList<string>? Evidence = null, IReadOnlyList<long>? AnswersRemarks = null, PartState? Part = null,
    IReadOnlyList<WaitsFor>? WaitsFor = null, IReadOnlyList<EvidenceNote>? EvidenceNotes = null);

/// <summary>A line of a batch that says: no change.</summary>
public sealed record UnchangedLine(string TargetId, string Period, bool NoChange, string Narrative, string Signatory);

public sealed record BatchRow(int Row, string? TargetId, string Outcome, IReadOnlyList<string> Errors);

public sealed record BatchAnswer(IReadOnlyList<BatchRow> Rows, int Blank, Receipt? Receipt);

/// <summary>What a unit owes for a target and period.</summary>
public sealed record Owed(string TargetId, string Title, string Unit, bool IsLead, string State);

/// <summary>A report as it was filed.</summary>
public sealed record Filed(
    string TargetId, string Period, string Unit, int Revision, decimal? Value, bool NoChange,
    IReadOnlyList<NodeState>? Nodes, string Narrative, string? Difficulties, string? NextSteps, string? SelfColour,
    string Signatory, string Timeliness, string SubmittedAt, LogEntryRef? Entry,
    IReadOnlyList<ReportWarning>? Warnings, Receipt? Receipt = null, IReadOnlyList<string>? Evidence = null,
    PartState? Part = null, IReadOnlyList<WaitsFor>? WaitsFor = null, IReadOnlyList<EvidenceNote>? EvidenceNotes = null)
{
    /// <summary>What a correction begins with.</summary>
    public DraftContent ToContent() => new(
        Narrative, Value, Nodes, NoChange, Difficulties, NextSteps, SelfColour, Evidence, null, Part, WaitsFor,
        EvidenceNotes);
}

public sealed record Remark(
    long? Index, string TargetId, string Period, string Unit, int Revision, string Code, string Text, string RemarkedAt,
    string State);
