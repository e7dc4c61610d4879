using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts.Entries;

/// <summary>The figures behind a suggestion, for readers and for replay;
/// null where one does not apply or is not known.</summary>
/// <param name="Month">The last month covered, 1 to 12.</param>
/// <param name="CutOff">The day at whose end the target is judged.</param>
/// <param name="LastPeriod">Whether the year ends with the period.</param>
/// <param name="NoChange">Whether the lead unit reported "no change".</param>
/// <param name="Direction">Which way is good.</param>
/// <param name="Actual">The lead unit's value to date.</param>
/// <param name="Baseline">The value the year started from, 0 where the target names none.</param>
/// <param name="Target">The value to reach in the year.</param>
/// <param name="Planned">The value to have reached by the cut-off, rounded to six places.</param>
/// <param name="K">Completion against plan, rounded likewise.</param>
/// <param name="GapPoints">Points of the yearly way missing against plan, rounded likewise.</param>
/// <param name="Distance">Share beyond a ceiling or below a floor, rounded likewise; null also where it is infinite:
/// a missed target of 0.</param>
/// <param name="Exact">What the bands of the class were compared with, as a fraction in lowest terms; <c>1/0</c> is +∞.
/// Rounded, it stands on the same side of every band's end.</param>
/// <param name="OverdueDays">Days by which the worst open due node is overdue.</param>
/// <param name="WorstNode">That node's code.</param>
/// <param name="Reached">Whether the yearly target is met.</param>
/// <param name="BaseColour">The class's colour, before layers.</param>
/// <param name="Layer">The last layer that replaced it.</param>
/// <param name="Flags">The scheme's flags that are up, by name; absent when none is,
/// so that entries under schemes without flags keep their bytes.</param>
internal sealed record SuggestionInputs(
    int Month, DateOnly CutOff, bool LastPeriod, bool? NoChange, Direction? Direction, decimal? Actual,
    decimal? Baseline, decimal? Target,
    decimal? Planned, decimal? K, decimal? GapPoints, decimal? Distance, string? Exact, int? OverdueDays,
    string? WorstNode, bool? Reached,
    string? BaseColour, string? Layer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Flags = null);
