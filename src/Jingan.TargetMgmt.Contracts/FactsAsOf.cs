namespace Jingan.TargetMgmt.Contracts;

/// <summary>The colour that a unit claimed for itself 自评 in a progress report.</summary>
/// <param name="Index">Index in the government log of what a rating names as its basis: the report, or a certified
/// value beside it.</param>
/// <param name="Colour">The claim; null where the report makes none.</param>
public sealed record SelfClaim(long Index, string? Colour);

/// <summary>A page of the self-claims filed for a period by all units, in every revision.</summary>
/// <param name="Log">The government log's head when it was read; when that is smaller than the size asked for,
/// the answer may lack something.</param>
/// <param name="Items">The claims of the page's targets.</param>
/// <param name="Next">What to send as <c>after</c>; null on the last page.</param>
public sealed record SelfClaimsPage(LogHead Log, IReadOnlyList<SelfClaim> Items, string? Next);

/// <summary>What a progress report says of how far the target is.</summary>
/// <param name="Value">Value to date; null where the target has no number.</param>
/// <param name="Nodes">State of every node; null where the target has none.</param>
public sealed record ReportedState(decimal? Value, IReadOnlyList<NodeState>? Nodes);

/// <summary>A target and its state as they count for a period.</summary>
/// <param name="Target">The version that counts.</param>
/// <param name="Lead">What its lead unit last reported within the window; null when it did not.</param>
public sealed record TargetAsOf(Target Target, ReportedState? Lead);
