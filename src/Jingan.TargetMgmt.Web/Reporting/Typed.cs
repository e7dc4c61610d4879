using System.Globalization;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Web.Reporting;

/// <summary>Numbers and texts as people type them.</summary>
public static partial class Typed
{
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>Reads a number; full-width digits and thousands separators are taken.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="number">The number; null where nothing was typed.</param>
    /// <returns>False where it is none.</returns>
    public static bool TryNumber(string? text, out decimal? number)
    {
        var plain = Separators().Replace(CompatibleForm.Of(text ?? "").Trim(), "$1");
        number = null;
        if (plain.Length == 0)
        {
            return true;
        }

        var isNumber = decimal.TryParse(
            plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var read);
        number = isNumber ? read : null;
        return isNumber;
    }

    /// <summary>A number as it is shown in a field: no zeros that nobody typed.</summary>
    public static string Show(decimal? number) =>
        number is { } value ? value.ToString("0.######", CultureInfo.InvariantCulture) : "";

    /// <summary>A text that says something; null where it does not.</summary>
    public static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A day as date fields and the service write it; null where it is none.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(
        text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A day as the service reads it; null where there is none.</summary>
    public static string? Show(DateOnly? day) => day?.ToString(DayForm, CultureInfo.InvariantCulture);

    /// <summary>A year as a year's field holds it; null where it is none.</summary>
    public static int? Year(object? text) => int.TryParse(
        text as string, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    // A separator stands before three digits: 1,234 is a number with one, 3,1 is none.
    [GeneratedRegex("([0-9]),(?=[0-9]{3}(?:[^0-9]|$))", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
