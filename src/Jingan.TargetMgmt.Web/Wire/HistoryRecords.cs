using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>Something that happened to a target: a version, a report or a released rating.</summary>
public sealed record HistoryItem(
    string Type, string At, LogEntryRef Entry, HistoryVersion? Version, Filed? Progress, RatingView? Rating);

public sealed record HistoryVersion(int Number, TargetView Target);

/// <summary>A released rating as everybody may read it.</summary>
public sealed record RatingView(
    long Index, string Period, string Colour, string? Suggested, string Scheme, string Class, string Rationale,
    DivergenceView? Divergence, LogEntryRef? Basis, bool Correction, string? Reason, string RatedAt);

public sealed record DivergenceView(string Code, string Reason);

/// <summary>A scheme that was published.</summary>
public sealed record SchemeRow(long Index, string Version, string Title, string PublishedAt);

public sealed record SchemeView(string Version, IReadOnlyList<SchemeColour> Colours);
