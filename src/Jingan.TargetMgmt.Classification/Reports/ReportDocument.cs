using System.Text.Json;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Reports;

/// <summary>An evaluation report 评估报告: the document whose bytes are frozen when it is issued.</summary>
/// <param name="Closed">The close of the period: what the government's log of this size holds is what was judged. Null
/// in a dry run only, which closes nothing.</param>
/// <param name="Unrated">The period's targets without a rating and their state,
/// so that nothing is left out unseen.</param>
/// <param name="Omitted">Targets that are rated, and that the government side no longer told of when the report was
/// issued.</param>
/// <param name="Changed">Targets of which there is a newer version than the one that counts.</param>
/// <param name="SinceClose">Reports filed since the close: they moved nothing,
/// unless a rating names one as its basis.</param>
/// <param name="SecondMarks">How far a second, blind assessor agreed; null when no sample was drawn.</param>
/// <param name="Logs">The heads of both logs it was issued from.</param>
/// <param name="Refusals">The refused attempts to write on the evaluator's side since the report issued before.</param>
/// <param name="Jws">The assessor's signature over the claims.</param>
internal sealed record ReportDocument(
    Period Period, string IssuedAt, string Assessor, string Scheme, IReadOnlyList<SchemeColour> Colours, string Summary,
    JsonElement? Statistics,
    ClosedPeriod? Closed, IReadOnlyList<RatingFact> Ratings, IReadOnlyList<ReportDocument.UnratedTarget> Unrated,
    IReadOnlyList<TargetId> Omitted,
    IReadOnlyList<ReportDocument.ChangedTarget> Changed, IReadOnlyList<ReportDocument.LaterReport> SinceClose,
    SecondMarkSummary? SecondMarks, IReadOnlyList<LogHead> Logs, RefusalSummary Refusals,
    string Jws)
{
    /// <param name="AddedWhileRunning">Whether it was published after the opening.</param>
    /// <param name="Reason">Why it is not rated although it was reported on, as signed.</param>
    internal sealed record UnratedTarget(
        TargetId TargetId, TargetState State, bool AddedWhileRunning = false, string? Reason = null);

    /// <param name="Counted">The version that counts for the period.</param>
    /// <param name="Newest">The newest there was when the report was issued.</param>
    /// <param name="SinceClose">Whether that came after the close.</param>
    internal sealed record ChangedTarget(TargetId TargetId, long Counted, long Newest, bool SinceClose);

    internal sealed record LaterReport(TargetId TargetId, UnitCode Unit, LogEntryRef Entry);
}
