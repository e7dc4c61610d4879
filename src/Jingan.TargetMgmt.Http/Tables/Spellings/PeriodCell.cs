using System.Globalization;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Spellings;

/// <summary>A period in a cell: 2018-06, 2018.6, 2018年6月, 2018-Q2, 2018Q2, 2018年第二季度, or the first day of a month
/// that shows its year and month.</summary>
public static partial class PeriodCell
{
    private const string Quarters = "一二三四";

    /// <summary>The period, or what is to be written instead.</summary>
    public static (Period? Period, Text? Fault) Read(TableCell cell)
    {
        if (cell.Fault is { } fault)
        {
            return (null, fault);
        }

        if (cell.Day is { } day)
        {
            var month = day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            return day.Day == 1 && cell.Format is { } format && !ShowsDays(format)
                && Parse(month) is { } shown ? (shown, null)
                : (null, PlainForm.Found(cell.Text, $"是一日，不是填报期；写作 {month}，单元格格式设为“文本”",
                    $"is a day and no period; format the cell as text and write {month}"));
        }

        var text = PlainForm.Of(cell.Text);
        if (Eaten().IsMatch(text))
        {
            return (null, PlainForm.Found(cell.Text, "可能是 1 月，也可能是末位 0 被表格软件去掉的 10 月；写作 2018-01 或 2018-10 的形式",
                "may be January, or October without its last 0; write it like 2018-01 or 2018-10"));
        }

        return Written().Match(text) is { Success: true } written && PeriodOf(written) is { } period
            ? (period, null)
            : (null, PeriodSpelling.Correct(cell.Text));
    }

    private static Period? PeriodOf(Match written)
    {
        var (year, quarter) = (written.Groups["year"].Value, written.Groups["quarter"].Value);
        return Parse(quarter.Length == 0
            ? $"{year}-{written.Groups["month"].Value.PadLeft(2, '0')}"
            : $"{year}-Q{(char)(Quarters.Contains(quarter[0]) ? '1' + Quarters.IndexOf(quarter[0]) : quarter[0])}");
    }

    private static Period? Parse(string text) =>
        Period.TryParse(text, CultureInfo.InvariantCulture, out var period) ? period : null;

    // What stands in quotes or brackets of a format is shown as it is.
    private static bool ShowsDays(string format) =>
        Literal().Replace(format, "").Contains('d', StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[0-9]{4}\.1\z", RegexOptions.CultureInvariant)]
    private static partial Regex Eaten();

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})([-/.](?<month>[0-9]{1,2})| ?年 ?(?<month>[0-9]{1,2}) ?月份?"
            + @"|-?[Qq](?<quarter>[1-4])| ?年? ?第?(?<quarter>[1-4一二三四])季度?)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Written();

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.")]
    private static partial Regex Literal();
}
