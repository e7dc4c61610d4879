namespace Jingan.TargetMgmt.Contracts;

/// <summary>A type of evidence files 佐证 that is taken, told by the content's first bytes. The list is closed: archives,
/// programs and pages that could run something are not on it.</summary>
/// <param name="MediaType">What the log, and whoever downloads, calls it.</param>
/// <param name="Extension">What the name of a downloaded file ends with.</param>
public sealed record EvidenceType(string MediaType, string Extension)
{
    private const string OfficeOpenXml = "application/vnd.openxmlformats-officedocument.";

    /// <summary>PDF (ISO 32000).</summary>
    public static readonly EvidenceType Pdf = new("application/pdf", ".pdf");

    /// <summary>A JPEG picture.</summary>
    public static readonly EvidenceType Jpeg = new("image/jpeg", ".jpg");

    /// <summary>A PNG picture.</summary>
    public static readonly EvidenceType Png = new("image/png", ".png");

    /// <summary>A text document (ISO/IEC 29500).</summary>
    public static readonly EvidenceType Docx = new(OfficeOpenXml + "wordprocessingml.document", ".docx");

    /// <summary>A workbook (ISO/IEC 29500).</summary>
    public static readonly EvidenceType Xlsx = new(OfficeOpenXml + "spreadsheetml.sheet", ".xlsx");

    /// <summary>Slides (ISO/IEC 29500).</summary>
    public static readonly EvidenceType Pptx = new(OfficeOpenXml + "presentationml.presentation", ".pptx");

    /// <summary>A text document of before 2007.</summary>
    public static readonly EvidenceType Doc = new("application/msword", ".doc");

    /// <summary>A workbook of before 2007.</summary>
    public static readonly EvidenceType Xls = new("application/vnd.ms-excel", ".xls");

    /// <summary>Slides of before 2007.</summary>
    public static readonly EvidenceType Ppt = new("application/vnd.ms-powerpoint", ".ppt");

    /// <summary>版式文件: OFD (GB/T 33190).</summary>
    public static readonly EvidenceType Ofd = new("application/ofd", ".ofd");

    /// <summary>Plain text in UTF-8.</summary>
    public static readonly EvidenceType Text = new("text/plain", ".txt");

    /// <summary>A table as text in UTF-8.</summary>
    public static readonly EvidenceType Csv = new("text/csv", ".csv");

    /// <summary>Every type.</summary>
    public static IReadOnlyList<EvidenceType> All { get; } =
        [Pdf, Jpeg, Png, Docx, Xlsx, Pptx, Doc, Xls, Ppt, Ofd, Text, Csv];

    /// <summary>The type of that name; null when there is none.</summary>
    public static EvidenceType? Find(string mediaType) => All.FirstOrDefault(t => t.MediaType == mediaType);

    /// <summary>Whether a text is a SHA-256 as evidence is named by: 64 lower-case hexadecimal digits.</summary>
    public static bool IsHash(string? text) =>
        text is { Length: 64 } && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');
}
