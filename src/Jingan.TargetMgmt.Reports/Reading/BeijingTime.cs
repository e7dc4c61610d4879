using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>Instants and days as people in Shanghai write them.</summary>
internal static class BeijingTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>An instant in 北京时间, to the minute.</summary>
    public static string Of(string utc) => UtcText.TryParse(utc, out var instant)
        ? instant.ToOffset(Offset).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture)
        : utc;

    public static string Of(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>Up to when a report tells of its period, and what is not there yet.</summary>
    public static string CutOffOf(PeriodHead head) => string.Concat(
        $"考核截止日：{Of(head.CutOff)}；数据截至：",
        head.Marks.Closed is { } closed ? $"{Of(closed.At)}（填报期关闭时）"
        : head.DataAsOf is { } last ? $"{Of(last)}（最近一次填报；填报期尚未关闭）"
        : "尚无填报",
        head.ReleasedAt is { } released ? $"；评估报告出具：{Of(released)}" : "；评估报告尚未出具，故无评定",
        "。均为北京时间。");
}
