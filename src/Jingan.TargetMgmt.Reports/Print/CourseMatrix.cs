using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Reports.Print;

/// <summary>Every target against the periods, drawn in pieces that fit on a page. The table beside it says the same in
/// full.</summary>
internal static class CourseMatrix
{
    private const int RowsOfPiece = 25;
    private const int TitleWidth = 420;
    private const int TitleCharacters = 26;
    private const int UnitCharacters = 12;
    private const int UnitWidth = 170;
    private const int Middle = ColourShapes.CellWidth / 2;
    private const int Step = ColourShapes.CellWidth + 2;
    private const int RowHeight = ColourShapes.CellHeight + 4;
    private const int HeadHeight = 20;
    private const int TrendWidth = 60;

    public static void Write(Markup page, YearCourse course, IReadOnlyDictionary<string, int> places)
    {
        foreach (var piece in course.Targets.Chunk(RowsOfPiece))
        {
            WritePiece(page, course, piece, places);
        }
    }

    private static void WritePiece(
        Markup page, YearCourse course, CourseLine[] targets, IReadOnlyDictionary<string, int> places)
    {
        var left = TitleWidth + UnitWidth;
        var width = left + (course.Periods.Count * Step) + TrendWidth;
        var height = HeadHeight + (targets.Length * RowHeight);
        page.Add($"<figure aria-hidden=\"true\"><svg viewBox=\"0 0 {width} {height}\" width=\"{width}\">\n");
        page.Add($"<text x=\"0\" y=\"14\">目标</text><text x=\"{TitleWidth}\" y=\"14\">牵头单位</text>");
        foreach (var (index, period) in course.Periods.Index())
        {
            page.Add($"<text x=\"{left + (index * Step) + Middle}\" y=\"14\" text-anchor=\"middle\">");
            page.Add($"{NameOf(period)}</text>");
        }

        page.Add($"<text x=\"{width - TrendWidth + 4}\" y=\"14\">走势</text>\n");
        foreach (var (row, target) in targets.Index())
        {
            var top = HeadHeight + (row * RowHeight);
            page.Add($"<text x=\"0\" y=\"{top + 14}\">{target.TargetId.Value} ");
            page.Add($"{Cut(target.Title, TitleCharacters)}</text>");
            page.Add($"<text x=\"{TitleWidth}\" y=\"{top + 14}\">{Cut(target.LeadName, UnitCharacters)}</text>");
            foreach (var (index, cell) in target.Cells.Index())
            {
                WriteCell(page, cell, left + (index * Step), top, places);
            }

            page.Add($"<text x=\"{width - TrendWidth + 4}\" y=\"{top + 14}\">{target.Trend?.Arrow()}</text>\n");
        }

        page.Add($"</svg></figure>\n");
    }

    private static void WriteCell(
        Markup page, PullMatrix.Cell cell, int x, int y, IReadOnlyDictionary<string, int> places)
    {
        if (cell.Colour is { } colour)
        {
            page.Add($"<use href=\"#c{places[colour]}\" x=\"{x}\" y=\"{y}\"/>");
        }
        else
        {
            page.Add($"<text x=\"{x + Middle}\" y=\"{y + 14}\" text-anchor=\"middle\">{WordOf(cell)}</text>");
        }
    }

    private static string NameOf(Period period) =>
        period.IsQuarter ? $"{"一二三四"[(period.LastMonth / 3) - 1]}季度" : $"{period.LastMonth}月";

    // Three characters are what a cell has room for.
    private static string WordOf(PullMatrix.Cell cell) => cell.State switch
    {
        TargetState.NotOwed => "不需报",
        TargetState.NotDue => "未到期",
        TargetState.NotPublished => "未发布",
        { } state => state.ToChinese(),
        _ => "",
    };

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)}…";
}
