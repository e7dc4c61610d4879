using System.Globalization;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Finds quantities. Years, ordinals, addresses and names with numbers are none: what has no unit of
/// measure is not counted.</summary>
internal static partial class Quantities
{
    private const string Number = @"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)",
        Signs = "[零〇一二两三四五六七八九十百千万亿]", Numeral = Signs + "+(?:点" + Signs + "+)?",
        Alone = @"(?<![0-9A-Za-z.+×/\-—–~第])",
        Dash = "(?:——|—|–|-|－|~|～|〜|至|到)",
        Unit = MeasureWords.Measured + "|" + MeasureWords.Counted;

    /// <summary>All quantities, from left to right.</summary>
    /// <param name="text">In plain signs, without what stands in brackets and quotes.</param>
    public static List<Quantity> In(string text) =>
        [.. Written().Matches(text).Select(m => Read(m, text)).OfType<Quantity>()];

    private static Quantity? Read(Match m, string text)
    {
        var (start, end) = (m.Index, m.Index + m.Length);
        if (m.Groups["percent"] is { Success: true } percent)
        {
            return Of(start, end, ChineseNumeral.Read(percent.Value), m.Groups["of"].Value == "百" ? "%" : "‰",
                QuantityForm.Exact);
        }

        if (m.Groups["share"].Success)
        {
            return new(start, end, null, null, QuantityForm.Share);
        }

        if (m.Groups["some"].Success)
        {
            return new(start, end, null, Nullable(m.Groups["someUnit"].Value), QuantityForm.Indefinite);
        }

        var unit = Nullable(m.Groups["scale"].Value + m.Groups["unit"].Value);
        if (m.Groups["high"].Success)
        {
            return new(start, end, null, unit, QuantityForm.Range);
        }

        if (m.Groups["words"] is { Success: true } words)
        {
            return InWords(words.Value, start, end, m.Groups["more"].Success, m.Groups["wordUnit"].Value);
        }

        if (m.Groups["timed"] is { Success: true } timed)
        {
            return IsCompared(text, start, end, timed.Value)
                ? Of(start, end, Parse(m.Groups["time"].Value), timed.Value, QuantityForm.Exact)
                : null;
        }

        if (unit is "名" or "位" && start > 0 && text[start - 1] == '前')
        {
            return null; // 前10名: a rank
        }

        return m.Groups["more"].Success
            ? new(start, end, null, unit, QuantityForm.About)
            : Of(start, end, Parse(m.Groups["number"].Value), unit, QuantityForm.Exact);
    }

    // 一 is rather "a" than a count, 千 without a digit is part of a name, and 万 and 亿 at the end belong to the unit.
    private static Quantity? InWords(string words, int start, int end, bool isMore, string unit)
    {
        var number = words.TrimEnd('万', '亿');
        var scaled = words[number.Length..] + unit;
        return isMore ? new(start, end, null, scaled, QuantityForm.About)
            : words is "一" or "" || number is "" || number[0] is '百' or '千' or '万' or '亿' ? null
            : ChineseNumeral.Read(number) is { } value ? Of(start, end, value, scaled, QuantityForm.InWords)
            : new(start, end, null, scaled, QuantityForm.About);
    }

    private static bool IsCompared(string text, int start, int end, string unit) =>
        Compares().IsMatch(text[Math.Max(0, start - 6)..start])
        || (unit != "岁" && Bounds().IsMatch(text[end..])); // 60岁以上 are people

    private static Quantity Of(int start, int end, decimal? value, string? unit, QuantityForm form) =>
        value is { } exact && Measure.IsExact(exact)
            ? new(start, end, Measure.Normalise(exact), unit, form)
            : new(start, end, null, unit, form);

    // More digits than fit would be rounded.
    private static decimal? Parse(string digits) => digits.Length > 20
        ? null
        : decimal.Parse(digits.Replace(",", ""), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static string? Nullable(string text) => text.Length == 0 ? null : text;

    [GeneratedRegex(
        "(?<of>[百千])分之(?<percent>" + Numeral + ")"
        + "|(?<share>(?:" + Numeral + "分之" + Numeral + "|(?<![0-9A-Za-z])[一二三四五六七八九]成(?=[以左多，、。]|$)|半数(?=以上)))"
        + "|(?<some>一批|一系列|若干(?<someUnit>" + Unit + ")?|(?:[数几]"
        + "|多(?=[个家项处所条]))[十百千]?" + MeasureWords.Scale + "?(?<someUnit>"
        + MeasureWords.Counted + ")|[上近][百千万](?<someUnit>" + Unit + "))"
        + "|" + Alone + "(?<low>" + Number + ")" + MeasureWords.Scale + "?(?:" + Unit + ")?" + Dash + "(?<high>"
        + Number
        + ")(?<scale>" + MeasureWords.Scale + ")?(?<unit>" + Unit + ")"
        + "|" + Alone + "(?<time>" + Number + ")(?<timed>" + MeasureWords.Timed + ")"
        + "|" + Alone + "(?<number>" + Number + ")(?<more>[余多来几])?(?<scale>" + MeasureWords.Scale
        + ")?(?<more>[余多])?(?<unit>"
        + Unit + ")"
        + "|(?<![零〇一二两三四五六七八九十百千万亿第前0-9])(?<words>" + Numeral + ")(?<more>[余多来几])?(?<wordUnit>"
        + Unit + ")",
        RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex("(?:缩短|压缩|控制|降|减|提前|延长|达到?|不超过|不低于|不少于|至|到|为|在|由|从|缩减)[约]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Compares();

    [GeneratedRegex("^(?:以内|以下|之内|以上|左右|内(?![容部外在]))", RegexOptions.CultureInvariant)]
    private static partial Regex Bounds();
}
