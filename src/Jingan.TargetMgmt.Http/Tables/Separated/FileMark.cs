using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Separated;

/// <summary>What the first bytes of a file say that it is.</summary>
internal static class FileMark
{
    /// <summary>The encoding of a byte order mark and the mark's length; null where there is none.</summary>
    public static (string? Encoding, int Length) Encoding(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? (DecodedText.Utf8, 3)
        : file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? (DecodedText.Utf16Little, 2)
        : file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? (DecodedText.Utf16Big, 2)
        : (null, 0);

    /// <summary>What a file is that is no text of ours; null where it may be one.</summary>
    public static Text? Foreign(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0])
        || file.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF])
            ? new("编码为 UTF-32", "is in UTF-32")
        : file.StartsWith("PK\x03\x04"u8)
            ? new("是压缩包或 Excel 工作簿（.xlsx），不是 CSV", "is an archive or an Excel workbook (.xlsx), no CSV")
        : file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])
            ? new("是旧版 Excel 或 WPS 工作簿（.xls、.et），不是 CSV", "is an old workbook (.xls, .et), no CSV")
        : file.StartsWith("%PDF-"u8) ? new("是 PDF，不是 CSV", "is a PDF, no CSV")
        : null;
}
