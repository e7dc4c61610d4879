using SpreadCheetah.Worksheets;

namespace Jingan.TargetMgmt.Http.Workbooks;

/// <summary>How high a row has to be for what stands in it. Some programs do not look for it when they open a workbook,
/// and none does that prints without opening: it has to stand there.</summary>
public static class RowHeight
{
    private const double LineHeight = 13.5;
    private const double Padding = 3;

    /// <summary>The highest row that Excel knows.</summary>
    private const double MostHeight = 409;

    /// <summary>The height in points.</summary>
    /// <param name="cells">The texts that may need more than one line, and the widths of their columns in
    /// characters.</param>
    public static double Of(IEnumerable<(string Text, double Width)> cells) =>
        Math.Min(MostHeight, (LinesOf(cells) * LineHeight) + Padding);

    /// <summary>The height where one line is not enough; null leaves it to the program, which then lets the row grow
    /// with what is typed.</summary>
    public static RowOptions? OrFree(params IReadOnlyList<(string Text, double Width)> cells) =>
        LinesOf(cells) > 1 ? new RowOptions { Height = Of(cells) } : null;

    private static int LinesOf(IEnumerable<(string Text, double Width)> cells) =>
        cells.Select(c => LinesOf(c.Text, c.Width)).DefaultIfEmpty(1).Max();

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
