using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Print;

/// <summary>A bar for each colour, as long as it has targets; the table below it says the same.</summary>
internal static class ColourBars
{
    private const int LabelWidth = 110;
    private const int Longest = 560;
    private const int RowHeight = 30;

    public static void Write(Markup page, PeriodReport report)
    {
        var most = Math.Max(1, report.Colours.Select(c => c.Count).DefaultIfEmpty(0).Max());
        var height = report.Colours.Count * RowHeight;
        page.Add($"<figure><svg role=\"img\" aria-label=\"各颜色的目标数，与下表相同\" ");
        page.Add($"viewBox=\"0 0 820 {height}\" width=\"820\">\n");
        foreach (var (index, line) in report.Colours.Index())
        {
            var (top, length) = (index * RowHeight, line.Count * Longest / most);
            page.Add($"<text x=\"0\" y=\"{top + 19}\">{line.Colour.Marked()}</text>");
            page.Add($"<rect x=\"{LabelWidth}\" y=\"{top + 4}\" width=\"{length}\" height=\"22\" ");
            page.Add($"fill=\"url(#p{index})\"/>");
            page.Add($"<text x=\"{LabelWidth + length + 8}\" y=\"{top + 19}\">{line.Count} 个 ");
            page.Add($"{Percent.Of(line.Share)}</text>\n");
        }

        page.Add($"</svg></figure>\n");
    }
}
