using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>What a table was computed from, as rows below it: a file that is passed on must still say so.</summary>
internal static class CsvNotes
{
    public static IEnumerable<object?[]> Of(PeriodHead head, CsvFor reader)
    {
        var clock = reader.IsPeople ? "北京时间" : "UTC";
        var closed = head.Marks.Closed;
        return
        [
            [],
            ["报表", head.Title],
            ["填报期截止日", head.CutOff.ToString("O", CultureInfo.InvariantCulture)],
            [$"最近一次填报（{clock}）", reader.Instant(head.DataAsOf) ?? "无"],
            [
                $"填报期关闭（{clock}）",
                closed is null ? "尚未关闭" : $"{reader.Instant(closed.At)}，政府日志 {closed.Size} 条",
            ],
            [$"评估报告出具（{clock}）", reader.Instant(head.ReleasedAt) ?? "尚未出具，故无评定"],
            ["分类分色办法", head.Scheme],
            .. Of(head.Logs),
        ];
    }

    /// <summary>Up to when a table over several periods tells: it is read when it is asked for, and the logs say how
    /// far they were then.</summary>
    public static string CutOffOf(IReadOnlyList<Period> periods, IReadOnlyList<LogHead> logs) => string.Concat(
        $"考核截止日：{string.Join('、', periods.Select(p => BeijingTime.Of(p.EndsOn)).Distinct())}",
        $"；数据截至：{string.Join('、', logs.Select(log => $"审计链 {log.Log} 第 {log.Size} 条"))}。日期为北京时间。");

    public static IEnumerable<object?[]> Of(IEnumerable<LogHead> logs) =>
        logs.Select(log => new object?[] { $"审计链 {log.Log}", log.Size, log.Root });
}
