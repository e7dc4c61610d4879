using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>A cell as the sheet's part has it, before its text and its format are looked up.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Type">The attribute <c>t</c>: what the value is (ECMA-376 Part 1, 18.18.11).</param>
/// <param name="Style">The attribute <c>s</c>: the number of its format; -1 where that is none.</param>
/// <param name="Value">The element <c>v</c>, or the text of <c>is</c>.</param>
/// <param name="Formula">The element <c>f</c>; null where it has none.</param>
/// <remarks>There are 150,000 of them in memory at a time: small.</remarks>
internal readonly record struct RawCell(CellReference Place, string Type, int Style, string Value, string? Formula);

/// <summary>A sheet as its part has it.</summary>
/// <param name="Cells">Those with something in them, row by row; each once.</param>
/// <param name="Faults">What is wrong with a cell already, of those few with which something is.</param>
/// <param name="HiddenRows">Of those with something in them.</param>
/// <param name="HiddenColumns">From and to, the last one included.</param>
/// <param name="Merged">The merged ranges.</param>
internal sealed record RawSheet(
    List<RawCell> Cells, Dictionary<CellReference, Text> Faults, IReadOnlySet<int> HiddenRows,
    List<(int First, int Last)> HiddenColumns, List<CellArea> Merged);
