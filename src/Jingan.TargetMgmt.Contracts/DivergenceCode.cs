namespace Jingan.TargetMgmt.Contracts;

/// <summary>Why a rating may differ from the suggestion 偏离理由: a closed list, so that reasons can be counted.
/// The words are in the reason beside it.</summary>
public static class DivergenceCode
{
    /// <summary>All reasons, in the order that they are offered.</summary>
    public static readonly IReadOnlyList<(string Code, Text Meaning)> All =
    [
        ("dataNotCredible", new("数据不可信", "the data are not credible")),
        ("nodeStillAttainable", new("节点判断仍可完成", "the node can still be reached")),
        ("qualityDefect", new("现场发现质量问题", "defects of quality were found on site")),
        ("planShape", new("计划前松后紧或前紧后松", "the plan is uneven over the year")),
        ("other", new("其他", "another reason")),
    ];

    /// <summary>Whether it is one of them.</summary>
    public static bool IsKnown(string code) => All.Any(c => c.Code == code);
}
