using System.Text.Json;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>An evaluation report 评估报告 as it was issued; members that are not compared are passed over.</summary>
internal sealed record IssuedDocument(
    string Period, string IssuedAt, string Assessor, string Scheme, string Summary, IReadOnlyList<RatingFact> Ratings, IReadOnlyList<IssuedDocument.UnratedTarget> Unrated,
    string Jws, JsonElement? Statistics = null, IReadOnlyList<SchemeColour>? Colours = null, SecondMarkSummary? SecondMarks = null)
{
    internal sealed record UnratedTarget(string TargetId, TargetState State);

    /// <exception cref="CommandFailure">The bytes are no such document, so nothing in a log can be compared with them.</exception>
    public static IssuedDocument Read(byte[] bytes, string name)
    {
        try
        {
            return LoggedEntry.Read<IssuedDocument>(bytes);
        }
        catch (JsonException fault)
        {
            throw CommandFailure.Impossible(new($"{name} 不是评估报告：{fault.Message}", $"{name} is no evaluation report: {fault.Message}"));
        }
    }
}

/// <summary>The time and hash that entries show beside what was signed.</summary>
internal sealed record ShownEntry(string At, string? Sha256 = null);

/// <summary>All that a report repeats of what was signed in a rating.</summary>
internal sealed record RepeatedStatement(
    Period Period, TargetId TargetId, long TargetVersion, string Colour, string Scheme, string Rationale, string? Class = null, string? Suggested = null,
    Divergence? Divergence = null, LogEntryRef? Basis = null, long? Supersedes = null, string? Reason = null, bool SecondMark = false);

/// <summary>What was signed in a report, beyond <see cref="ReportStatement"/>.</summary>
internal sealed record IssuedStatement(string Summary, JsonElement? Statistics = null);
