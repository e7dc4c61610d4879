using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Documents.Parts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Print;

/// <summary>A table of a report as HTML, with what a screen reader needs: a caption, and which cells are
/// headings.</summary>
internal static class PageTable
{
    // A table of so few rows goes to the next page as a whole.
    private const int Short = 12;

    /// <param name="page">The page.</param>
    /// <param name="part">The name of the table's part, which stands above it; that of a table alone in it too.</param>
    /// <param name="table">The table.</param>
    /// <param name="places">The place of each colour among the page's.</param>
    public static void Write(Markup page, string part, ReportTable table, IReadOnlyDictionary<string, int> places)
    {
        if (table.Lines.Count == 0)
        {
            page.Add($"<p>{(table.Name.Length > 0 ? $"{table.Name}：" : "")}{table.Empty}</p>\n");
            return;
        }

        page.Add($"<table class=\"{(table.Lines.Count <= Short ? "short" : "")}\">");
        page.Add($"<caption class=\"{(table.Name.Length > 0 ? "" : "beside")}\">");
        page.Add($"{(table.Name.Length > 0 ? table.Name : part)}</caption>");
        var width = table.Columns.Sum(c => (int)c.Width);
        foreach (var column in table.Columns)
        {
            page.Add($"<col width=\"{(int)column.Width * 100 / width}%\"/>");
        }

        page.Add($"<thead><tr>");
        foreach (var column in table.Columns)
        {
            page.Add($"<th scope=\"col\">{column.Name}</th>");
        }

        page.Add($"</tr></thead><tbody>\n");
        foreach (var line in table.Lines)
        {
            if (line.Group is { } group)
            {
                page.Add($"</tbody><tbody><tr class=\"group\">");
                page.Add($"<th scope=\"rowgroup\" colspan=\"{table.Columns.Count}\">{group}</th></tr>\n");
            }

            WriteLine(page, line, places);
        }

        page.Add($"</tbody></table>\n");
    }

    private static void WriteLine(Markup page, Line line, IReadOnlyDictionary<string, int> places)
    {
        page.Add($"<tr class=\"{(line.IsTotal ? "total" : "")}\">");
        foreach (var (index, value) in line.Values.Index())
        {
            WriteCell(page, value, index == 0, places);
        }

        page.Add($"</tr>\n");
    }

    private static void WriteCell(
        Markup page, Value value, bool isHeading, IReadOnlyDictionary<string, int> places)
    {
        var (kind, text) = value switch
        {
            NumberValue number => ("n", Numbers.Of(number.Number)),
            ShareValue share => ("n", Percent.Of(share.Share)),
            ColourValue colour => ($"k k{places[colour.Colour.Code]}", colour.Colour.Marked()),
            TextValue t => (t.IsShort ? "s" : "w", t.Text),
            _ => throw new NotSupportedException($"No cell is written of {value.GetType().Name}."),
        };
        if (isHeading)
        {
            page.Add($"<th scope=\"row\" class=\"{kind}\">{text}</th>");
        }
        else
        {
            page.Add($"<td class=\"{kind}\">{text}</td>");
        }
    }
}
