using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>The arithmetic of the colour rules, which made-up figures lean on:
/// who judges them computes the same.</summary>
/// <param name="Planned">What a target should have reached by the end of a month, in millionths, as a fraction;
/// null where there is no plan to follow.</param>
/// <param name="Measured">Whether all nodes of a target are done by a day,
/// and by how many days the worst is overdue.</param>
internal sealed record YearRules(
    Func<Target, int, (Int128 Numerator, Int128 Denominator)?> Planned,
    Func<Target, DateOnly, IReadOnlyList<NodeState>, (bool? Reached, int? OverdueDays)> Measured);
