using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Promises about an indicator without a figure: the city's figure 以市下达为准, or a comparison such as
/// 与经济增长保持同步.</summary>
internal static partial class IndicatorWords
{
    /// <summary>Whether the city is to issue the figure.</summary>
    public static bool IsProvisional(string clause) => Provisional().IsMatch(clause);

    /// <summary>Which way is good, of an indicator whose figure the city issues: at most for 控制在, at least as much for
    /// 完成; null where the words do not say.</summary>
    public static Direction? DirectionOf(string clause) =>
        AtMost().IsMatch(clause) ? Direction.NotExceed
        : Reached().IsMatch(clause) ? Direction.Increase
        : null;

    /// <summary>The unit of measure that an indicator's name gives away; null where it does not.</summary>
    public static string? UnitOf(string clause) => Rate().IsMatch(clause) ? "%"
        : Persons().IsMatch(clause) ? "人"
        : Beds().IsMatch(clause) ? "张"
        : null;

    /// <summary>Whether an indicator is compared without a figure.</summary>
    public static bool IsCompared(string clause) => Compared().IsMatch(clause);

    // 市下达目标, 市政府下达的指标, 市级下达任务, 以市下达为准
    [GeneratedRegex(
        "(?:市(?:委|政府|级|里|局|有关部门|相关部门)?|上级|国家|省)(?:和国家)?(?:政府)?(?:统一)?(?:下达|核定|确定|规定|要求"
        + "|明确)(?:的)?[^，。；、]{0,8}?(?:目标|指标|任务|计划|数|标准|范围|要求|为准)"
            + "|(?:市|上级|国家|省)(?:定|控)(?:目标|指标|任务|标准)|以市[^，]{0,6}为准",
        RegexOptions.CultureInvariant)]
    private static partial Regex Provisional();

    [GeneratedRegex("控制在|不超过|不高于|以内|(?:目标|指标|范围|标准)内", RegexOptions.CultureInvariant)]
    private static partial Regex AtMost();

    [GeneratedRegex("完成|达到|实现|不低于|超额", RegexOptions.CultureInvariant)]
    private static partial Regex Reached();

    [GeneratedRegex("(?:率|占比|比重|比例)(?=[控完达实不保稳以按])", RegexOptions.CultureInvariant)]
    private static partial Regex Rate();

    [GeneratedRegex("人数", RegexOptions.CultureInvariant)]
    private static partial Regex Persons();

    [GeneratedRegex("床位", RegexOptions.CultureInvariant)]
    private static partial Regex Beds();

    [GeneratedRegex(
        "(?:与|和|同)[^，。；]{2,20}(?:保持|基本|实现)?同步(?:增长|提高)?$|(?:快|高|低)于[^，。；]{2,20}(?:增速|增幅|增长|水平|平均)$"
            + "|(?:增速|增幅|增长|总量|规模|水平|收入|质量|占比|比重|排名|指数|满意度|数)[^，。；]{0,6}(?:保持|持续|稳中|只减|位居|位列|继续|基本|高于|力争)[^，。；]{0,14}$"
            + "|(?:正增长|零增长|只增不减|只降不升|只减不增|双下降)$|控制在[^，。；]{2,20}(?:以内|内)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Compared();
}
