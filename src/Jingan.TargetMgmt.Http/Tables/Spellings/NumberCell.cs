using System.Globalization;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Spellings;

/// <summary>A number in a cell: what a person sees there, exactly, or nothing.</summary>
public static partial class NumberCell
{
    /// <summary>The number, or what is to be written instead.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="unit">The unit of measure that the number is in; null where it has none.</param>
    public static (decimal? Value, Text? Fault) Read(TableCell cell, string? unit)
    {
        if (cell.Fault is { } fault)
        {
            return (null, fault);
        }

        if (cell.Day is not null)
        {
            return (null, PlainForm.Found(cell.Text,
                "表格软件把它变成了日期；请把单元格格式设为“数值”后重写",
                "the spreadsheet made a date of it; format the cell as a number and write it again"));
        }

        if (Written().Match(PlainForm.Of(cell.Text)) is not { Success: true } written)
        {
            return (null, NumberFault.Of(cell.Text));
        }

        var isPercent = written.Groups["percent"].Length > 0;
        if (isPercent && !IsPercent(unit))
        {
            return (null, unit is null
                ? PlainForm.Found(cell.Text, "此处不是百分数，请只写数字", "this is no percentage; write the number alone")
                : PlainForm.Found(cell.Text, $"计量单位是“{PlainForm.Quote(unit)}”而不是 %，请按该单位写数字",
                    $"the unit of measure is \"{PlainForm.Quote(unit)}\", not %; write the number in that unit"));
        }

        // Checked by digits: to parse more than fit would round them.
        var (digits, decimals) = (written.Groups["whole"].Value.Replace(",", ""), written.Groups["decimals"].Value);
        var shown = digits.Length > 13 || decimals.Length > 14 ? (decimal?)null : decimal.Parse(
            $"{written.Groups["sign"].Value}{digits}.{decimals}0", NumberStyles.Number, CultureInfo.InvariantCulture);
        if (shown is not { } value || !Measure.IsExact(value))
        {
            return (null, PlainForm.Found(cell.Text, "最多 12 位整数、6 位小数", "12 digits and 6 decimal places at most"));
        }

        value = Measure.Normalise(value);
        return cell.Number is { } held && !Shows(value, isPercent ? Hundredfold(held) : held, decimals.Length)
            ? (null, PlainForm.Found(cell.Text,
                $"单元格里存的是 {held.ToString(CultureInfo.InvariantCulture)}，与所显示的不是同一个数；请改格式或重写",
                $"the cell holds {held.ToString(CultureInfo.InvariantCulture)}, another number; write it again"))
            : (value, null);
    }

    /// <summary>Whether a unit of measure is the percent sign.</summary>
    public static bool IsPercent(string? unit) => unit is not null && PlainForm.Of(unit) == "%";

    // What is held may have more decimals than are shown; what is shown is what was meant.
    private static bool Shows(decimal value, decimal held, int decimals) =>
        decimal.Round(held, decimals, MidpointRounding.AwayFromZero) == value;

    private static decimal Hundredfold(decimal held) =>
        Math.Abs(held) < decimal.MaxValue / 100 ? held * 100 : decimal.MaxValue;

    [GeneratedRegex(
        @"^(?<sign>[+-]?)(?<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(,[0-9]{3})+)(\.(?<decimals>[0-9]+))?( ?(?<percent>%))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
