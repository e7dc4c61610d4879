namespace Jingan.TargetMgmt.Http.Tables;

/// <summary>How much of a table is read; a longer one is refused.</summary>
/// <param name="Rows">The most rows with something in them, the headings' row among them.</param>
/// <param name="Columns">The most columns: nothing may stand to the right of the last.</param>
/// <param name="CellCharacters">The most characters of a cell.</param>
/// <param name="Bytes">The longest file.</param>
public sealed record TableLimits(int Rows, int Columns, int CellCharacters, int Bytes);
