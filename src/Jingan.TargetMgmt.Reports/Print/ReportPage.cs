using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Documents.Parts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Print;

/// <summary>A period's report as one page: no script, nothing that is fetched from anywhere, and readable in black and
/// white.</summary>
internal static class ReportPage
{
    /// <summary>The page, and the policy that browsers are to hold it to. It stands in the page too: a page that was
    /// kept as a file comes without headers.</summary>
    public static (string Html, string Policy) Of(PeriodReport report)
    {
        // Those of the report come first: a cell of an earlier month may have a colour of another scheme.
        SchemeColour[] colours =
            [.. report.Colours.Select(c => c.Colour).Concat(report.Course.Colours.Values).DistinctBy(c => c.Code)];
        colours = [.. colours, .. report.Moved.Select(m => m.From).ExceptBy(colours.Select(c => c.Code), c => c.Code)
            .DistinctBy(c => c.Code)];
        var style = PageStyle.Of(colours);
        var page = new Markup();
        page.Add($"<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        page.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"{style.Policy}\"/>\n");
        page.Add($"<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>{report.Head.Title}</title>\n");
        page.AddStyle(style.Css);
        page.Add($"</head>\n<body>\n");
        ColourShapes.Define(page, colours);
        page.Add($"<header><h1>{report.Head.Title}</h1>\n");
        page.Add($"<p class=\"cut\">{BeijingTime.CutOffOf(report.Head)}</p></header>\n<main>\n");
        var places = colours.Index().ToDictionary(c => c.Item.Code, c => c.Index);
        foreach (var (index, part) in ReportPart.AllOf(report).Index())
        {
            WritePart(page, report, part, index, places);
        }

        page.Add($"</main>\n</body>\n</html>\n");
        return (page.ToString(), style.Policy);
    }

    private static void WritePart(
        Markup page, PeriodReport report, ReportPart part, int index, Dictionary<string, int> places)
    {
        page.Add($"<section class=\"{(index == 0 ? "" : "new")}\" aria-labelledby=\"s{index}\">\n");
        page.Add($"<h2 id=\"s{index}\">{part.Name}</h2>\n");
        if (part.Chart == PartChart.Colours)
        {
            ColourBars.Write(page, report);
        }

        // Who sees the matrix needs no second one below it.
        var isDrawn = part.Chart == PartChart.Course && report.Course.Targets.Count > 0;
        if (isDrawn)
        {
            CourseMatrix.Write(page, report.Course, places);
            page.Add($"<div class=\"beside\">\n");
        }

        foreach (var table in part.Tables)
        {
            PageTable.Write(page, part.Name, table, places);
        }

        if (isDrawn)
        {
            page.Add($"</div>\n");
        }

        page.Add($"</section>\n");
    }
}
