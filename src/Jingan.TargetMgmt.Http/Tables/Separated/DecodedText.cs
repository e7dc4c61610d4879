using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Tables.Separated;

/// <summary>The characters of a text file, and the encoding that they were found to be in.</summary>
/// <param name="Text">Without a byte order mark.</param>
/// <param name="Encoding">The encoding's name.</param>
internal sealed record DecodedText(string Text, string Encoding)
{
    internal const string Utf8 = "UTF-8", Utf16Little = "UTF-16 LE", Utf16Big = "UTF-16 BE", Gb = "GB18030";

    private static readonly Dictionary<string, Encoding> Strict = new()
    {
        [Utf8] = new UTF8Encoding(false, throwOnInvalidBytes: true),
        [Utf16Little] = new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [Utf16Big] = new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        // what GBK and GB 2312 write it reads as they do
        [Gb] = CodePagesEncodingProvider.Instance.GetEncoding(
            "gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
    };

    private static readonly Dictionary<string, string> ByCharset = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-8"] = Utf8, ["utf8"] = Utf8, ["us-ascii"] = Utf8, ["gb18030"] = Gb, ["gbk"] = Gb, ["gb2312"] = Gb,
        ["cp936"] = Gb, ["windows-936"] = Gb, ["x-gbk"] = Gb, ["utf-16le"] = Utf16Little, ["utf-16be"] = Utf16Big,
        ["utf-16"] = Utf16Little,
    };

    /// <summary>The text, or why it is none that is read.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="charset">The encoding that the sender names, if any. A byte order mark outweighs it.</param>
    public static (DecodedText? Decoded, Text? Refusal) Of(ReadOnlySpan<byte> file, string? charset) =>
        Of(file, charset, SaveAsCsv);

    /// <summary>The text, or why it is none that is read.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="charset">The encoding that the sender names, if any. A byte order mark outweighs it.</param>
    /// <param name="advice">What to do with a file that is not read.</param>
    public static (DecodedText? Decoded, Text? Refusal) Of(ReadOnlySpan<byte> file, string? charset, Text advice)
    {
        if (FileMark.Foreign(file) is { } foreign)
        {
            return (null, SaveAs(advice, foreign));
        }

        var (marked, length) = FileMark.Encoding(file);
        if (!string.IsNullOrEmpty(charset) && !ByCharset.ContainsKey(charset))
        {
            return (null, SaveAs(advice, new($"编码为 {Quote(charset)}", $"is in {Quote(charset)}")));
        }

        var named = marked ?? (string.IsNullOrEmpty(charset) ? null : ByCharset[charset]);
        if (named is not null)
        {
            return Decode(file[length..], named) is { } text ? (new(text, named), null)
                : (null, SaveAs(advice, new($"按 {named} 读不通", $"is said to be in {named}, and is not")));
        }

        // Of UTF-16 every other byte of Latin letters is 0, and no text has it.
        if (file.Contains((byte)0))
        {
            return (null, SaveAs(advice, new("含空字节（可能是没有 BOM 的 UTF-16）", "has zero bytes (UTF-16 without a BOM?)")));
        }

        return Decode(file, Utf8) is { } utf8 ? (new(utf8, Utf8), null)
            : Decode(file, Gb) is { } gb && gb.All(IsCommon) ? (new(gb, Gb), null)
            : (null, SaveAs(advice, Neither(RequestBody.FirstInvalid(file) + 1)));
    }

    private static Text Neither(int at) => new(
        $"第 {at} 字节起不是 UTF-8，也不是 GB18030", $"is not UTF-8 from byte {at} on, and not GB18030 either");

    // Text of another encoding that happens to be GB18030 soon has signs that nobody assigned.
    private static bool IsCommon(char c) =>
        char.GetUnicodeCategory(c) is not (UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        && (!char.IsControl(c) || c is '\t' or '\r' or '\n');

    private static string? Decode(ReadOnlySpan<byte> file, string encoding)
    {
        try
        {
            return Strict[encoding].GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Text SaveAs(Text advice, Text found) =>
        new($"{found.Zh}；请{advice.Zh}", $"{found.En}; {advice.En}");

    private static readonly Text SaveAsCsv = new("用 Excel 或 WPS 另存为“CSV UTF-8（逗号分隔）”后重试",
        "save it as “CSV UTF-8” with Excel or WPS and send it again");

    private static string Quote(string found) => RefusedValueException.Quote(found);
}
