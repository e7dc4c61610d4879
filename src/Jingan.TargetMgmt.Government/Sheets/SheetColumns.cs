namespace Jingan.TargetMgmt.Government.Sheets;

/// <summary>A column of the reporting sheet.</summary>
/// <param name="Member">The member that its cells fill, or what else they tell.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Width">In characters.</param>
/// <param name="IsInput">Whether the clerk fills it in.</param>
internal sealed record SheetColumn(string Member, string Heading, double Width, bool IsInput);

/// <summary>The columns of the reporting sheet 填报表, from left to right.</summary>
internal static class SheetColumns
{
    /// <summary>The sheet's name.</summary>
    public const string Sheet = "填报";

    public static readonly IReadOnlyList<SheetColumn> All =
    [
        new("targetId", "目标编号", 14, false),
        new("nodes", "节点编号", 9, false),
        new("title", "目标 / 节点", 34, false),
        new("role", "承担方式", 8, false),
        new("unitOfMeasure", "计量单位", 9, false),
        new("promised", "全年目标 / 节点期限", 12, false),
        new("planned", "序时计划", 11, false),
        new("last", "上次填报", 14, false),
        new("lastColour", "上期颜色", 9, false),
        new("value", "累计值", 12, true),
        new("doneOn", "完成日期", 12, true),
        new("forecastOn", "预计完成日期", 12, true),
        new("noChange", "无变化", 8, true),
        new("narrative", "进展情况", 44, true),
        new("difficulties", "困难问题", 26, true),
        new("nextSteps", "下一步措施", 26, true),
        new("signatory", "签发人", 10, true),
    ];

    /// <summary>The column's number, from 1 on.</summary>
    public static int NumberOf(string member) => All.Index().Single(c => c.Item.Member == member).Index + 1;
}
