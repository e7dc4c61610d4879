using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Print;

/// <summary>Colours as the charts draw them: each has a pattern of its own, so that they differ in black and white too,
/// and a field for its letter on plain ground.</summary>
internal static class ColourShapes
{
    public const int CellWidth = 44;
    public const int CellHeight = 18;

    private const int PatternWidth = 14;

    // White on the colour; beyond the last one they begin again, and the letters tell.
    private static readonly string[] Patterns =
    [
        "",
        "M0 8L8 0M-2 2L2 -2M6 10L10 6",
        "M0 4H8",
        "M0 8L8 0M-2 2L2 -2M6 10L10 6M0 0L8 8M-2 6L2 10M6 -2L10 2",
        "M4 0V8",
        "M0 4H8M4 0V8",
    ];

    /// <summary>What the charts refer to: <c>p0</c>… are fills, <c>c0</c>… cells of the matrix.</summary>
    public static void Define(Markup page, IReadOnlyList<SchemeColour> colours)
    {
        page.Add($"<svg width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>");
        foreach (var (index, colour) in colours.Index())
        {
            page.Add($"<pattern id=\"p{index}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">");
            page.Add($"<rect width=\"8\" height=\"8\" fill=\"{colour.Hex}\"/>");
            page.Add($"<path d=\"{Patterns[index % Patterns.Length]}\" stroke=\"#fff\" stroke-width=\"1.6\"/>");
            page.Add($"</pattern>\n<g id=\"c{index}\">");
            page.Add($"<rect width=\"{CellWidth}\" height=\"{CellHeight}\" fill=\"{colour.Hex}\"/>");
            page.Add($"<rect width=\"{PatternWidth}\" height=\"{CellHeight}\" fill=\"url(#p{index})\"/>");
            page.Add($"<text x=\"{(CellWidth + PatternWidth) / 2}\" y=\"13\" text-anchor=\"middle\" ");
            page.Add($"fill=\"#fff\">{colour.Short()}</text></g>\n");
        }

        page.Add($"</defs></svg>\n");
    }
}
