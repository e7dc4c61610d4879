namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>Why a rating may differ from the suggestion 偏离理由: a closed list, so that reasons can be counted.
/// The words are in the reason beside it.</summary>
internal static class DivergenceCode
{
    /// <summary>All reasons, in the order that they are offered.</summary>
    public static readonly IReadOnlyList<(string Code, string Meaning)> All =
    [
        ("dataNotCredible", "数据不可信"),
        ("nodeStillAttainable", "节点判断仍可完成"),
        ("qualityDefect", "现场发现质量问题"),
        ("planShape", "计划前松后紧或前紧后松"),
        ("other", "其他"),
    ];

    public static bool IsKnown(string code) => All.Any(c => c.Code == code);
}
