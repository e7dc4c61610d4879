using System.Globalization;
using System.Text.Json;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>An evaluation report 评估报告 as it was issued; members that are not compared are passed over.</summary>
internal sealed record IssuedDocument(
    string Period, string IssuedAt, string Assessor, string Scheme, string Summary, IReadOnlyList<RatingFact> Ratings, IReadOnlyList<IssuedDocument.UnratedTarget> Unrated,
    string Jws, JsonElement? Statistics = null, IReadOnlyList<SchemeColour>? Colours = null, SecondMarkSummary? SecondMarks = null,
    ClosedPeriod? Closed = null, IReadOnlyList<TargetId>? Omitted = null, IReadOnlyList<IssuedDocument.ChangedTarget>? Changed = null,
    IReadOnlyList<IssuedDocument.LaterReport>? SinceClose = null, IReadOnlyList<LogHead>? Logs = null)
{
    internal sealed record UnratedTarget(TargetId TargetId, TargetState State, bool AddedWhileRunning = false, string? Reason = null);

    internal sealed record ChangedTarget(TargetId TargetId, long Counted, long Newest, bool SinceClose);

    internal sealed record LaterReport(TargetId TargetId, UnitCode Unit, LogEntryRef Entry);

    /// <summary>The head of a log that it was issued from; null when it names none.</summary>
    public LogHead? HeadOf(string log) => Logs?.FirstOrDefault(l => l.Log == log);

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

/// <summary>What entries show beside what was signed: the time, a report's hash, what a rating judged.</summary>
internal sealed record ShownEntry(
    string At, string? Sha256 = null, string? Title = null, string? LeadName = null, string? UnitOfMeasure = null, ShownEntry.ShownInputs? Inputs = null)
{
    internal sealed record ShownInputs(decimal? Actual = null, decimal? Target = null);

    /// <summary>What the colour stands beside; null in entries of before it was recorded.</summary>
    public JudgedTarget? Judged => Title is null ? null : new(Title, LeadName ?? "", TextOf(Inputs?.Actual), TextOf(Inputs?.Target), UnitOfMeasure);

    /// <summary>A figure as a report writes it.</summary>
    public static string? TextOf(decimal? value) => value is { } v ? Measure.Normalise(v).ToString(CultureInfo.InvariantCulture) : null;
}

/// <summary>All that a report repeats of what was signed in a rating.</summary>
internal sealed record RepeatedStatement(
    Period Period, TargetId TargetId, long TargetVersion, string Colour, string Scheme, string Rationale, string? Class = null, string? Suggested = null,
    Divergence? Divergence = null, LogEntryRef? Basis = null, long? Supersedes = null, string? Reason = null, bool SecondMark = false,
    string? VersionReason = null, JsonElement? Evidence = null);

/// <summary>What was signed in a report, beyond <see cref="ReportStatement"/>.</summary>
internal sealed record IssuedStatement(string Summary, JsonElement? Statistics = null, IReadOnlyList<IssuedStatement.UnratedReason>? Unrated = null)
{
    internal sealed record UnratedReason(TargetId TargetId, string Reason);
}
