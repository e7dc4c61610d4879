using System.Globalization;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>What somebody meant who wrote a period in another way.</summary>
public static partial class PeriodSpelling
{
    /// <summary>Says what was found and how the period is written.</summary>
    /// <param name="found">A text that is no <see cref="Period"/>.</param>
    public static Text Correct(string found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var quote = RefusedValueException.Quote(found);
        return Guess(found) is { } meant
            ? new($"收到“{quote}”，应写作 {meant}", $"is \"{quote}\"; write {meant}")
            : new($"收到“{quote}”；填报期写作 2018-06（月）或 2018-Q2（季度）",
                $"is \"{quote}\"; a period is written 2018-06 (a month) or 2018-Q2 (a quarter)");
    }

    private static Period? Guess(string found)
    {
        if (found.Length > 20)
        {
            return null;
        }

        // NFKC: full-width digits and letters are the plain ones.
        var match = Written().Match(CompatibleForm.Of(found));
        var (year, month, quarter) = (match.Groups["year"].Value, match.Groups["month"].Value,
            match.Groups["quarter"].Value);
        var text = quarter.Length > 0 ? $"{year}-Q{quarter}" : month.Length > 0 ? $"{year}-{month.PadLeft(2, '0')}"
            : "";
        return Period.TryParse(text, CultureInfo.InvariantCulture, out var period) ? period : null;
    }

    [GeneratedRegex(
        @"^\s*(?<year>[0-9]{4})\s*[-/.年]?\s*((?<month>[0-9]{1,2})\s*月?|[Qq](?<quarter>[1-4])|第?(?<quarter>[1-4])\s*季度?)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
