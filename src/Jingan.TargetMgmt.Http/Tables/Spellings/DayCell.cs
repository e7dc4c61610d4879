using System.Globalization;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Spellings;

/// <summary>A day in a cell: 2018-06-30, 2018/6/30, 2018.6.30, 2018年6月30日, or a date of the spreadsheet's.</summary>
public static partial class DayCell
{
    /// <summary>The day, or what is to be written instead.</summary>
    public static (DateOnly? Day, Text? Fault) Read(TableCell cell)
    {
        if (cell.Fault is { } fault)
        {
            return (null, fault);
        }

        if (cell.Day is { } day)
        {
            return (day, null);
        }

        return Written().Match(PlainForm.Of(cell.Text)) is { Success: true } written && DayOf(written) is { } read
            ? (read, null)
            : (null, PlainForm.Found(
                cell.Text, "日期写作 2018-06-30（年在前）", "a date is written 2018-06-30, the year first"));
    }

    private static DateOnly? DayOf(Match written)
    {
        var (year, month, day) = (Number(written, "year"), Number(written, "month"), Number(written, "day"));
        return year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day)
            : null;
    }

    private static int Number(Match written, string part) =>
        int.Parse(written.Groups[part].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})(?<sign>[-/.])(?<month>[0-9]{1,2})\k<sign>(?<day>[0-9]{1,2})\z"
            + @"|^(?<year>[0-9]{4}) ?年 ?(?<month>[0-9]{1,2}) ?月 ?(?<day>[0-9]{1,2}) ?日\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
