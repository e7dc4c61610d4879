using System.Globalization;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Web.Reporting;

/// <summary>Numbers and texts as people type them.</summary>
public static partial class Typed
{
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

    // A separator stands before three digits: 1,234 is a number with one, 3,1 is none.
    [GeneratedRegex("([0-9]),(?=[0-9]{3}(?:[^0-9]|$))", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
