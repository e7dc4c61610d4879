using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Sheets;

/// <summary>A target that a unit owes a report on, as its reporting sheet shows it.</summary>
/// <param name="Promise">What it is, and what it promises.</param>
/// <param name="Target">The version that counts.</param>
/// <param name="IsLead">Whether the unit leads it.</param>
/// <param name="Planned">The plan to date; null where it has none.</param>
/// <param name="LastValue">What the unit reported last; null where it gave no value.</param>
/// <param name="LastNodes">How the unit said that the nodes stand.</param>
/// <param name="LastColour">The last released colour, in words; null where there is none.</param>
internal sealed record SheetRow(
    SheetPromise Promise, Target Target, bool IsLead, decimal? Planned, decimal? LastValue,
    IReadOnlyList<NodeState> LastNodes, string? LastColour);
