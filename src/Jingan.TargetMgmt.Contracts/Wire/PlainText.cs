using System.Globalization;

namespace Jingan.TargetMgmt.Contracts.Wire;

/// <summary>The one rule about characters that cannot be seen or that turn the reading direction: no text that comes in
/// has them, on no route and on neither side.</summary>
/// <remarks>Refused rather than taken out: what was signed must stay what was sent. Variation selectors are let through
/// in prose, where they choose a form of a Chinese character.</remarks>
public static class PlainText
{
    /// <summary>What is wrong with a text; null when nothing is.</summary>
    /// <param name="isName">Names have no variation selectors either.</param>
    public static Text? Fault(string text, bool isName = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsOrdinary(text[i]) && IsHidden(text, i) && (isName || !IsVariation(text, i)))
            {
                var point = char.IsSurrogatePair(text, Math.Min(i, Math.Max(text.Length - 2, 0))) && i + 1 < text.Length
                    && char.IsHighSurrogate(text[i])
                    ? char.ConvertToUtf32(text, i)
                    : text[i];
                return new(
                    $"第 {i + 1} 个字符 U+{point:X4} 不可见或改变书写方向；请删去后重新提交",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"has an invisible or direction-changing character, "
                            + $"U+{point:X4}, at position {i + 1}; take it out and send again"));
            }
        }

        return null;
    }

    /// <summary>Whether a UTF-16 unit shows nothing by itself (Unicode: default ignorable, format,
    /// and line and paragraph separators).</summary>
    public static bool IsHidden(char c) => c switch
    {
        '\u034F' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or '\u3164' or '\uFFA0' => true,
        >= '\u180B' and <= '\u180F' => true,
        >= '\uFE00' and <= '\uFE0F' => true,
        >= '\uFFF0' and <= '\uFFF8' => true,
        _ => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator,
    };

    // Nearly all text is: printable ASCII and Chinese characters need no table.
    private static bool IsOrdinary(char c) => c is >= ' ' and < '\u007F' or >= '\u4E00' and <= '\u9FFF';

    private static bool IsHidden(string text, int index) =>
        IsHidden(text[index])
        || (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            && char.ConvertToUtf32(text, index) is var point
            && (point is >= 0xE0000 and <= 0xE0FFF
                || CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.Format));

    private static bool IsVariation(string text, int index) =>
        text[index] is >= '\uFE00' and <= '\uFE0F'
        || (char.IsHighSurrogate(text[index]) && char.ConvertToUtf32(text, index) is >= 0xE0100 and <= 0xE01EF);
}
