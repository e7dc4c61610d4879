using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Spellings;

/// <summary>Why a text is no number, and what its writer may write instead.</summary>
internal static partial class NumberFault
{
    /// <summary>What was found and what to write. No number is suggested that would have to be guessed.</summary>
    public static Text Of(string found)
    {
        var text = PlainForm.Of(found);
        var numbers = Numbers().Matches(text).Select(n => n.Value).ToList();
        var only = numbers is [var one] && !one.Contains(',') ? one : null;
        var (zh, en) = only is null ? ("请只写数字", "write the number alone") : ($"写作 {only}", $"write {only}");
        return text.StartsWith('=') ? PlainForm.Found(found, "是公式；请写出结果", "is a formula; write its result")
            : text.StartsWith('#') ? PlainForm.Found(found,
                "是表格软件的出错标记；请写出数字", "is a spreadsheet's error; write the number")
            : Nothing().IsMatch(text) ? PlainForm.Found(found, "没有数值就留空", "leave the cell empty where there is none")
            : Range().IsMatch(text) ? PlainForm.Found(found,
                "是一个区间；须为一个确定的数", "is a range; write the one number that counts")
            : About().IsMatch(text) ? PlainForm.Found(found,
                $"不是确定的数；{zh}，“约”等说明写在文字里", $"is not exact; {en}, and say \"about\" in words elsewhere")
            : Exponent().IsMatch(text) ? PlainForm.Found(found,
                "是科学计数法；请把单元格格式设为“数值”后写出全部数字", "is in scientific notation; write all the digits")
            : Commas().IsMatch(text) ? PlainForm.Found(found,
                "千分位须每三位一组（1,234,567），小数点写作“.”",
                "separators come before every third digit (1,234,567), and the decimal point is \".\"")
            : Bare().IsMatch(text) ? PlainForm.Found(found,
                "须为普通小数，如 1234.5（开头无多余的 0，小数点两边都有数字）",
                "write a plain number such as 1234.5, without leading zeros and with digits on both sides of the point")
            : numbers.Count > 1 ? PlainForm.Found(found, "有不止一个数；须为一个确定的数", "has several numbers; write one")
            : only is not null ? PlainForm.Found(found,
                $"只写数字，{zh}；单位写在“计量单位”列", $"{en}; the unit of measure has a column of its own")
            : PlainForm.Found(found, "须为普通小数，如 1234.5", "write a plain number such as 1234.5");
    }

    [GeneratedRegex(@"-?[0-9][0-9,]*(\.[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^([-/\\—–]+|无|暂无|没有|空|(?i:n/?a|null|none))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"[0-9][^0-9,.]*?(-|~|～|〜|—|–|至|到)\s*[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^(约|大约|近|将近|超|超过|不少于|不低于|不超过|不高于|至少|至多|[<>≤≥~≈])|(左右|上下|以上|以下|以内|余|多)",
        RegexOptions.CultureInvariant)]
    private static partial Regex About();

    [GeneratedRegex(@"^[+-]?[0-9.]+[eE][+-]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Exponent();

    [GeneratedRegex(@"^[+-]?[0-9,.]*,[0-9,.]*%?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Commas();

    [GeneratedRegex(@"^[+-]*[0-9. ]+%?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();
}
