using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>The paragraph styles that the service writes in. A template has them under these names: Word gives them
/// other ids whenever it saves.</summary>
internal enum NoticeStyle
{
    Body,
    SecondHeading,
    Caption,
    Figure,
    Cell,
    CellHead,
}

internal static class NoticeStyles
{
    public static readonly IReadOnlyDictionary<NoticeStyle, string> Names = new Dictionary<NoticeStyle, string>
    {
        [NoticeStyle.Body] = "通报正文",
        [NoticeStyle.SecondHeading] = "通报二级标题",
        [NoticeStyle.Caption] = "通报表名",
        [NoticeStyle.Figure] = "通报图",
        [NoticeStyle.Cell] = "通报表格",
        [NoticeStyle.CellHead] = "通报表头",
    };

    /// <summary>The ids of the styles that a document has.</summary>
    public static IReadOnlyDictionary<NoticeStyle, string> IdsIn(MainDocumentPart main)
    {
        var ids = (main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
            .Where(s => s.Type?.Value == StyleValues.Paragraph
                && s is { StyleName.Val.Value: not null, StyleId: not null })
            .DistinctBy(s => s.StyleName!.Val!.Value)
            .ToDictionary(s => s.StyleName!.Val!.Value!, s => s.StyleId!.Value!);
        return Names.Where(n => ids.ContainsKey(n.Value)).ToDictionary(n => n.Key, n => ids[n.Value]);
    }
}
