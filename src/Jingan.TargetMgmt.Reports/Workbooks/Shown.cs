using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Workbooks;
using Jingan.TargetMgmt.Reports.Documents.Parts;
using Jingan.TargetMgmt.Reports.Reading;
using SpreadCheetah;

namespace Jingan.TargetMgmt.Reports.Workbooks;

/// <summary>A cell, and the text that may need more than one line in it; empty where it never does.</summary>
internal readonly record struct Shown(Cell Cell, string Text)
{
    private const double LineHeight = 13.5;
    private const double Padding = 3;

    /// <summary>The highest row that Excel knows.</summary>
    private const double MostHeight = 409;

    /// <summary>A value as a cell: a number is a number, and a colour is never told by its colour alone.</summary>
    public static Shown Of(Value value, bool isTotal, WorkbookStyles styles) => value switch
    {
        TextValue { IsShort: true } text => new(Cells.Of(text.Text, styles.Centred), text.Text),
        TextValue text => new(Cells.Of(text.Text, isTotal ? styles.TotalText : styles.Text), text.Text),
        NumberValue number => new(Cells.Of(number.Number, isTotal ? styles.Total : styles.Number), ""),
        ShareValue share => new(Cells.OfShare(share.Share, isTotal ? styles.TotalPercent : styles.Percent), ""),
        ColourValue { IsShort: true } colour =>
            new(Cells.Of(colour.Colour.Short(), styles.Coloured(colour.Colour.Hex)), ""),
        ColourValue colour => new(
            Cells.Of(colour.Colour.Marked(), styles.Coloured(colour.Colour.Hex)), colour.Colour.Marked()),
        _ => throw new NotSupportedException($"No cell is written of {value.GetType().Name}."),
    };

    /// <summary>The height of a row, in points. Whoever prints without having opened the file does not look for it: it
    /// has to stand there.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="widths">Of the columns, in characters.</param>
    public static double HeightOf(IReadOnlyList<Shown> cells, IReadOnlyList<double> widths)
    {
        var lines = cells.Zip(widths, (cell, width) => LinesOf(cell.Text, width)).DefaultIfEmpty(1).Max();
        return Math.Min(MostHeight, (lines * LineHeight) + Padding);
    }

    // A Chinese character is as wide as two others. A line is not broken within a word, and so some space is left.
    private static int LinesOf(string text, double width)
    {
        var room = Math.Max(1, (int)(width * 0.92));
        var lines = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var wide = 0;
            foreach (var c in line)
            {
                wide += c < '\u2000' ? 1 : 2;
            }

            lines += Math.Max(1, (wide + room - 1) / room);
        }

        return lines;
    }
}
