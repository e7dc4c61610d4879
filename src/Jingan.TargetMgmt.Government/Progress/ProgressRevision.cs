using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>One revision of a progress report as the API shows it.</summary>
/// <param name="Timeliness">That of the unit's first filing for the period.</param>
/// <param name="SubmittedAt">When this revision was taken.</param>
/// <param name="CorrectedAt">The same of a revision that corrects an earlier one; null of a first filing.</param>
/// <param name="Warnings">What was unusual about it when it was filed; it was taken all the same.</param>
/// <param name="Confirmation">Who stands behind it; null of what was filed before anybody asked.</param>
/// <param name="EvidenceNotes">Where to look in the evidence.</param>
/// <param name="Entry">The log entry that holds it: what a rating names as its basis. Null in the answer to the filing,
/// whose receipt says it.</param>
/// <param name="AnswersRemarks">Log indexes of the office's remarks that this revision answers.</param>
/// <param name="WaitsFor">Whom the unit waits for; the answers are in GET /waiting.</param>
/// <param name="Part">How the co-unit's part stands; null of a lead unit, and where it never said.</param>
/// <param name="Remarks">What the office remarked on this revision.</param>
internal sealed record ProgressRevision(
    TargetId TargetId, long TargetVersion, Period Period, UnitCode Unit, long Revision, decimal? Value, bool NoChange,
    IReadOnlyList<NodeState>? Nodes,
    string Narrative, string? Difficulties, string? NextSteps, string? SelfColour, IReadOnlyList<string> Evidence,
    string Signatory, string Operator,
    Timeliness Timeliness, bool UnderExtension, string SubmittedAt, string? CorrectedAt,
    IReadOnlyList<ReportWarning> Warnings, Confirmation? Confirmation, LogEntryRef? Entry,
    IReadOnlyList<long> AnswersRemarks, IReadOnlyList<ReportRemark> Remarks, IReadOnlyList<EvidenceNote> EvidenceNotes,
    IReadOnlyList<WaitsFor> WaitsFor, PartState? Part)
{
    public static ProgressRevision Of(
        ProgressEntry e, LogEntryRef? entry, IReadOnlyList<ReportRemark>? remarks = null) => new(
        e.TargetId, e.TargetVersion, e.Period, e.Unit, e.Revision, e.Value, e.NoChange, e.Nodes, e.Narrative,
        e.Difficulties, e.NextSteps, e.SelfColour,
        e.Evidence, e.Signatory, e.Operator ?? e.Actor, e.Timeliness, e.UnderExtension, e.At,
        e.Revision > 1 ? e.At : null,
        e.Warnings ?? [], e.Confirmation, entry, e.AnswersRemarks ?? [], remarks ?? [], e.EvidenceNotes ?? [],
        e.WaitsFor ?? [], e.Part);
}
