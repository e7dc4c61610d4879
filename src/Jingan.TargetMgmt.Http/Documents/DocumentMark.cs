using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Documents;

/// <summary>What the first bytes of a file say that it is, where that is another form than its sender names.</summary>
internal static class DocumentMark
{
    /// <summary>What was found and what to send instead; null where the form may be right.</summary>
    public static Text? Foreign(ReadOnlySpan<byte> file, bool isDocx) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])
            ? new("是旧版 Word 或 WPS 文档（.doc、.wps），或加了密码；请去掉密码，另存为 .docx 后重试",
                "is an old document (.doc, .wps), or has a password; take the password off and save it as .docx")
        : file.StartsWith("%PDF-"u8)
            ? new("是 PDF；请把文字复制到 .txt 文件，或另存为 .docx 后重试",
                "is a PDF; copy its text into a .txt file, or save it as .docx")
        : file.StartsWith("{\\rtf"u8)
            ? new("是 RTF 文档；请另存为 .docx 后重试", "is an RTF document; save it as .docx and send it again")
        : file.StartsWith("PK\u0003\u0004"u8) && !isDocx
            ? new("是 Word 文档或压缩包，不是纯文本；.docx 请以其媒体类型提交", "is a .docx or an archive and no text; send a .docx as one")
        : !file.StartsWith("PK\u0003\u0004"u8) && isDocx
            ? new("不是 .docx 文档；纯文本请以 text/plain 提交，其他文档请另存为 .docx",
                "is no .docx; send a text as text/plain, and save any other document as .docx")
        : null;
}
