using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Contracts.Wire;

/// <summary>What somebody meant who wrote a number in another way.</summary>
internal static partial class NumberSpelling
{
    /// <summary>The message for a number that is none of ours:
    /// it has too many decimal places or is too large.</summary>
    public static Text OutOfRange(string found)
    {
        var quote = RefusedValueException.Quote(found);
        return new($"收到 {quote}；最多六位小数，绝对值小于 10^12",
            $"is {quote}; it may have six decimal places at most and an absolute value below 10^12");
    }

    /// <summary>The message for a text where a number belongs.</summary>
    public static Text Correct(string found)
    {
        var quote = RefusedValueException.Quote(found);
        var plain = found.Length > 64 ? "" : Separators().Replace(CompatibleForm.Of(found).Trim(), "$1");
        if (plain.EndsWith('%') && Number().IsMatch(plain[..^1].TrimEnd()))
        {
            var share = plain[..^1].TrimEnd();
            return new(
                $"收到“{quote}”；计量单位为 %，请填 {share}", $"is \"{quote}\"; where the unit of measure is %, write {share}");
        }

        return Number().IsMatch(plain)
            ? new($"收到文本“{quote}”，请填数 {plain}（不加引号、千分位或全角字符）",
                $"is the text \"{quote}\"; write the number {plain}, without quotes, separators or full-width "
                    + "characters")
            : new($"收到“{quote}”，不是数；请填数，如 12.5", $"is \"{quote}\", which is no number; write one, such as 12.5");
    }

    // 1,234.5 and 1，234: a separator stands before three digits.
    [GeneratedRegex("([0-9])[,，](?=[0-9]{3}(?:[^0-9]|$))", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
