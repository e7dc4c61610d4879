using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>What a file is that is no xlsx, by its first bytes, whatever its name says.</summary>
internal static class FileKind
{
    private static readonly Text SaveAsXlsx = new(
        "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后重新上传。",
        "Open it in Excel or WPS, save it as an Excel workbook (*.xlsx) and send that.");

    /// <exception cref="RefusedException">The file is not a zip.</exception>
    public static void MustBeZip(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            throw Refused("文件是空的，", "The file is empty. ");
        }

        // [MS-CFB] 2.2: the header of a compound file, which .xls is, and an encrypted .xlsx too.
        if (file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            // [MS-OFFCRYPTO] 2.3.4.4: the stream that holds the encrypted package, a UTF-16 name in the directory.
            throw file.IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0
                ? Encrypted()
                : Refused("文件是旧格式（.xls 或 .et），", "The file is in the old format (.xls, or .et of WPS). ");
        }

        if (!file.StartsWith("PK"u8))
        {
            var head = file[..Math.Min(file.Length, 512)];
            throw head.IndexOf("<html"u8) >= 0 || head.IndexOf("<HTML"u8) >= 0 || head.IndexOf("<table"u8) >= 0
                ? Refused("文件其实是网页（HTML），", "The file is a web page (HTML) under another name. ")
                : Refused("文件不是 xlsx 工作簿，", "The file is not an xlsx workbook. ");
        }
    }

    public static RefusedException Encrypted() => RefusedException.Invalid("", new(
        "文件设有打开密码（已加密），无法读取；请在 Excel 或 WPS 中取消密码后重新上传。",
        "The file is encrypted with a password and cannot be read; take the password off and send it again."));

    /// <summary>A package, but none of a workbook of XML.</summary>
    public static RefusedException OtherPackage(string? main, bool isOpenDocument) => main switch
    {
        _ when isOpenDocument => Refused("文件是 OpenDocument 表格（.ods），",
            "The file is an OpenDocument spreadsheet (.ods). "),
        null => Refused("文件是压缩包，其中没有工作簿，", "The file is a zip without a workbook in it. "),
        _ when main.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) => Refused(
            "文件是二进制工作簿（.xlsb），", "The file is a binary workbook (.xlsb). "),
        _ when main.StartsWith("word/", StringComparison.OrdinalIgnoreCase) => Refused(
            "文件是 Word 文档，不是工作簿，", "The file is a Word document and no workbook. "),
        _ => Refused($"文件的主体是 {RefusedException.Short(main)}，不是工作簿，",
            $"The file's main part is {RefusedException.Short(main)} and no workbook. "),
    };

    private static RefusedException Refused(string zh, string en) =>
        RefusedException.Invalid("", new(zh + SaveAsXlsx.Zh, en + SaveAsXlsx.En));
}
