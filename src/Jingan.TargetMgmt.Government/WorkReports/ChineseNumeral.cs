namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Chinese numerals as exact decimals: 一百二十, 两万五千, 三点五. What does not say one number, such as 三五,
/// 十余 or 一百二 (120 or 102), is none.</summary>
internal static class ChineseNumeral
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>The number; null where the text does not say exactly one.</summary>
    public static decimal? Read(string text)
    {
        var parts = text.Replace('〇', '零').Replace('两', '二').Split('点');
        return parts switch
        {
            [var whole] => ReadWhole(whole),
            [var whole, { Length: > 0 and <= 6 } decimals] when ReadWhole(whole) is { } value
                && decimals.All(d => Digits.Contains(d)) => value + Fraction(decimals),
            _ => null,
        };
    }

    // By myriads: 亿 and 万 multiply all that stands before them.
    private static decimal? ReadWhole(string text)
    {
        foreach (var (sign, size) in (ReadOnlySpan<(char, decimal)>)[('亿', 100_000_000m), ('万', 10_000m)])
        {
            if (text.LastIndexOf(sign) is >= 0 and var at)
            {
                return ReadWhole(text[..at]) is { } count && count < 10_000 && Rest(text[(at + 1)..], size) is { } rest
                    ? (count * size) + rest
                    : null;
            }
        }

        return ReadBelowMyriad(text);
    }

    // 三万五 means 35,000 to some and 30,005 to others.
    private static decimal? Rest(string text, decimal size) => text switch
    {
        "" => 0,
        ['零', .. var ones] => ReadWhole(ones) is { } value && value < size / 10 ? value : null,
        { Length: 1 } and not "十" => null,
        _ => ReadWhole(text) is { } value && value < size ? value : null,
    };

    private static decimal? ReadBelowMyriad(string text)
    {
        var (sum, digit, smallest, saysZero) = (0m, 0, 10_000m, false);
        foreach (var (i, sign) in text.Index())
        {
            var value = Digits.IndexOf(sign, StringComparison.Ordinal);
            var size = sign switch { '十' => 10m, '百' => 100m, '千' => 1_000m, _ => 0m };
            if (value > 0 && digit == 0)
            {
                digit = value;
            }
            else if (value == 0 && digit == 0 && i > 0)
            {
                saysZero = true;
            }
            else if (size > 0 && size < smallest && (digit > 0 || (size == 10 && i == 0)))
            {
                (sum, digit, smallest, saysZero) = (sum + (Math.Max(digit, 1) * size), 0, size, false);
            }
            else
            {
                return text == "零" ? 0 : null;
            }
        }

        // Behind 百 or 千 a last digit counts ones only where 零 says so.
        var isOpen = digit > 0 && smallest is 100m or 1_000m && !saysZero;
        return text.Length == 0 || isOpen || (saysZero && digit == 0) ? null : sum + digit;
    }

    private static decimal Fraction(string decimals)
    {
        var (value, place) = (0m, 1m);
        foreach (var digit in decimals)
        {
            place /= 10;
            value += Digits.IndexOf(digit, StringComparison.Ordinal) * place;
        }

        return value;
    }
}
