using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>What a file is, by its first bytes. What the sender says may choose between types that begin alike, and
/// never against them.</summary>
/// <remarks>No stranger's file is parsed beyond <see cref="HeadLength"/> bytes, and of those only signatures and the
/// names of a ZIP's first entries are looked at.</remarks>
internal static class EvidenceContent
{
    /// <summary>How many bytes are looked at.</summary>
    public const int HeadLength = 8 * 1024;

    private static readonly EvidenceType[] OfficeOpenXml = [EvidenceType.Docx, EvidenceType.Xlsx, EvidenceType.Pptx];

    // CSV files are sent as Excel's by browsers of machines that have it; JPEG has had two names.
    private static readonly Dictionary<string, string> OtherNames = new()
    {
        ["image/jpg"] = "image/jpeg", ["image/pjpeg"] = "image/jpeg", ["application/x-pdf"] = "application/pdf",
        [".jpeg"] = ".jpg",
    };

    /// <summary>The type of a file.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="said">The media type that the sender names, in lower case; null when it names none.</param>
    /// <param name="extension">What the file's name ends with, in lower case; empty when there is none.</param>
    /// <param name="takes">Whether files of a type are taken.</param>
    public static (EvidenceType? Type, Problem? Refusal) TypeOf(
        ReadOnlySpan<byte> head, string? said, string extension, Func<EvidenceType, bool> takes)
    {
        EvidenceType[] possible = [.. BeginningLike(head).Where(takes)];
        if (possible.Length == 0)
        {
            return (null, Refused(
                new("内容不是所收的类型", "the content is of no type that is taken"), takes));
        }

        said = said is "application/octet-stream" ? null : said;
        said = said is null ? null : OtherNames.GetValueOrDefault(said, said);
        extension = OtherNames.GetValueOrDefault(extension, extension);
        var named = EvidenceType.All.FirstOrDefault(t => t.Extension == extension);
        if (said == EvidenceType.Xls.MediaType && possible.Contains(EvidenceType.Csv))
        {
            said = EvidenceType.Csv.MediaType;
        }

        if (said is not null && !possible.Any(t => t.MediaType == said))
        {
            return (null, Refused(new($"所称类型为 {said}，内容却不是", $"it was said to be {said}, and is not"), takes));
        }

        if (named is not null && !possible.Contains(named))
        {
            return (null, Refused(
                new($"文件名以 {extension} 结尾，内容却不是", $"its name ends with {extension}, and it is no such file"), takes));
        }

        return (named is not null && (said is null or "text/plain") ? named
            : said is not null ? EvidenceType.Find(said)
            : possible.Length == 1 || possible[0] == EvidenceType.Text ? possible[0] : null) is { } type
            ? (type, null)
            : (null, Refused(
                new("内容可为几种类型，请以 Content-Type 或文件名的结尾说明是哪一种",
                    "it may be of several types: say by Content-Type or by the end of its name which it is"), takes));
    }

    private static EvidenceType[] BeginningLike(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF-"u8) ? [EvidenceType.Pdf]
        : head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? [EvidenceType.Jpeg]
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) ? [EvidenceType.Png]
        : head.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
            ? [EvidenceType.Doc, EvidenceType.Xls, EvidenceType.Ppt]
        : head.StartsWith("PK\x03\x04"u8) ? OfEntries(head)
        : IsText(head) ? [EvidenceType.Text, EvidenceType.Csv]
        : [];

    // The first entries of an Office file name its parts; where they do not yet, it is one of the three.
    private static EvidenceType[] OfEntries(ReadOnlySpan<byte> head)
    {
        var isOffice = false;
        foreach (var name in FirstNames(head))
        {
            var type = name.StartsWith("word/", StringComparison.Ordinal) ? EvidenceType.Docx
                : name.StartsWith("xl/", StringComparison.Ordinal) ? EvidenceType.Xlsx
                : name.StartsWith("ppt/", StringComparison.Ordinal) ? EvidenceType.Pptx
                : name is "OFD.xml" || name.StartsWith("Doc_0/", StringComparison.Ordinal) ? EvidenceType.Ofd
                : null;
            if (type is not null)
            {
                return [type];
            }

            isOffice |= name is "[Content_Types].xml" or "_rels/.rels";
        }

        return isOffice ? OfficeOpenXml : [];
    }

    // Local file headers (APPNOTE.TXT, 4.3.7): the length of the name stands at 26, the name at 30.
    private static List<string> FirstNames(ReadOnlySpan<byte> head)
    {
        List<string> names = [];
        for (int at; (at = head.IndexOf("PK\x03\x04"u8)) >= 0; head = head[4..])
        {
            head = head[at..];
            if (head.Length < 30 || BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) is var length
                && head.Length < 30 + length)
            {
                break;
            }

            names.Add(Encoding.UTF8.GetString(head.Slice(30, BinaryPrimitives.ReadUInt16LittleEndian(head[26..]))));
        }

        return names;
    }

    // The last character may be cut.
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        for (var cut = 0; cut < 4 && cut < head.Length; cut++)
        {
            if (Utf8.IsValid(head[..^cut]))
            {
                return !head.ContainsAnyInRange((byte)0, (byte)8) && !head.ContainsAnyInRange((byte)14, (byte)31);
            }

            if (head.Length < HeadLength)
            {
                return false;
            }
        }

        return false;
    }

    private static Problem Refused(Text why, Func<EvidenceType, bool> takes)
    {
        var taken = EvidenceType.All.Where(takes).ToList();
        var names = string.Join(' ', taken.Select(t => t.Extension[1..]));
        return new(ProblemCode.EvidenceTypeRefused, new(
            $"{why.Zh}；可上传：{names}（文本须为 UTF-8）。未保存任何内容。",
            $"Not taken: {why.En}. Taken are: {names} (texts in UTF-8); nothing was stored."))
        { Extensions = new Dictionary<string, object?> { ["taken"] = taken.Select(t => t.MediaType).ToList() } };
    }
}
