using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>What stands in a content control: one paragraph, table or figure after the other.</summary>
internal abstract record Block;

/// <param name="Style">Null for the paragraph that the template has in the control.</param>
internal sealed record Line(string Text, NoticeStyle? Style = null) : Block;

/// <param name="Rows">As many cells each as there are columns; they are asked for once, one after the other.</param>
internal sealed record Grid(string? Caption, IReadOnlyList<Column> Columns, IEnumerable<IReadOnlyList<Cell>> Rows)
    : Block;

/// <param name="Width">Its part of the text's width, beside the other columns'.</param>
internal sealed record Column(string Title, int Width, bool IsCentred = false);

/// <param name="Light">The colour that the cell says in words and is filled with.</param>
internal readonly record struct Cell(string Text, SchemeColour? Light = null)
{
    public static implicit operator Cell(string? text) => new(text ?? "");
}

/// <summary>Bars side by side, each divided among the colours: what a bar is made of, not how long it is, is
/// compared.</summary>
/// <param name="Series">The parts of the bars, by colour.</param>
/// <param name="Names">The bars' names, from above.</param>
internal sealed record Bars(string Caption, IReadOnlyList<BarSeries> Series, IReadOnlyList<string> Names) : Block;

/// <param name="Letter">What stands beside each count, so that it is read in black and white.</param>
/// <param name="Hex">Six digits.</param>
/// <param name="Counts">One for each bar.</param>
internal sealed record BarSeries(string Name, string Letter, string Hex, IReadOnlyList<int> Counts);
