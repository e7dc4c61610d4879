using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>The Chinese words of the tables that people open in a spreadsheet.</summary>
internal static class Wording
{
    public static string ToChinese(this Period period) =>
        period.IsQuarter
        ? $"{period.Year}年第{"一二三四"[period.LastMonth / 3 - 1]}季度"
        : $"{period.Year}年{period.LastMonth}月";

    public static string ToChinese(this TargetLevel level) => level == TargetLevel.Overall ? "区政府总体目标" : "部门工作目标";

    public static string ToChinese(this UnitKind kind) => kind == UnitKind.Department ? "部门" : "街镇";

    public static string ToChinese(this TargetKind kind) => kind switch
    {
        TargetKind.Quantitative => "定量",
        TargetKind.Milestone => "节点",
        _ => "定性",
    };

    public static string ToChinese(this TargetState state) => state.ToText().Zh;

    /// <summary>Why a target in this state has no colour.</summary>
    public static string Explained(this TargetState state) => state switch
    {
        TargetState.NotReported => "应报而牵头单位没有填报",
        TargetState.Unrated => "已填报，没有已发布的评定",
        TargetState.NotDue => "到截止日还没有节点到期",
        TargetState.Suspended => "经批准暂缓",
        TargetState.NotOwed => "按填报频次本期不填报",
        _ => "",
    };

    public static string ToChinese(this Timeliness timeliness) => timeliness switch
    {
        Timeliness.OnTime => "按时",
        Timeliness.Late => "逾期",
        _ => TargetState.NotReported.ToChinese(),
    };

    public static string ToChinese(this ColourChange change) => change switch
    {
        ColourChange.Better => "好转",
        ColourChange.Same => "不变",
        ColourChange.Worse => "变差",
        _ => "首次评定",
    };

    public static string ToChinese(this Correction correction) => OfCorrection(correction.Index, correction.Supersedes);

    /// <summary>The words for a correction: which rating is in force, and which one the issued report shows.</summary>
    public static string OfCorrection(long index, long? supersedes) =>
        supersedes is null ? $"（更正：第 {index} 条）" : $"（更正：第 {index} 条取代第 {supersedes} 条）";

    /// <summary>The name of a colour, with the letter that survives black-and-white print.</summary>
    public static string ToChinese(this SchemeColour colour) => $"{colour.Name} {colour.Letter}".TrimEnd();
}
