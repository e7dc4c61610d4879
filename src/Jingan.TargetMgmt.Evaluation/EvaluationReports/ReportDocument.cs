using System.Text.Json;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Refusals;

namespace Jingan.TargetMgmt.Evaluation.EvaluationReports;

/// <summary>An evaluation report 评估报告: the document whose bytes are frozen when it is issued.</summary>
/// <param name="Unrated">Targets without a rating and their state, so that nothing is left out unseen.</param>
/// <param name="SecondMarks">How far a second, blind assessor agreed; null when no sample was drawn.</param>
/// <param name="Logs">The heads of both logs it was issued from.</param>
/// <param name="Refusals">The refused attempts to write on the evaluator's side since the report issued before.</param>
/// <param name="Jws">The assessor's signature over the claims.</param>
internal sealed record ReportDocument(
    Period Period, string IssuedAt, string Assessor, string Scheme, IReadOnlyList<SchemeColour> Colours, string Summary, JsonElement? Statistics,
    IReadOnlyList<RatingFact> Ratings, IReadOnlyList<ReportDocument.UnratedTarget> Unrated, SecondMarkSummary? SecondMarks, IReadOnlyList<LogHead> Logs, RefusalSummary Refusals,
    string Jws)
{
    internal sealed record UnratedTarget(TargetId TargetId, TargetState State);
}
